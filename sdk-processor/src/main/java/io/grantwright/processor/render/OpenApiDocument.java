package io.grantwright.processor.render;

import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Constant.Place;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.PathTemplate;
import io.grantwright.processor.model.PathVariable;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.ValueType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The API of a descriptor as a document of OpenAPI 3.1.
 *
 * <p>It says what the client sends and understands, and so in the provider's names where it differs
 * from the standards. Path variables are parameters with their default; an endpoint at a role
 * without an address stands below the role's name; a second operation with the path and the verb of
 * another one has its own name behind a {@code #} in the path, which no client sends.
 */
public final class OpenApiDocument {
  private static final String SERVER = "https://api.example.com";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ANY = "*/*";
  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";

  private final Descriptor descriptor;
  private final Reach reach;
  private final OpenApiSchemas schemas;
  private boolean bearer;
  private boolean basic;
  private boolean oauth;

  private OpenApiDocument(Descriptor descriptor, Reach reach) {
    this.descriptor = descriptor;
    this.reach = reach;
    this.schemas = new OpenApiSchemas(reach);
  }

  /**
   * Renders the document of a descriptor without errors.
   *
   * @param version what tells this document from others of the same API
   */
  public static String render(Descriptor descriptor, Reach reach, String version) {
    return new OpenApiDocument(descriptor, reach).document(version).text();
  }

  private Json document(String version) {
    Json paths = Json.object();
    for (Operation operation : descriptor.operations()) {
      if (!(operation.result() instanceof Result.Link)) {
        addOperation(operation, paths);
      }
    }
    Json components = Json.object().putUnlessEmpty("schemas", schemas.all(oauth));
    Json security = Json.object();
    if (basic) {
      security.put(BASIC, Json.object().put("type", "http").put("scheme", "basic"));
    }
    if (bearer) {
      security.put(BEARER, Json.object().put("type", "http").put("scheme", "bearer"));
    }
    components.putUnlessEmpty("securitySchemes", security);
    String server = descriptor.server().isEmpty() ? SERVER : descriptor.server();
    return Json.object()
        .put("openapi", "3.1.0")
        .put(
            "info",
            Json.object()
                .put("title", descriptor.name())
                .putUnlessEmpty("description", Markdown.of(descriptor.documentation()))
                .put("version", version))
        .put("servers", List.of(server(server)))
        .put("paths", paths)
        .putUnlessEmpty("components", components);
  }

  private static Json server(String url) {
    return Json.object().put("url", url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  private void addOperation(Operation operation, Json paths) {
    Json rendered = Json.object();
    String path = path(operation, rendered);
    String verb = operation.verb().name().toLowerCase(Locale.ROOT);
    String key = paths.has(path) && paths.at(path).has(verb) ? path + "#" + operation.id() : path;
    String words = Markdown.of(operation.documentation());
    Json described =
        Json.object()
            .put("operationId", operation.id())
            .putUnlessEmpty("summary", Markdown.summary(operation.documentation()))
            .putUnlessEmpty("description", words)
            .putIf(operation.deprecated(), "deprecated", true)
            .putAll(rendered);
    described.putUnlessEmpty("parameters", parameters(operation));
    requestBody(operation).ifPresent(body -> described.put("requestBody", body));
    described.put("responses", responses(operation));
    described.putUnlessEmpty("security", security(operation));
    paths.at(key).put(verb, described);
  }

  /** The path, and the server where it is another one. */
  private String path(Operation operation, Json rendered) {
    String text = operation.path().text();
    if (operation.role() != null) {
      Role role = operation.role() == Role.REFRESH ? Role.TOKEN : operation.role();
      text =
          descriptor
              .address(operation.role())
              .map(PathTemplate::text)
              .orElse(role.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    if (text.matches("https?://.*")) {
      int slash = text.indexOf('/', text.indexOf("://") + "://".length());
      rendered.put("servers", List.of(server(slash < 0 ? text : text.substring(0, slash))));
      text = slash < 0 ? "" : text.substring(slash);
    } else if (operation.atRoot()) {
      String server = descriptor.server().isEmpty() ? SERVER : descriptor.server();
      rendered.put("servers", List.of(server(URI.create(server).resolve("/").toString())));
    }
    String path = text.split("\\?", 2)[0];
    return path.startsWith("/") ? path : "/" + path;
  }

  private List<Json> parameters(Operation operation) {
    Spelling spelling = Spelling.ofRequest(operation);
    Map<String, Json> parameters = new LinkedHashMap<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.placement() instanceof Placement.Group group) {
        for (Component component : group.model().components()) {
          place(component, operation)
              .flatMap(place -> spelled(place, component.wireName(), spelling))
              .ifPresent(
                  place ->
                      add(
                          parameters,
                          place.get(0),
                          place.get(1),
                          component.type(),
                          component.presence(),
                          Markdown.converted(Doc.resolved(component.documentation())),
                          component.example()));
        }
      } else {
        place(parameter.placement())
            .flatMap(place -> spelled(place.get(0), place.get(1), spelling))
            .ifPresent(
                place ->
                    add(
                        parameters,
                        place.get(0),
                        place.get(1),
                        parameter.type(),
                        parameter.presence(),
                        Markdown.converted(Doc.parameter(operation, parameter)),
                        parameter.example()));
      }
    }
    for (Constant constant : operation.constants()) {
      if (constant.place() != Place.FIELD) {
        spelled(constant.place().name().toLowerCase(Locale.ROOT), constant.name(), spelling)
            .ifPresent(
                place ->
                    parameters.putIfAbsent(
                        place.get(0) + " " + place.get(1),
                        parameter(place.get(0), place.get(1), true, "")
                            .put("schema", Json.object().put("const", constant.value()))));
      }
    }
    if (!operation.idempotencyKey().isEmpty()) {
      parameters.putIfAbsent(
          "header " + operation.idempotencyKey(),
          parameter("header", operation.idempotencyKey(), true, "A key of each call.")
              .put("schema", Json.object().put("type", "string")));
    }
    addPathVariables(operation, parameters);
    return List.copyOf(parameters.values());
  }

  /** The place and the provider's name; empty for what it must not get. */
  private static Optional<List<String>> spelled(String place, String name, Spelling spelling) {
    return place.equals("query")
        ? spelling.name(name).map(own -> List.of(place, own))
        : Optional.of(List.of(place, name));
  }

  private void addPathVariables(Operation operation, Map<String, Json> parameters) {
    List<String> holes = new ArrayList<>(operation.path().holes());
    if (operation.role() != null) {
      descriptor.address(operation.role()).ifPresent(address -> holes.addAll(address.holes()));
    }
    for (PathVariable variable : descriptor.pathVariables()) {
      if (holes.contains(variable.name())) {
        parameters.putIfAbsent(
            "path " + variable.name(),
            parameter("path", variable.name(), true, "A setting of the client.")
                .put(
                    "schema",
                    Json.object().put("type", "string").put("default", variable.value())));
      }
    }
  }

  private static Optional<String> place(Component component, Operation operation) {
    return switch (component.place()) {
      case PATH, QUERY, HEADER -> Optional.of(component.place().name().toLowerCase(Locale.ROOT));
      case DEFAULT ->
          operation.bodiless() && !(component.type() instanceof ValueType.UnknownMembers)
              ? Optional.of("query")
              : Optional.empty();
      case FIELD -> Optional.empty();
    };
  }

  /** The place and the name; empty for what is in the body or not sent. */
  private static Optional<List<String>> place(Placement placement) {
    if (placement instanceof Placement.Path path) {
      return Optional.of(List.of("path", path.hole()));
    }
    if (placement instanceof Placement.Query query) {
      return Optional.of(List.of("query", query.name()));
    }
    if (placement instanceof Placement.Header header) {
      return Optional.of(List.of("header", header.name()));
    }
    if (placement instanceof Placement.Field
        || placement instanceof Placement.JsonBody
        || placement instanceof Placement.ForeignBody
        || placement instanceof Placement.Upload
        || placement instanceof Placement.CallOptions) {
      return Optional.empty();
    }
    throw new IllegalStateException("OpenAPI has no place for " + placement);
  }

  private void add(
      Map<String, Json> parameters,
      String place,
      String name,
      ValueType type,
      Presence presence,
      String words,
      Optional<Example> example) {
    boolean required = place.equals("path") || presence == Presence.REQUIRED;
    parameters.putIfAbsent(
        place + " " + name,
        parameter(place, name, required, words)
            .put("schema", schemas.described(type, "", example)));
  }

  private static Json parameter(String place, String name, boolean required, String words) {
    return Json.object()
        .put("name", name)
        .put("in", place)
        .put("required", required)
        .putUnlessEmpty("description", words);
  }

  private Optional<Json> requestBody(Operation operation) {
    BodyFormat format = operation.bodyFormat();
    List<String> types =
        switch (format) {
          case NONE -> List.of();
          case FORM -> List.of(FORM);
          case JSON -> List.of(JSON);
          case FORM_OR_JSON -> List.of(FORM, JSON);
          case FOREIGN, BYTES -> List.of(ANY);
          case MULTIPART -> List.of("multipart/form-data");
        };
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Json schema = bodySchema(operation);
    Json content = Json.object();
    types.forEach(type -> content.put(type, Json.object().put("schema", schema)));
    return Optional.of(Json.object().put("required", true).put("content", content));
  }

  private Json bodySchema(Operation operation) {
    List<Json> groups = new ArrayList<>();
    Json properties = Json.object();
    List<String> required = new ArrayList<>();
    Spelling spelling = Spelling.ofBody(operation);
    for (Parameter parameter : operation.parameters()) {
      Placement placement = parameter.placement();
      if (placement instanceof Placement.JsonBody) {
        return schemas.of(parameter.type());
      } else if (placement instanceof Placement.ForeignBody
          || placement instanceof Placement.Upload) {
        return Json.object();
      } else if (placement instanceof Placement.Field field) {
        Optional<String> name = spelling.name(field.name());
        name.ifPresent(
            own ->
                properties.put(
                    own,
                    schemas.described(
                        parameter.type(),
                        Markdown.converted(Doc.parameter(operation, parameter)),
                        parameter.example())));
        if (parameter.presence() == Presence.REQUIRED) {
          name.ifPresent(required::add);
        }
      } else if (placement instanceof Placement.Group group) {
        groups.add(schemas.of(group.model(), spelling));
      } else if (place(placement).isEmpty() && !(placement instanceof Placement.CallOptions)) {
        throw new IllegalStateException("OpenAPI has no body for " + placement);
      }
    }
    for (Constant constant : operation.constants()) {
      if (constant.place() == Place.FIELD) {
        spelling
            .name(constant.name())
            .ifPresent(
                own -> {
                  properties.put(own, Json.object().put("const", constant.value()));
                  required.add(own);
                });
      }
    }
    Json object =
        Json.object()
            .put("type", "object")
            .putUnlessEmpty("properties", properties)
            .putUnlessEmpty("required", required);
    if (groups.isEmpty()) {
      return object;
    }
    if (properties.isEmpty() && groups.size() == 1) {
      return groups.get(0);
    }
    List<Json> all = new ArrayList<>(groups);
    all.add(object);
    return Json.object().put("allOf", all);
  }

  private Json responses(Operation operation) {
    Json responses = Json.object();
    Result result =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    String words = Markdown.converted(Doc.returned(operation));
    if (result instanceof Result.Nothing) {
      responses.put("2XX", response(words.isEmpty() ? "Success." : words));
    } else if (result instanceof Result.Json json) {
      Json response = response(words.isEmpty() ? "Success." : words);
      if (json.type() instanceof ValueType.Model model) {
        addAnswer(response, operation, model.type());
        addHeaders(response, reach.record(model.type()));
      } else {
        addBody(response, JSON, schemas.of(json.type()));
      }
      statuses(json.statuses()).forEach(status -> responses.put(status, response));
    } else if (result instanceof Result.Foreign) {
      Json response = response(words.isEmpty() ? "Success." : words);
      addBody(response, ANY, Json.object());
      responses.put("2XX", response);
    } else if (result instanceof Result.Body body) {
      Json response = response(words.isEmpty() ? "Success." : words);
      boolean text = body.kind() == Result.Body.Kind.TEXT;
      addBody(response, ANY, text ? Json.object().put("type", "string") : Json.object());
      responses.put("2XX", response);
    } else if (result instanceof Result.Events events) {
      Json response = response(words.isEmpty() ? "Events." : words);
      addBody(response, "text/event-stream", schemas.of(events.data()));
      responses.put("2XX", response);
    } else if (result instanceof Result.Statuses statuses) {
      statuses.members().forEach(member -> addMember(operation, member, responses));
    } else {
      throw new IllegalStateException("OpenAPI has no response for " + result);
    }
    operation.failures().forEach(failure -> addFailure(operation, failure, responses));
    return responses;
  }

  private void addMember(Operation operation, Result.Member member, Json responses) {
    RecordModel model = reach.record(member.type());
    String words = Markdown.of(model.documentation());
    Json response = response(words.isEmpty() ? member.type().simpleName() + "." : words);
    if (model.components().stream().anyMatch(Component::inBody)) {
      addAnswer(response, operation, model.type());
    }
    addHeaders(response, model);
    statuses(member.statuses()).forEach(status -> responses.put(status, response));
  }

  /** The body of an answer that says yes, in each of the media types that it may have. */
  private void addAnswer(Json response, Operation operation, ClassRef type) {
    Spelling spelling = Spelling.ofAnswer(operation);
    Json schema = schemas.of(reach.record(type), spelling);
    List<String> wrapper = spelling.wrapper();
    for (int i = wrapper.size() - 1; i >= 0; i--) {
      schema =
          Json.object()
              .put("type", "object")
              .put("properties", Json.object().put(wrapper.get(i), schema))
              .put("required", List.of(wrapper.get(i)));
    }
    addBody(response, JSON, schema);
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.AnsweredAs answered) {
        for (String other : answered.types()) {
          addBody(response, other, schema);
        }
      }
    }
  }

  private Json schema(Operation operation, Failure failure) {
    Spelling spelling = Spelling.ofError(operation);
    if (failure.kind() != Failure.Kind.OAUTH) {
      return schemas.of(reach.record(failure.as()), spelling);
    }
    boolean standard = spelling.equals(Spelling.STANDARD);
    oauth |= standard;
    return standard
        ? OpenApiSchemas.reference(OpenApiSchemas.OAUTH_ERROR)
        : OpenApiSchemas.oauthError(spelling);
  }

  private void addFailure(Operation operation, Failure failure, Json responses) {
    String type = failure.contentType().isEmpty() ? ANY : failure.contentType();
    for (String status : failure.statuses()) {
      if (!responses.has(status)) {
        responses.put(status, response("Failure: " + failure.as().simpleName() + "."));
      }
      Json content = responses.at(status).at("content");
      if (!content.has(type)) {
        content.put(type, Json.object().put("schema", schema(operation, failure)));
      }
    }
  }

  private static Json response(String words) {
    return Json.object().put("description", words);
  }

  private static void addBody(Json response, String type, Json schema) {
    response.at("content").put(type, Json.object().put("schema", schema));
  }

  private void addHeaders(Json response, RecordModel model) {
    for (Component component : model.components()) {
      if (component.place() == Component.Place.HEADER) {
        response
            .at("headers")
            .put(
                component.wireName(),
                Json.object()
                    .putUnlessEmpty(
                        "description", Markdown.converted(Doc.resolved(component.documentation())))
                    .put("required", component.presence() == Presence.REQUIRED)
                    .put("schema", schemas.of(component.type())));
      }
    }
  }

  private static List<String> statuses(List<Integer> statuses) {
    return statuses.isEmpty() ? List.of("2XX") : statuses.stream().map(String::valueOf).toList();
  }

  /**
   * Alternatives; credentials in the body or the query are no scheme of OpenAPI, and so one without
   * any.
   */
  private List<Json> security(Operation operation) {
    List<Json> alternatives = new ArrayList<>();
    boolean open = false;
    if (operation.bearer() != null) {
      bearer = true;
      alternatives.add(Json.object().put(BEARER, List.of()));
    }
    if (operation.clientAuth() != null) {
      for (Mechanism mechanism : operation.clientAuth().mechanisms()) {
        switch (mechanism) {
          case BASIC -> {
            basic = true;
            alternatives.add(Json.object().put(BASIC, List.of()));
          }
          case BODY, QUERY, NONE -> open = true;
        }
      }
    }
    if (open) {
      alternatives.add(Json.object());
    }
    return alternatives;
  }
}
