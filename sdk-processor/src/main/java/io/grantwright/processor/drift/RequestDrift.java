package io.grantwright.processor.drift;

import io.grantwright.processor.check.Rule;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.openapi.DocumentedBody;
import io.grantwright.processor.openapi.DocumentedParameter;
import io.grantwright.processor.openapi.Node;
import io.grantwright.processor.openapi.ProviderDocument;
import io.grantwright.processor.openapi.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds what an operation sends against what the document asks for. */
final class RequestDrift {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  /** What OpenAPI does not list among the parameters (OpenAPI 3.1 §4.8.12.1). */
  private static final Set<String> UNLISTED = Set.of("accept", "content-type", "authorization");

  private final Findings findings;
  private final Values values;
  private final Operation operation;
  private final Paths.Match match;
  private final List<DocumentedParameter> parameters;
  private final List<Sending> sendings;
  private final DocumentedBody body;
  private final Schema bodySchema;
  private final List<Node> bodySchemas;

  RequestDrift(Findings findings, Values values, Operation operation, Paths.Match match) {
    this.findings = findings;
    this.values = values;
    this.operation = operation;
    this.match = match;
    ProviderDocument document = findings.document();
    this.parameters = document.parameters(match.operation());
    this.sendings = Sending.by(operation, findings);
    this.body = document.requestBody(match.operation());
    this.bodySchemas = schemas();
    this.bodySchema = document.schema(bodySchemas);
  }

  void check() {
    checkPath();
    Set<DocumentedParameter> met = new HashSet<>();
    Set<String> elsewhere = new HashSet<>();
    for (Sending sending : sendings) {
      if (sending.place() == Sending.Place.QUERY || sending.place() == Sending.Place.HEADER) {
        checkParameter(sending, met, elsewhere);
      }
    }
    List<Sending> inBody = new ArrayList<>();
    for (Sending sending : sendings) {
      if (sending.place() == Sending.Place.BODY && !isParameter(sending, met)) {
        inBody.add(sending);
      }
    }
    for (DocumentedParameter parameter : parameters) {
      if (parameter.required() && !met.contains(parameter) && !isUnlisted(parameter)) {
        values.addMissing(
            Words.lower(what(parameter.place(), parameter.name())),
            operation.method(),
            operation.origin(),
            parameter.node());
      }
    }
    checkBody(inBody, elsewhere);
  }

  /** By their order: the names are each side's own. */
  private void checkPath() {
    List<String> theirs = Target.holes(match.operation().path());
    List<String> ours = match.holes();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      String hole = ours.get(i);
      String name = theirs.get(i);
      for (Sending sending : sendings) {
        if (sending.place() == Sending.Place.PATH && sending.name().equals(hole)) {
          parameters.stream()
              .filter(each -> each.place().equals("path") && each.isCalled(name))
              .findFirst()
              .ifPresent(
                  each ->
                      values.checkValue(
                          "Path variable {" + hole + "}", sending, List.of(each.schema())));
        }
      }
    }
  }

  private void checkParameter(
      Sending sending, Set<DocumentedParameter> met, Set<String> elsewhere) {
    String place = sending.place().word();
    Optional<DocumentedParameter> found = parameter(sending, place);
    String what = what(place, found.map(DocumentedParameter::name).orElse(sending.name()));
    if (found.isPresent()) {
      met.add(found.get());
      values.checkPresence(what, sending, found.get().required(), false, found.get().node());
      values.checkValue(what, sending, List.of(found.get().schema()));
      return;
    }
    if (sending.implied() || isUnlisted(sending) || isKey(sending, place)) {
      return;
    }
    Optional<DocumentedParameter> moved =
        List.of("query", "header", "path", "cookie").stream()
            .flatMap(other -> parameter(sending, other).stream())
            .findFirst();
    if (moved.isPresent()) {
      met.add(moved.get());
      addPlace(what, sending, place, moved.get().place(), moved.get().node());
    } else if (inBody(sending).isPresent()) {
      elsewhere.add(sending.name());
      addPlace(what, sending, place, "body", inBody(sending).get());
    } else if (findings.document().hasAllParameters(match.operation())) {
      List<String> known =
          parameters.stream()
              .filter(each -> each.place().equals(place))
              .map(DocumentedParameter::name)
              .toList();
      values.addUnknown(what, sending, known, match.operation().node());
    }
  }

  /** Whether what goes into the body is a parameter to the document; reports it if it is. */
  private boolean isParameter(Sending sending, Set<DocumentedParameter> met) {
    if (inBody(sending).isPresent() || bodySchema.open()) {
      return false;
    }
    for (String place : List.of("query", "header")) {
      Optional<DocumentedParameter> found = parameter(sending, place);
      if (found.isPresent()) {
        met.add(found.get());
        if (!sending.implied()) {
          addPlace(
              word() + " \"" + sending.name() + '"', sending, "body", place, found.get().node());
        }
        return true;
      }
    }
    return false;
  }

  private void addPlace(String what, Sending sending, String here, String there, Node at) {
    findings.add(
        Rule.DRIFT_PLACE, sending.origin(), what, here, findings.name(), there, findings.place(at));
  }

  private Optional<DocumentedParameter> parameter(Sending sending, String place) {
    return parameters.stream()
        .filter(each -> each.place().equals(place))
        .filter(each -> each.isCalled(sending.name()))
        .findFirst();
  }

  private Optional<Node> inBody(Sending sending) {
    return bodySchema.properties().getOrDefault(sending.name(), List.of()).stream().findFirst();
  }

  private boolean isKey(Sending sending, String place) {
    return findings.document().keys(place).contains(sending.name().toLowerCase(Locale.ROOT));
  }

  private static boolean isUnlisted(Sending sending) {
    return sending.place() == Sending.Place.HEADER
        && UNLISTED.contains(sending.name().toLowerCase(Locale.ROOT));
  }

  /** A path variable is met by its place; some headers are none of the document's business. */
  private static boolean isUnlisted(DocumentedParameter parameter) {
    return parameter.place().equals("path")
        || (parameter.place().equals("header")
            && UNLISTED.contains(parameter.name().toLowerCase(Locale.ROOT)));
  }

  private static String what(String place, String name) {
    return switch (place) {
      case "header" -> "Header \"" + name + '"';
      case "cookie" -> "Cookie \"" + name + '"';
      default -> "Query parameter \"" + name + '"';
    };
  }

  /** The media types in which the body is sent; empty if that is open, or if there is none. */
  private List<String> types() {
    return switch (operation.bodyFormat()) {
      case NONE, FOREIGN, BYTES -> List.of();
      case FORM -> List.of(FORM);
      case JSON -> List.of(JSON);
      case FORM_OR_JSON -> List.of(FORM, JSON);
      case MULTIPART -> List.of(MULTIPART);
    };
  }

  /** Those of the body as it is sent; of any other, if the document does not know that. */
  private List<Node> schemas() {
    for (String type : types()) {
      Optional<Node> schema = body.schema(type);
      if (schema.isPresent()) {
        return List.of(schema.get());
      }
    }
    return body.schemas().stream().limit(1).toList();
  }

  private void checkBody(List<Sending> inBody, Set<String> elsewhere) {
    if (operation.bodyFormat() == BodyFormat.NONE) {
      if (body.exists() && body.required() && elsewhere.isEmpty()) {
        values.addMissing("a body", operation.method(), operation.origin(), body.node());
      }
      return;
    }
    boolean sends =
        inBody.stream().anyMatch(each -> !each.implied())
            || operation.parameters().stream().anyMatch(RequestDrift::isWhole);
    for (String type : types()) {
      if (sends && body.schema(type).isEmpty()) {
        findings.add(
            Rule.DRIFT_CONTENT,
            operation.origin(),
            operation.method(),
            "sends " + type,
            findings.name(),
            Words.plain(body.types()),
            findings.place(body.exists() ? body.node() : match.operation().node()));
      }
    }
    if (bodySchemas.isEmpty()) {
      return;
    }
    boolean whole = false;
    for (Parameter parameter : operation.parameters()) {
      if (parameter.placement() instanceof Placement.JsonBody) {
        values.check(parameter.type(), bodySchemas, true, "The body", parameter.origin());
      }
      whole |= isWhole(parameter);
    }
    if (!whole) {
      List<Sending> all = new ArrayList<>(inBody);
      sendings.stream().filter(each -> elsewhere.contains(each.name())).forEach(all::add);
      if (bodySchema.allows("object")) {
        values.checkSent(
            all, bodySchema, bodySchemas.get(0), word(), operation.method(), operation.origin());
      } else if (sends) {
        findings.add(
            Rule.DRIFT_TYPE,
            operation.origin(),
            "The body",
            "an object",
            findings.name(),
            Words.of(bodySchema),
            findings.place(bodySchemas.get(0)));
      }
    }
  }

  private static boolean isWhole(Parameter parameter) {
    return parameter.placement() instanceof Placement.JsonBody
        || parameter.placement() instanceof Placement.ForeignBody
        || parameter.placement() instanceof Placement.Upload;
  }

  /** What the names in the body are called. */
  private String word() {
    return operation.bodyFormat() == BodyFormat.JSON ? "Member" : "Field";
  }
}
