package io.grantwright.processor.model;

import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import java.util.List;

/** One way in which a provider's messages differ from the standards, as an annotation says it. */
public sealed interface Deviation {
  /** The roles whose messages are meant; all if empty. */
  List<Role> at();

  Origin origin();

  /**
   * Whether it is about the messages of an endpoint; what holds for tokens holds for refreshing.
   */
  default boolean holdsAt(Role role) {
    return holdsAt(at(), role);
  }

  /** Whether what is said of some roles holds for this one. */
  static boolean holdsAt(List<Role> at, Role role) {
    return at.isEmpty() || at.contains(role) || (role == Role.REFRESH && at.contains(Role.TOKEN));
  }

  /** Another name. */
  record Renamed(
      String name, String to, List<Message> in, List<Role> at, Origin toOrigin, Origin origin)
      implements Deviation {
    public Renamed {
      in = List.copyOf(in);
      at = List.copyOf(at);
    }
  }

  /** Parameters that are not sent. */
  record Omitted(List<String> names, List<Role> at, Origin origin) implements Deviation {
    public Omitted {
      names = List.copyOf(names);
      at = List.copyOf(at);
    }
  }

  /** What an answer says stands in a member. */
  record Wrapped(String member, List<Role> at, Origin origin) implements Deviation {
    public Wrapped {
      at = List.copyOf(at);
    }
  }

  /** Numbers and booleans that are texts. */
  record Textual(List<String> members, List<Role> at, Origin origin) implements Deviation {
    public Textual {
      members = List.copyOf(members);
      at = List.copyOf(at);
    }
  }

  /** No token type, or another word for bearer. */
  record TokenTypes(boolean missing, List<String> bearer, Origin origin) implements Deviation {
    public TokenTypes {
      bearer = List.copyOf(bearer);
    }

    @Override
    public List<Role> at() {
      return List.of(Role.TOKEN);
    }
  }

  /** Lifetimes of another kind. */
  record Lifetime(
      Unit unit,
      long missing,
      long refreshWindow,
      Origin missingOrigin,
      Origin windowOrigin,
      Origin origin)
      implements Deviation {
    @Override
    public List<Role> at() {
      return List.of(Role.TOKEN);
    }
  }

  /** Scopes with other separators. */
  record Scopes(
      String request,
      String answer,
      boolean listed,
      boolean inCallback,
      Origin requestOrigin,
      Origin answerOrigin,
      Origin origin)
      implements Deviation {
    @Override
    public List<Role> at() {
      return List.of();
    }
  }

  /** Answers of other media types. */
  record AnsweredAs(List<String> types, List<Role> at, Origin origin) implements Deviation {
    public AnsweredAs {
      types = List.copyOf(types);
      at = List.copyOf(at);
    }
  }

  /** Errors with a status of success. */
  record ErrorsInSuccess(List<String> none, List<Role> at, Origin origin) implements Deviation {
    public ErrorsInSuccess {
      none = List.copyOf(none);
      at = List.copyOf(at);
    }
  }

  /** What a code means. */
  record ErrorCode(
      String value,
      String status,
      Meaning meaning,
      List<Role> at,
      Origin statusOrigin,
      Origin origin)
      implements Deviation {
    public ErrorCode {
      at = List.copyOf(at);
    }
  }
}
