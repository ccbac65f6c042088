package io.grantwright.processor.contract;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.model.Address;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.ClientAuth;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Issuer;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.PathVariable;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Retry;
import io.grantwright.processor.model.Safety;
import io.grantwright.processor.model.Timeouts;
import io.grantwright.processor.model.Turning;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contract of a descriptor as its source says it now, and where each subject of it stands.
 *
 * <p>It follows from the descriptor and what it reaches, whether that comes from source or from
 * class files.
 */
public final class CurrentContract {
  /** A builder has as many stages; further required components are checked when it builds. */
  private static final int STAGES = 8;

  private final Descriptor descriptor;
  private final Reach reach;
  private final Usage usage;
  private final SortedMap<Subject, SortedMap<Aspect, String>> facts = new TreeMap<>();
  private final Map<Subject, Origin> origins = new HashMap<>();

  private CurrentContract(Descriptor descriptor, Reach reach) {
    this.descriptor = descriptor;
    this.reach = reach;
    this.usage = Usage.of(descriptor, reach);
  }

  /** The contract of a descriptor without errors. */
  public static CurrentContract of(Descriptor descriptor, Reach reach) {
    CurrentContract current = new CurrentContract(descriptor, reach);
    current.addClient();
    descriptor.operations().forEach(current::addOperation);
    reach.records().values().forEach(current::addRecord);
    reach.enums().values().forEach(current::addEnum);
    reach.unions().values().forEach(current::addUnion);
    return current;
  }

  public Contract contract() {
    return new Contract(descriptor.type().canonicalName(), facts);
  }

  /** Where a subject stands; where it is gone, what it was a part of. */
  Origin origin(Subject subject) {
    Subject at = subject;
    while (!origins.containsKey(at) && at.parent().isPresent()) {
      at = at.parent().get();
    }
    return origins.getOrDefault(at, element(descriptor.origin()));
  }

  /** Where a problem of the whole contract is reported. */
  public Origin origin() {
    return element(descriptor.origin());
  }

  private void addClient() {
    Aspects client = add(Subject.of(Kind.CLIENT), element(descriptor.origin()));
    client.put(Aspect.NAME, descriptor.name());
    client.putUnlessEmpty(Aspect.SERVER, descriptor.server());
    client.putIf(descriptor.discovered(), Aspect.DISCOVERED);
    Issuer issuer = descriptor.issuer();
    if (issuer != null) {
      client.put(Aspect.ISSUER, issuer(issuer));
      client.putIf(issuer.inCallbacks(), Aspect.ISSUER_IN_CALLBACKS);
    }
    client.putUnlessEmpty(Aspect.AUTHORIZING, DeviationText.of(descriptor.authorizing()));
    client.putIf(descriptor.deprecated(), Aspect.DEPRECATED);
    client.putIf(descriptor.visibility() == Visibility.PACKAGE, Aspect.VISIBILITY, "package");
    client.putDocumentation(descriptor.documentation());
    for (PathVariable variable : descriptor.pathVariables()) {
      add(Subject.of(Kind.VARIABLE, variable.name()), variable.origin())
          .put(Aspect.VALUE, variable.value());
    }
    for (Address address : descriptor.addresses()) {
      add(Subject.of(Kind.ADDRESS, address.role().name()), address.origin())
          .put(Aspect.VALUE, address.template().text());
    }
    descriptor.deviations().stream()
        .flatMap(DeviationText::of)
        .map(each -> Subject.of(Kind.DEVIATION, each.kind(), each.what()))
        .forEach(each -> add(each, element(descriptor.origin())));
    for (ClassRef capability : reach.capabilities()) {
      add(Subject.of(Kind.CAPABILITY, capability.canonicalName()), element(descriptor.origin()));
    }
  }

  private static String issuer(Issuer issuer) {
    String text = issuer.template().text();
    return issuer.absolute()
        ? text
        : "the server"
            + (issuer.atRoot() ? " at its root" : "")
            + (text.isEmpty() ? "" : " " + text);
  }

  private void addOperation(Operation operation) {
    Aspects aspects = add(Subject.of(Kind.OPERATION, operation.id()), element(operation.origin()));
    aspects.put(Aspect.METHOD, operation.signature());
    aspects.put(Aspect.REQUEST, request(operation));
    aspects.putUnlessEmpty(
        Aspect.BODY,
        switch (operation.bodyFormat()) {
          case NONE -> "";
          case FORM -> "form";
          case JSON -> "json";
          case FORM_OR_JSON -> "form or json";
          case FOREIGN -> "converted";
          case BYTES -> "bytes";
          case MULTIPART -> "multipart";
        });
    addAuthorization(operation, aspects);
    aspects.put(
        Aspect.SAFETY,
        operation.idempotencyKey().isEmpty()
            ? safety(operation.safety())
            : "idempotent by " + operation.idempotencyKey());
    Timeouts timeouts = operation.timeouts();
    if (timeouts != null) {
      aspects.put(
          Aspect.TIMEOUTS,
          "attempt " + timeouts.attemptMillis() + " ms, total " + timeouts.totalMillis() + " ms");
    }
    Retry retry = operation.retry();
    if (retry != null) {
      aspects.put(
          Aspect.RETRY,
          "from %s ms to %s ms by %s for %s ms%s"
              .formatted(
                  retry.initialIntervalMillis(),
                  retry.maxIntervalMillis(),
                  retry.exponent(),
                  retry.maxElapsedMillis(),
                  retry.connectionErrors() ? ", connections too" : ""));
    }
    aspects.putIf(operation.deprecated(), Aspect.DEPRECATED);
    aspects.putDocumentation(operation.documentation());
    for (int i = 0; i < operation.parameters().size(); i++) {
      addParameter(operation, i, operation.parameters().get(i));
    }
    for (Constant constant : operation.constants()) {
      Subject subject =
          Subject.of(
              Kind.CONSTANT,
              operation.id(),
              constant.place().name().toLowerCase(Locale.ROOT),
              constant.name());
      if (!facts.containsKey(subject)) {
        add(subject, element(operation.origin())).put(Aspect.VALUE, constant.value());
      }
    }
    addResult(operation, aspects);
    for (Failure failure : operation.failures()) {
      for (String status : failure.statuses()) {
        String type = failure.contentType().isEmpty() ? "any" : failure.contentType();
        Subject subject = Subject.of(Kind.FAILURE, operation.id(), status, type);
        // The method's own come first, and the first one counts.
        if (!facts.containsKey(subject)) {
          add(subject, element(operation.origin())).put(Aspect.AS, failure.as().canonicalName());
        }
      }
    }
  }

  private static String request(Operation operation) {
    String path =
        operation.role() == null
            ? (operation.atRoot() ? "root of the origin, " : "") + operation.path().text()
            : "at " + operation.role();
    return (operation.verb() + " " + path).strip() + turning(operation);
  }

  /** How one page leads to the next. */
  private static String turning(Operation operation) {
    if (!(operation.result() instanceof Result.Paged paged) || paged.turning() == null) {
      return "";
    }
    String items = paged.items().map(each -> ", items in " + each.name()).orElse("");
    Turning turning = paged.turning();
    if (turning instanceof Turning.ByCursor cursor) {
      return ", next page by " + cursor.parameter() + " from " + cursor.next() + items;
    }
    if (turning instanceof Turning.ByNumber number) {
      return ", next page by "
          + number.parameter()
          + " from "
          + number.first()
          + (number.last().isEmpty() ? "" : " to " + number.last())
          + (number.more().isEmpty() ? "" : " while " + number.more())
          + items;
    }
    return ", next page by link" + items;
  }

  private static void addAuthorization(Operation operation, Aspects aspects) {
    ClientAuth client = operation.clientAuth();
    if (client != null) {
      aspects.put(
          Aspect.AUTHENTICATION,
          client.mechanisms().stream()
              .map(mechanism -> mechanism.name().toLowerCase(Locale.ROOT))
              .collect(joining(" ")));
      aspects.put(Aspect.BASIC_ENCODING, client.basicEncoding().name().toLowerCase(Locale.ROOT));
      aspects.putIf(client.secretRequired(), Aspect.SECRET, "required");
    }
    if (operation.bearer() != null) {
      String environment = operation.bearer().environment();
      aspects.put(Aspect.BEARER, environment.isEmpty() ? "given" : "given or in " + environment);
    }
  }

  private static String safety(Safety safety) {
    if (safety instanceof Safety.Idempotent) {
      return "idempotent";
    }
    if (safety instanceof Safety.IdempotentWhen when) {
      return when.conditions().stream().sorted().collect(joining(" or ", "idempotent when ", ""));
    }
    if (safety instanceof Safety.SendOnce) {
      return "once";
    }
    throw new IllegalStateException("A contract has no text for " + safety);
  }

  private void addParameter(Operation operation, int index, Parameter parameter) {
    Placement placement = parameter.placement();
    Aspects aspects =
        add(
            Subject.of(Kind.PARAMETER, operation.id(), Integer.toString(index + 1)),
            element(parameter.origin()));
    aspects.put(Aspect.NAME, parameter.name());
    aspects.put(Aspect.WIRE, wire(placement));
    if (!(placement instanceof Placement.CallOptions)) {
      aspects.put(Aspect.TYPE, TypeText.of(parameter.type()));
      aspects.put(Aspect.PRESENCE, presence(parameter.presence()));
    }
    aspects.putIf(parameter.sensitive() && !parameter.type().sensitive(), Aspect.SENSITIVE);
  }

  private static String wire(Placement placement) {
    if (placement instanceof Placement.Path path) {
      return "path " + path.hole();
    }
    if (placement instanceof Placement.Query query) {
      return "query " + query.name();
    }
    if (placement instanceof Placement.Header header) {
      return "header " + header.name();
    }
    if (placement instanceof Placement.Field field) {
      return "field " + field.name();
    }
    if (placement instanceof Placement.Group) {
      return "its components";
    }
    if (placement instanceof Placement.JsonBody) {
      return "json body";
    }
    if (placement instanceof Placement.ForeignBody) {
      return "converted body";
    }
    if (placement instanceof Placement.Upload) {
      return "bytes body";
    }
    if (placement instanceof Placement.CallOptions) {
      return "options";
    }
    throw new IllegalStateException("A contract has no text for " + placement);
  }

  private void addResult(Operation operation, Aspects aspects) {
    Result result = operation.result();
    if (result instanceof Result.Nothing) {
      aspects.put(Aspect.RETURNS, "nothing");
      aspects.put(Aspect.STATUSES, "2XX");
    } else if (result instanceof Result.Json json) {
      aspects.put(Aspect.RETURNS, TypeText.of(json.type()));
      aspects.put(Aspect.STATUSES, statuses(json.statuses()));
    } else if (result instanceof Result.Foreign foreign) {
      aspects.put(Aspect.RETURNS, "class " + foreign.type().canonicalName());
      aspects.put(Aspect.STATUSES, "2XX");
    } else if (result instanceof Result.Body body) {
      aspects.put(Aspect.RETURNS, body.kind().name().toLowerCase(Locale.ROOT));
      aspects.put(Aspect.STATUSES, "2XX");
    } else if (result instanceof Result.Events events) {
      String end = events.end() == null ? "" : " until \"" + events.end() + '"';
      aspects.put(Aspect.RETURNS, "events of " + TypeText.of(events.data()) + end);
      aspects.put(Aspect.STATUSES, "2XX");
    } else if (result instanceof Result.Paged paged) {
      aspects.put(
          Aspect.RETURNS,
          "pages of " + TypeText.of(paged.page().type()) + " with " + TypeText.of(paged.item()));
      aspects.put(Aspect.STATUSES, statuses(paged.page().statuses()));
    } else if (result instanceof Result.Link) {
      aspects.put(Aspect.RETURNS, "link");
    } else if (result instanceof Result.Statuses statuses) {
      aspects.put(Aspect.RETURNS, "one of " + statuses.type().canonicalName());
      for (Result.Member member : statuses.members()) {
        Subject subject = Subject.of(Kind.ANSWER, operation.id(), member.type().canonicalName());
        add(subject, element(operation.origin())).put(Aspect.STATUSES, statuses(member.statuses()));
      }
    } else {
      throw new IllegalStateException("A contract has no text for " + result);
    }
  }

  private static String statuses(List<Integer> statuses) {
    return statuses.isEmpty()
        ? "2XX"
        : statuses.stream().sorted().map(String::valueOf).collect(joining(" "));
  }

  private void addRecord(RecordModel model) {
    String type = model.type().canonicalName();
    Aspects aspects = add(Subject.of(Kind.RECORD, type), origin(model.type(), model.origin(), ""));
    aspects.put(Aspect.USE, usage.of(model.type()));
    aspects.putIf(model.visibility() == Visibility.PACKAGE, Aspect.VISIBILITY, "package");
    aspects.putDocumentation(model.documentation());
    if (usage.isSent(model.type())) {
      aspects.put(Aspect.MADE_BY, model.request() ? "builder" : "constructor");
      aspects.putUnlessEmpty(Aspect.ORDER, order(model));
    }
    for (Component component : model.components()) {
      addComponent(model, component);
    }
  }

  private static String order(RecordModel model) {
    return model.components().stream()
        .filter(each -> !model.request() || isRequired(each))
        .limit(model.request() ? STAGES : Long.MAX_VALUE)
        .map(Component::accessor)
        .collect(joining(" "));
  }

  private static boolean isRequired(Component component) {
    return component.presence() == Presence.REQUIRED
        && !(component.type() instanceof ValueType.UnknownMembers);
  }

  private void addComponent(RecordModel model, Component component) {
    Aspects aspects =
        add(
            Subject.of(Kind.COMPONENT, model.type().canonicalName(), component.accessor()),
            origin(model.type(), component.origin(), "." + component.accessor()));
    aspects.put(Aspect.TYPE, TypeText.of(component.type()));
    aspects.put(
        Aspect.PRESENCE,
        component.type() instanceof ValueType.UnknownMembers
            ? "collected"
            : presence(component.presence()));
    if (!(component.type() instanceof ValueType.UnknownMembers)) {
      String place =
          component.place() == Component.Place.DEFAULT
              ? ""
              : component.place().name().toLowerCase(Locale.ROOT) + " ";
      aspects.put(Aspect.WIRE, place + component.wireName());
    }
    aspects.putUnlessEmpty(
        Aspect.ALIASES, component.aliases().stream().sorted().collect(joining(" ")));
    aspects.putIf(component.sensitive() && !component.type().sensitive(), Aspect.SENSITIVE);
    aspects.putDocumentation(component.documentation());
  }

  private void addEnum(EnumModel model) {
    String type = model.type().canonicalName();
    Aspects aspects = add(Subject.of(Kind.ENUM, type), origin(model.type(), model.origin(), ""));
    aspects.put(Aspect.USE, usage.of(model.type()));
    aspects.putIf(!usage.isClosed(model.type()), Aspect.OPEN);
    aspects.putIf(model.visibility() == Visibility.PACKAGE, Aspect.VISIBILITY, "package");
    aspects.putDocumentation(model.documentation());
    for (EnumModel.Constant constant : model.constants()) {
      Aspects each =
          add(
              Subject.of(Kind.ENUM_CONSTANT, type, constant.name()),
              origin(model.type(), constant.origin(), "." + constant.name()));
      each.put(Aspect.WIRE, constant.wireName());
      each.putDocumentation(constant.documentation());
    }
  }

  private void addUnion(UnionModel model) {
    String type = model.type().canonicalName();
    Aspects aspects = add(Subject.of(Kind.UNION, type), origin(model.type(), model.origin(), ""));
    aspects.put(Aspect.USE, usage.of(model.type()));
    aspects.put(Aspect.WIRE, model.discriminator());
    aspects.putIf(model.visibility() == Visibility.PACKAGE, Aspect.VISIBILITY, "package");
    aspects.putDocumentation(model.documentation());
    for (UnionModel.Variant variant : model.variants()) {
      add(
              Subject.of(Kind.VARIANT, type, variant.type().canonicalName()),
              origin(model.type(), variant.origin(), "." + variant.type().simpleName()))
          .put(Aspect.WIRE, variant.otherwise() ? "otherwise" : String.join(" ", variant.names()));
    }
  }

  private static String presence(Presence presence) {
    return presence.name().toLowerCase(Locale.ROOT);
  }

  private Aspects add(Subject subject, Origin origin) {
    origins.put(subject, origin);
    Aspects added = new Aspects(new TreeMap<>());
    facts.put(subject, added.values());
    return added;
  }

  /** There, if it is in source form; else at the descriptor, with what is meant. */
  private Origin origin(ClassRef type, Origin origin, String member) {
    if (reach.compiledHere().contains(type)) {
      return element(origin);
    }
    Origin at = element(descriptor.origin());
    return new Origin(at.element(), null, null, type.simpleName() + member, at.suppressed());
  }

  /** The element itself: a change is not about the literal that some other check is about. */
  private static Origin element(Origin origin) {
    return new Origin(origin.element(), null, null, origin.inherited(), origin.suppressed());
  }

  /** What is said of one subject. */
  private record Aspects(SortedMap<Aspect, String> values) {
    void put(Aspect aspect, String value) {
      values.put(aspect, value);
    }

    void putUnlessEmpty(Aspect aspect, String value) {
      if (!value.isEmpty()) {
        put(aspect, value);
      }
    }

    void putIf(boolean said, Aspect aspect) {
      putIf(said, aspect, "yes");
    }

    void putIf(boolean said, Aspect aspect, String value) {
      if (said) {
        put(aspect, value);
      }
    }

    /** A fingerprint, which white space does not change. */
    void putDocumentation(String text) {
      String words = text.strip().replaceAll("\\s+", " ");
      if (!words.isEmpty()) {
        put(Aspect.DOCUMENTATION, ContractText.fingerprint(words));
      }
    }
  }
}
