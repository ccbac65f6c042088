package io.grantwright.processor.drift;

import io.grantwright.processor.check.Rule;
import io.grantwright.processor.check.Suggestion;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.openapi.Node;
import io.grantwright.processor.openapi.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds values against schemas. What is sent must be something that the schema allows; what is
 * received may be anything that it allows.
 */
final class Values {
  /** How deep types may lie in each other, which may contain themselves. */
  private static final int DEPTH = 100;

  private final Findings findings;
  private int depth;
  private final Set<Seen> seen = new HashSet<>();

  Values(Findings findings) {
    this.findings = findings;
  }

  /** Types contain each other, and many operations share them. */
  private record Seen(ClassRef type, List<Node> schemas, boolean sent) {}

  /**
   * One value with what it is made of.
   *
   * @param what how messages call it
   * @param schemas of which it fits one
   */
  void check(ValueType type, List<Node> schemas, boolean sent, String what, Origin origin) {
    if (schemas.isEmpty() || depth > DEPTH) {
      return;
    }
    depth++;
    Schema schema = findings.document().schema(schemas);
    if (!fits(type, schema, sent)) {
      findings.add(
          Rule.DRIFT_TYPE,
          origin,
          what,
          Words.of(type, findings.reach()),
          findings.name(),
          Words.of(schema),
          findings.place(schemas.get(0)));
    } else if (type instanceof ValueType.ListOf list && schema.allows("array")) {
      check(list.element(), schema.items(), sent, "An element of " + Words.lower(what), origin);
    } else if (type instanceof ValueType.MapOf map) {
      check(map.value(), schema.others(), sent, "A value of " + Words.lower(what), origin);
    } else if (type instanceof ValueType.Model model) {
      check(model.type(), schemas, sent);
    } else if (type instanceof ValueType.Union union) {
      check(union.type(), schemas, sent, what, origin);
    }
    depth--;
  }

  /** What a constant says. */
  void check(String value, List<Node> schemas, String what, Origin origin) {
    Schema schema = findings.document().schema(schemas);
    if (!schema.values().isEmpty() && !schema.values().contains(value)) {
      findings.add(
          Rule.DRIFT_TYPE,
          origin,
          what,
          '"' + value + '"',
          findings.name(),
          Words.of(schema),
          findings.place(schemas.get(0)));
    }
  }

  private boolean fits(ValueType type, Schema schema, boolean sent) {
    if (type instanceof ValueType.Text text) {
      return any(schema, sent, "string") && fits(text.kind(), schema.formats());
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT ->
            any(schema, sent, "integer") && (sent || !schema.formats().equals(Set.of("int64")));
        case LONG -> any(schema, sent, "integer");
        case DOUBLE -> any(schema, sent, "number", "integer") && (!sent || schema.allows("number"));
        case BOOLEAN -> any(schema, sent, "boolean");
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      List<String> names = Words.names(findings.reach().enumeration(known.type()));
      return any(schema, sent, "string")
          && (schema.values().isEmpty()
              || (sent ? schema.values().containsAll(names) : names.containsAll(schema.values())));
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      EnumModel model = findings.reach().enumeration(open.type());
      return any(schema, sent, "string")
          && (!sent
              || schema.values().isEmpty()
              || schema.values().containsAll(Words.names(model)));
    }
    if (type instanceof ValueType.ListOf list) {
      return list.separator() != null
          ? any(schema, sent, "string", "array")
          : any(schema, sent, "array")
              || (list.oneOrMany() && !sent && schema.allows("array"))
              || (list.oneOrMany() && fits(list.element(), schema, sent));
    }
    if (type instanceof ValueType.MapOf
        || type instanceof ValueType.Model
        || type instanceof ValueType.Union) {
      return any(schema, sent, "object");
    }
    return true;
  }

  /** Whether one of these may be sent, or nothing else be received. */
  private static boolean any(Schema schema, boolean sent, String... types) {
    return sent
        ? Stream.of(types).anyMatch(schema::allows)
        : List.of(types).containsAll(schema.types());
  }

  private static boolean fits(ValueType.TextKind kind, Set<String> formats) {
    boolean date = formats.equals(Set.of("date"));
    boolean time = formats.equals(Set.of("date-time"));
    return switch (kind) {
      case STRING, SECRET, SENSITIVE_URI, URI -> true;
      case INSTANT, OFFSET_DATE_TIME -> !date;
      case LOCAL_DATE -> !time;
      case LOCAL_DATE_TIME -> !date && !time;
    };
  }

  private void check(ClassRef type, List<Node> schemas, boolean sent) {
    RecordModel model = findings.reach().records().get(type);
    if (model == null || !seen.add(new Seen(type, findings.document().resolved(schemas), sent))) {
      return;
    }
    Schema schema = findings.document().schema(schemas);
    if (sent) {
      List<Sending> sendings =
          Sending.by(model, findings).stream()
              .filter(each -> each.place() == Sending.Place.BODY)
              .toList();
      checkSent(
          sendings,
          schema,
          schemas.get(0),
          "Member",
          type.simpleName(),
          findings.located(type, model.origin(), ""));
    } else {
      checkReceived(model, schema, schemas.get(0), Map.of());
    }
  }

  /**
   * The members of a body that is sent, or of an object in it.
   *
   * @param at where the object stands
   * @param word what its members are called
   * @param owner what sends it
   */
  void checkSent(
      List<Sending> sendings, Schema schema, Node at, String word, String owner, Origin origin) {
    Set<String> sent = new HashSet<>();
    for (Sending sending : sendings) {
      sent.add(sending.name());
      String what = word + " \"" + sending.name() + '"';
      if (!schema.properties().containsKey(sending.name())) {
        if (schema.closed() && !sending.implied() && !inPartOf(schema, sending)) {
          addUnknown(what, sending, schema.properties().keySet(), at);
        }
        continue;
      }
      List<Node> property = schema.properties().getOrDefault(sending.name(), List.of());
      checkPresence(
          what,
          sending,
          schema.required().contains(sending.name()),
          schema.sometimes().contains(sending.name()),
          property.get(0));
      checkValue(what, sending, property);
    }
    for (String required : schema.required()) {
      if (!sent.contains(required)) {
        Node property = schema.properties().getOrDefault(required, List.of(at)).get(0);
        addMissing(Words.lower(word) + " \"" + required + '"', owner, origin, property);
      }
    }
  }

  /** Whether it is required without being described: then it is known, if only by name. */
  private static boolean inPartOf(Schema schema, Sending sending) {
    return schema.required().contains(sending.name())
        || schema.sometimes().contains(sending.name());
  }

  /**
   * @param at what should know it
   */
  void addUnknown(String what, Sending sending, Collection<String> known, Node at) {
    String meant = Suggestion.of(sending.name(), known, "\"%s\"");
    findings.add(
        Rule.DRIFT_UNKNOWN,
        sending.origin(),
        what,
        findings.name(),
        findings.placeBehind(at),
        meant.isEmpty() ? "" : " " + meant);
  }

  void addMissing(String what, String owner, Origin origin, Node at) {
    findings.add(
        Rule.DRIFT_REQUIRED,
        origin,
        findings.name(),
        what,
        "which " + owner + " does not send",
        findings.placeBehind(at));
  }

  /**
   * Whether both sides agree that something is sent always.
   *
   * @param sometimes whether the document requires it in one of several cases
   */
  void checkPresence(String what, Sending sending, boolean required, boolean sometimes, Node at) {
    if (required && !sending.required()) {
      findings.add(
          Rule.DRIFT_REQUIRED,
          sending.origin(),
          findings.name(),
          Words.lower(what),
          "which may be absent here",
          findings.place(at));
    } else if (!required
        && !sometimes
        && sending.required()
        && sending.type() != null
        && !sending.implied()) {
      findings.add(
          Rule.DRIFT_OPTIONAL, sending.origin(), what, findings.name(), findings.place(at));
    }
  }

  void checkValue(String what, Sending sending, List<Node> schemas) {
    if (sending.type() != null) {
      check(sending.type(), schemas, true, what, sending.origin());
    } else if (sending.value() != null) {
      check(sending.value(), schemas, what, sending.origin());
    }
  }

  /**
   * The members of a record that is received.
   *
   * @param at where the object stands
   * @param deviations by the standard names of the members
   */
  void checkReceived(RecordModel model, Schema schema, Node at, Map<String, Member> deviations) {
    for (Component component : model.components()) {
      if (component.inBody() && !(component.type() instanceof ValueType.UnknownMembers)) {
        Member deviating = deviations.getOrDefault(component.wireName(), Member.STANDARD);
        List<String> names = new ArrayList<>(deviating.names());
        names.add(component.wireName());
        names.addAll(component.aliases());
        checkReceived(model, component, names, schema, at, deviating);
      }
    }
  }

  /**
   * How a member deviates from what its record says.
   *
   * @param names the provider's
   * @param otherwise whether it is of another type, as the descriptor says
   * @param spared whether it need not be there
   */
  record Member(List<String> names, boolean otherwise, boolean spared) {
    static final Member STANDARD = new Member(List.of(), false, false);

    Member {
      names = List.copyOf(names);
    }
  }

  private void checkReceived(
      RecordModel model,
      Component component,
      List<String> names,
      Schema schema,
      Node at,
      Member deviating) {
    Origin origin = findings.located(model.type(), component.origin(), "." + component.accessor());
    boolean required = component.presence() == Presence.REQUIRED && !deviating.spared();
    Optional<String> name = names.stream().filter(schema.properties()::containsKey).findFirst();
    String what = "Member \"" + name.orElse(names.get(0)) + '"';
    if (name.isEmpty()) {
      if (schema.closed()) {
        String meant = Suggestion.of(names.get(0), schema.properties().keySet(), "\"%s\"");
        addAnswer(what, required, origin, "does not exist", at, meant);
      }
      return;
    }
    List<Node> property = schema.properties().getOrDefault(name.get(), List.of());
    Schema said = findings.document().schema(property);
    if (required && !schema.required().contains(name.get())) {
      addAnswer(what, true, origin, "may be absent", property.get(0), "");
    } else if (required && said.nullable() && !(component.type() instanceof ValueType.AnyJson)) {
      addAnswer(what, true, origin, "may be null", property.get(0), "");
    }
    if (!deviating.otherwise()) {
      check(component.type(), property, false, what, origin);
    }
  }

  void addAnswer(
      String what, boolean required, Origin origin, String there, Node at, String meant) {
    findings.add(
        Rule.DRIFT_ANSWER,
        origin,
        what,
        required ? "required" : "read",
        findings.name(),
        there,
        findings.placeBehind(at),
        meant.isEmpty() ? "" : " " + meant);
  }

  private void check(ClassRef type, List<Node> schemas, boolean sent, String what, Origin origin) {
    UnionModel model = findings.reach().unions().get(type);
    if (model == null || !seen.add(new Seen(type, findings.document().resolved(schemas), sent))) {
      return;
    }
    Map<String, Node> documented = findings.document().variants(schemas);
    if (documented.isEmpty()) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    boolean rest = false;
    for (UnionModel.Variant variant : model.variants()) {
      rest |= variant.otherwise();
      List<String> known = sent ? variant.names().stream().limit(1).toList() : variant.names();
      for (String name : variant.otherwise() ? List.<String>of() : known) {
        names.add(name);
        Node schema = documented.get(name);
        if (schema != null) {
          check(variant.type(), List.of(schema), sent);
        }
      }
    }
    boolean fits =
        sent
            ? documented.keySet().containsAll(names)
            : rest || names.containsAll(documented.keySet());
    if (!fits) {
      findings.add(
          Rule.DRIFT_TYPE,
          origin,
          what,
          "one of " + Words.list(names),
          findings.name(),
          "one of " + Words.list(documented.keySet()),
          findings.place(schemas.get(0)));
    }
  }
}
