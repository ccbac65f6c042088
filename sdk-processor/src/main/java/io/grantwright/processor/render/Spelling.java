package io.grantwright.processor.render;

import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.TextKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a message of an operation has on the wire, where its provider differs from the standards.
 *
 * @param names the provider's names, by the standard ones
 * @param omitted what is not sent
 * @param textual what comes as a text in place of a number or a boolean
 * @param listed what comes as a list in place of a text
 * @param spared what need not be there although the standards want it
 * @param wrapper the members in which the message stands, the outermost first
 */
record Spelling(
    Map<String, String> names,
    Set<String> omitted,
    Set<String> textual,
    Set<String> listed,
    Set<String> spared,
    List<String> wrapper) {
  /** As the standards have it. */
  static final Spelling STANDARD = named(Map.of(), Set.of());

  private static Spelling named(Map<String, String> names, Set<String> omitted) {
    return new Spelling(names, omitted, Set.of(), Set.of(), Set.of(), List.of());
  }

  /** Of the query, and of the body where its format has names of OAuth. */
  static Spelling ofRequest(Operation operation) {
    Set<String> omitted = new LinkedHashSet<>();
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Omitted all) {
        omitted.addAll(all.names());
      }
    }
    return named(names(operation, Message.REQUEST), omitted);
  }

  static Spelling ofBody(Operation operation) {
    return operation.bodyFormat() == BodyFormat.MULTIPART ? STANDARD : ofRequest(operation);
  }

  static Spelling ofError(Operation operation) {
    return named(names(operation, Message.ERROR), Set.of());
  }

  static Spelling ofAnswer(Operation operation) {
    boolean ofTokens = operation.role() == Role.TOKEN || operation.role() == Role.REFRESH;
    Set<String> textual = new LinkedHashSet<>();
    Set<String> listed = new LinkedHashSet<>();
    Set<String> spared = new LinkedHashSet<>();
    List<String> wrapper = List.of();
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Textual texts) {
        textual.addAll(texts.members());
      } else if (deviation instanceof Deviation.Wrapped wrapped) {
        wrapper = List.of(wrapped.member().split("\\.", -1));
      } else if (deviation instanceof Deviation.Scopes scopes && scopes.listed() && ofTokens) {
        listed.add("scope");
      } else if (deviation instanceof Deviation.TokenTypes types && types.missing() && ofTokens) {
        spared.add("token_type");
      } else if (deviation instanceof Deviation.Lifetime time && time.missing() > 0 && ofTokens) {
        spared.add("expires_in");
      }
    }
    return new Spelling(
        names(operation, Message.ANSWER), Set.of(), textual, listed, spared, wrapper);
  }

  private static Map<String, String> names(Operation operation, Message message) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Renamed renamed && renamed.in().contains(message)) {
        names.put(renamed.name(), renamed.to());
      }
    }
    return names;
  }

  /** The provider's name; empty if it is not sent. */
  Optional<String> name(String standard) {
    return omitted.contains(standard)
        ? Optional.empty()
        : Optional.of(names.getOrDefault(standard, standard));
  }

  /** Whether a record is as the standards have it. */
  boolean leaves(RecordModel model) {
    return model.components().equals(components(model));
  }

  /** The components of a record as they are on the wire. */
  List<Component> components(RecordModel model) {
    List<Component> components = new ArrayList<>();
    for (Component component : model.components()) {
      if (component.inBody() && !(component.type() instanceof ValueType.UnknownMembers)) {
        String standard = component.wireName();
        name(standard).ifPresent(name -> components.add(spelled(component, standard, name)));
      } else {
        components.add(component);
      }
    }
    return components;
  }

  private Component spelled(Component component, String standard, String name) {
    ValueType text = new ValueType.Text(TextKind.STRING);
    boolean otherwise = textual.contains(standard) || listed.contains(standard);
    return new Component(
        component.accessor(),
        name,
        component.aliases(),
        listed.contains(standard)
            ? new ValueType.ListOf(text, null, false)
            : otherwise ? text : component.type(),
        spared.contains(standard) && component.presence() == Presence.REQUIRED
            ? Presence.OPTIONAL
            : component.presence(),
        component.place(),
        component.sensitive(),
        component.documentation(),
        otherwise ? Optional.empty() : component.example(),
        component.origin());
  }
}
