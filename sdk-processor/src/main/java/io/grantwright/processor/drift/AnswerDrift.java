package io.grantwright.processor.drift;

import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Role;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.TextKind;
import io.grantwright.processor.openapi.DocumentedAnswer;
import io.grantwright.processor.openapi.Node;
import io.grantwright.processor.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what an operation understands against what the document says it answers. */
final class AnswerDrift {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String SUCCESS = "2XX";
  private static final String DEFAULT = "DEFAULT";

  private static final Values.Member OTHERWISE = new Values.Member(List.of(), true, false);
  private static final Values.Member SPARED = new Values.Member(List.of(), false, true);

  private final Findings findings;
  private final Values values;
  private final Operation operation;
  private final Node at;
  private final Map<String, DocumentedAnswer> answers;
  private final Map<String, Values.Member> deviations = new TreeMap<>();

  AnswerDrift(Findings findings, Values values, Operation operation, Paths.Match match) {
    this.findings = findings;
    this.values = values;
    this.operation = operation;
    this.at = match.operation().node();
    this.answers = findings.document().answers(match.operation());
    addDeviations();
  }

  void check() {
    if (answers.isEmpty()) {
      return;
    }
    Result result =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    if (result instanceof Result.Statuses statuses) {
      Set<String> declared = new TreeSet<>();
      statuses.members().forEach(each -> declared.addAll(texts(each.statuses())));
      checkSuccess(declared);
      for (Result.Member member : statuses.members()) {
        for (String status : texts(member.statuses())) {
          DocumentedAnswer answer = answers.get(nearest(status));
          if (answer != null) {
            checkRecord(status, answer, member.type());
          }
        }
      }
    } else if (result instanceof Result.Json json) {
      checkSuccess(
          json.statuses().isEmpty() ? Set.of(SUCCESS) : Set.copyOf(texts(json.statuses())));
      successes(json.statuses())
          .forEach((status, answer) -> checkJson(status, answer, json.type()));
    } else {
      checkSuccess(Set.of(SUCCESS));
      if (result instanceof Result.Events events) {
        successes(List.of()).forEach((status, answer) -> checkEvents(status, answer, events));
      }
    }
    checkFailures();
  }

  private static List<String> texts(List<Integer> statuses) {
    return statuses.stream().map(String::valueOf).toList();
  }

  /** A status as the document has it: by itself, in a range, or by default. */
  private String nearest(String status) {
    String range = status.charAt(0) + "XX";
    return answers.containsKey(status) ? status : answers.containsKey(range) ? range : DEFAULT;
  }

  private boolean has(String status) {
    boolean range = status.endsWith("XX");
    return answers.containsKey(nearest(status))
        || (range
            && answers.keySet().stream().anyMatch(each -> each.charAt(0) == status.charAt(0)));
  }

  /** The answers of success among those that an operation expects. */
  private Map<String, DocumentedAnswer> successes(List<Integer> statuses) {
    Map<String, DocumentedAnswer> successes = new TreeMap<>();
    answers.forEach(
        (status, answer) -> {
          if (status.matches("2..") && (statuses.isEmpty() || isOf(status, texts(statuses)))) {
            successes.put(status, answer);
          }
        });
    return successes;
  }

  /** Whether a documented status is one of these, or a range with one. */
  private static boolean isOf(String status, List<String> declared) {
    return declared.stream()
        .anyMatch(
            each ->
                each.equals(status)
                    || (status.endsWith("XX") && each.charAt(0) == status.charAt(0))
                    || (each.endsWith("XX") && each.charAt(0) == status.charAt(0)));
  }

  private void checkSuccess(Set<String> declared) {
    Set<String> documented = new TreeSet<>();
    boolean known = true;
    for (String status : answers.keySet()) {
      if (status.matches("[123]..")) {
        documented.add(status);
        known &= !status.startsWith("2") || isOf(status, List.copyOf(declared));
      }
    }
    if (!known || !declared.stream().allMatch(this::has)) {
      findings.add(
          Rule.DRIFT_STATUS,
          operation.origin(),
          operation.method(),
          "succeeds",
          Words.plain(declared),
          findings.name(),
          Words.plain(documented),
          findings.place(at));
    }
  }

  private void checkJson(String status, DocumentedAnswer answer, ValueType type) {
    if (type instanceof ValueType.Model model) {
      checkRecord(status, answer, model.type());
    } else {
      Node schema = checkContent(status, answer, Set.of(JSON));
      if (schema != null) {
        values.check(type, List.of(schema), false, "The answer", operation.origin());
      }
    }
  }

  /**
   * By what documents mean with the schema of events, if it can be known: that of the data, or of a
   * list of them. What describes the events with their fields, or the answer as text, says nothing.
   */
  private void checkEvents(String status, DocumentedAnswer answer, Result.Events events) {
    Node content = checkContent(status, answer, Set.of(EVENTS));
    if (content == null || events.data().equals(new ValueType.Text(TextKind.STRING))) {
      return;
    }
    Schema schema = findings.document().schema(List.of(content));
    Set<String> members = schema.properties().keySet();
    boolean framed =
        members.contains("data") && (members.contains("event") || members.contains("id"));
    boolean listed =
        schema.types().equals(Set.of("array")) && !(events.data() instanceof ValueType.ListOf);
    if (!framed && !schema.types().contains("string")) {
      List<Node> data = listed ? schema.items() : List.of(content);
      values.check(events.data(), data, false, "The data of an event", operation.origin());
    }
  }

  /** The schema of the content, if it is there. */
  private @Nullable Node checkContent(String status, DocumentedAnswer answer, Set<String> types) {
    Optional<Node> schema =
        types.stream().flatMap(type -> answer.body().schema(type).stream()).findFirst();
    if (schema.isEmpty()) {
      findings.add(
          Rule.DRIFT_CONTENT,
          operation.origin(),
          operation.method(),
          "reads " + Words.plain(new TreeSet<>(types)),
          findings.name(),
          Words.plain(answer.body().types()) + " with status " + status,
          findings.place(answer.written()));
    }
    return schema.orElse(null);
  }

  private void checkRecord(String status, DocumentedAnswer answer, ClassRef type) {
    RecordModel model = findings.reach().record(type);
    for (Component component : model.components()) {
      if (component.place() == Component.Place.HEADER) {
        checkHeader(model, component, answer);
      }
    }
    if (model.components().stream().anyMatch(Component::inBody)) {
      Node schema = checkContent(status, answer, json());
      if (schema != null) {
        checkMembers(model, schema);
      }
    }
  }

  private void checkHeader(RecordModel model, Component component, DocumentedAnswer answer) {
    String name = component.wireName();
    Node header = findings.document().header(answer, name);
    Origin origin = findings.located(model.type(), component.origin(), "." + component.accessor());
    boolean required = component.presence() == Presence.REQUIRED;
    String what = "Header \"" + name + '"';
    if (header.isMissing()) {
      if (required) {
        values.addAnswer(what, true, origin, "does not exist", answer.written(), "");
      }
    } else {
      values.check(component.type(), findings.document().schemas(header), false, what, origin);
    }
  }

  private void checkMembers(RecordModel model, Node written) {
    Node content = written;
    Schema schema = findings.document().schema(List.of(written));
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Wrapped wrapped) {
        for (String name : wrapped.member().split("\\.", -1)) {
          List<Node> inner = schema.properties().getOrDefault(name, List.of());
          // An answer without that member is read as it is.
          if (!inner.isEmpty()) {
            content = inner.get(0);
            schema = findings.document().schema(inner);
          }
        }
      }
    }
    if (deviations.isEmpty() || !schema.allows("object")) {
      values.check(
          new ValueType.Model(model.type(), true),
          List.of(content),
          false,
          "The answer",
          operation.origin());
    } else {
      values.checkReceived(model, schema, content, deviations);
    }
  }

  private Set<String> json() {
    Set<String> types = new TreeSet<>(Set.of(JSON));
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.AnsweredAs other) {
        types.addAll(other.types());
      }
    }
    return types;
  }

  private void addDeviations() {
    boolean ofTokens = operation.role() == Role.TOKEN || operation.role() == Role.REFRESH;
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Renamed renamed
          && renamed.in().contains(Renamed.Message.ANSWER)) {
        merge(renamed.name(), new Values.Member(List.of(renamed.to()), false, false));
      } else if (deviation instanceof Deviation.Textual textual) {
        textual.members().forEach(each -> merge(each, OTHERWISE));
      } else if (deviation instanceof Deviation.Scopes scopes && scopes.listed() && ofTokens) {
        merge("scope", OTHERWISE);
      } else if (deviation instanceof Deviation.TokenTypes types && types.missing() && ofTokens) {
        merge("token_type", SPARED);
      } else if (deviation instanceof Deviation.Lifetime time && time.missing() > 0 && ofTokens) {
        merge("expires_in", SPARED);
      }
    }
  }

  private void merge(String name, Values.Member member) {
    deviations.merge(
        name,
        member,
        (some, other) -> {
          List<String> names = new ArrayList<>(other.names());
          names.addAll(some.names());
          return new Values.Member(
              names, some.otherwise() || other.otherwise(), some.spared() || other.spared());
        });
  }

  private void checkFailures() {
    List<String> declared =
        operation.failures().stream().flatMap(each -> each.statuses().stream()).toList();
    Set<String> unknown = new TreeSet<>();
    for (Failure failure : operation.failures()) {
      if (isOwn(failure)) {
        failure.statuses().stream().filter(each -> !has(each)).forEach(unknown::add);
      }
    }
    Set<String> documented = new TreeSet<>();
    Set<String> undeclared = new TreeSet<>();
    for (Map.Entry<String, DocumentedAnswer> each : answers.entrySet()) {
      if (each.getKey().matches("[45]..")) {
        documented.add(each.getKey());
        if (isOf(each.getKey(), declared)) {
          checkFailure(each.getKey(), each.getValue());
        } else if (each.getValue().body().schema(JSON).isPresent()) {
          undeclared.add(each.getKey());
        }
      }
    }
    if (!unknown.isEmpty()) {
      findings.add(
          Rule.DRIFT_STATUS,
          operation.origin(),
          operation.method(),
          "fails",
          Words.plain(unknown),
          findings.name(),
          Words.plain(documented),
          findings.place(at));
    } else if (!undeclared.isEmpty()) {
      findings.add(
          Rule.DRIFT_FAILURE,
          operation.origin(),
          operation.method(),
          Words.plain(undeclared),
          findings.name(),
          findings.place(at));
    }
  }

  /** What a descriptor declares for all of its operations need not hold for each. */
  private boolean isOwn(Failure failure) {
    return failure.origin().element().equals(operation.origin().element())
        && failure.origin().inherited().equals(operation.origin().inherited());
  }

  private void checkFailure(String status, DocumentedAnswer answer) {
    List<Failure> fitting =
        operation.failures().stream()
            .filter(each -> each.kind() == Failure.Kind.DECLARED)
            .filter(each -> each.statuses().contains(status))
            .toList();
    if (fitting.isEmpty()) {
      fitting =
          operation.failures().stream()
              .filter(each -> each.kind() == Failure.Kind.DECLARED)
              .filter(each -> isOf(status, each.statuses()))
              .limit(1)
              .toList();
    }
    for (Failure failure : fitting) {
      Optional<Node> schema =
          failure.contentType().isEmpty()
              ? answer.body().schemas().stream().findFirst()
              : answer.body().schema(failure.contentType());
      schema.ifPresent(each -> checkFailure(failure.as(), each));
    }
  }

  private void checkFailure(ClassRef type, Node written) {
    Map<String, Values.Member> renamed = new TreeMap<>();
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Renamed name
          && name.in().contains(Renamed.Message.ERROR)) {
        renamed.put(name.name(), new Values.Member(List.of(name.to()), false, false));
      }
    }
    Schema schema = findings.document().schema(List.of(written));
    if (renamed.isEmpty() || !schema.allows("object")) {
      values.check(
          new ValueType.Model(type, true),
          List.of(written),
          false,
          "The failure " + type.simpleName(),
          operation.origin());
    } else {
      values.checkReceived(findings.reach().record(type), schema, written, renamed);
    }
  }
}
