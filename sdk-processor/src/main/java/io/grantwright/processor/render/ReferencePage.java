package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.model.Address;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Issuer;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.PathVariable;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The reference of a client as a page of Markdown. */
public final class ReferencePage {
  private static final String NOT_SENT = "not sent";

  private final Descriptor descriptor;
  private final Reach reach;
  private final ExampleSource examples;
  private final Map<String, String> anchors = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();

  private ReferencePage(Descriptor descriptor, Reach reach) {
    this.descriptor = descriptor;
    this.reach = reach;
    this.examples = new ExampleSource(descriptor, reach);
    Set<String> taken = new HashSet<>();
    descriptor.operations().forEach(each -> anchor(each.id(), each.id(), taken));
    types().forEach((name, type) -> anchor(type.canonicalName(), name, taken));
  }

  /** Renders the page of a descriptor without errors. */
  public static String render(Descriptor descriptor, Reach reach) {
    ReferencePage page = new ReferencePage(descriptor, reach);
    page.overview();
    descriptor.operations().forEach(page::operation);
    page.models();
    return page.page.toString().strip() + "\n";
  }

  private void anchor(String key, String heading, Set<String> taken) {
    String anchor = Markdown.anchor(heading);
    int next = 1;
    String unique = anchor;
    while (!taken.add(unique)) {
      unique = anchor + "-" + next++;
    }
    anchors.put(key, unique);
  }

  /** All types of the page, by the names under which it shows them. */
  private Map<String, ClassRef> types() {
    Map<String, ClassRef> types = new TreeMap<>();
    List<ClassRef> all = new ArrayList<>(reach.records().keySet());
    all.addAll(reach.enums().keySet());
    all.addAll(reach.unions().keySet());
    for (ClassRef type : all) {
      String name = String.join(".", type.simpleNames());
      types.put(types.containsKey(name) ? type.canonicalName() : name, type);
    }
    return types;
  }

  private void overview() {
    heading(1, descriptor.name());
    if (descriptor.deprecated()) {
      paragraph("**Deprecated.**");
    }
    paragraph(Markdown.of(descriptor.documentation()));
    page.append(Markdown.head("", ""));
    row("Client", Markdown.code(descriptor.client().canonicalName()));
    row("Descriptor", Markdown.code(descriptor.type().canonicalName()));
    String server = descriptor.server();
    row("Server", server.isEmpty() ? "set by `serverUrl`" : Markdown.code(server));
    Issuer issuer = descriptor.issuer();
    if (issuer != null) {
      row("Issuer", issuer(issuer) + (issuer.inCallbacks() ? ", named by every callback" : ""));
    }
    if (!reach.capabilities().isEmpty()) {
      row(
          "Capabilities",
          reach.capabilities().stream()
              .map(each -> Markdown.code(each.simpleName()))
              .collect(joining(", ")));
    }
    page.append('\n');
    if (!descriptor.pathVariables().isEmpty()) {
      page.append(Markdown.head("Path variable", "Default", "Set by"));
      for (PathVariable variable : descriptor.pathVariables()) {
        row(
            Markdown.code("{" + variable.name() + "}"),
            Markdown.code(variable.value()),
            Markdown.code("builder()." + variable.name() + "(...)"));
      }
      page.append('\n');
    }
    if (descriptor.discovered() || !descriptor.addresses().isEmpty()) {
      page.append(Markdown.head("Role", "Address"));
      for (Address address : descriptor.addresses()) {
        row(Markdown.code(address.role().name()), Markdown.code(address.template().text()));
      }
      if (descriptor.discovered()) {
        row(
            descriptor.addresses().isEmpty() ? "all" : "all others",
            "as in the server's metadata, or as set by `address`");
      }
      page.append('\n');
    }
    heading(2, "Operations");
    for (Operation operation : descriptor.operations()) {
      String summary = Markdown.summary(operation.documentation());
      page.append("* [").append(operation.id()).append("](#").append(anchors.get(operation.id()));
      page.append(")").append(summary.isEmpty() ? "" : " - " + summary).append('\n');
    }
    page.append('\n');
  }

  private static String issuer(Issuer issuer) {
    String text = issuer.template().text();
    if (issuer.absolute()) {
      return Markdown.code(text);
    }
    String server = issuer.atRoot() ? "the origin of the server's URL" : "the server's URL";
    return text.isEmpty() ? server : Markdown.code(text) + " behind " + server;
  }

  private void operation(Operation operation) {
    heading(2, operation.id());
    if (operation.deprecated()) {
      paragraph("**Deprecated.**");
    }
    paragraph(request(operation));
    paragraph(Markdown.of(operation.documentation()));
    deviations(operation);
    heading(3, "Example");
    page.append("```java\n").append(examples.of(operation)).append("```\n\n");
    parameters(operation);
    response(operation);
    errors(operation);
    if (!(operation.result() instanceof Result.Link)) {
      heading(3, "Retries and timeouts");
      paragraph("Retried " + Markdown.converted(Doc.retried(operation)) + ".");
      paragraph("Timed " + Doc.timed(operation.timeouts()) + ".");
    }
  }

  private static String request(Operation operation) {
    String path =
        operation.role() == null
            ? Markdown.code(operation.verb() + " " + operation.path().text())
            : Markdown.code(operation.verb().name())
                + " at the address of `"
                + operation.role()
                + "`";
    List<String> facts = new ArrayList<>(List.of(path));
    if (operation.atRoot()) {
      facts.add("at the root of the server's origin");
    }
    switch (operation.bodyFormat()) {
      case NONE -> {}
      case FORM -> facts.add("body as a form");
      case JSON -> facts.add("body as JSON");
      case FORM_OR_JSON -> facts.add("body as a form, or as JSON if the call's options say so");
      case FOREIGN -> facts.add("body by a converter of Retrofit");
      case BYTES -> facts.add("body as bytes");
      case MULTIPART -> facts.add("body in parts");
    }
    if (!operation.idempotencyKey().isEmpty()) {
      facts.add("with a key of each call in " + Markdown.code(operation.idempotencyKey()));
    }
    if (operation.clientAuth() != null) {
      facts.add(
          "client authentication by "
              + operation.clientAuth().mechanisms().stream()
                  .map(each -> Markdown.code(each.name()))
                  .collect(joining(" or "))
              + (operation.clientAuth().secretRequired() ? ", with a secret" : ""));
    }
    if (operation.bearer() != null) {
      String environment = operation.bearer().environment();
      facts.add(
          "with a bearer token"
              + (environment.isEmpty() ? "" : ", by default from " + Markdown.code(environment)));
    }
    return String.join("; ", facts) + ".";
  }

  /** Here and not at the types, which other operations share. */
  private void deviations(Operation operation) {
    List<String> lines =
        operation.deviations().stream()
            .flatMap(each -> DeviationWords.of(each, operation))
            .toList();
    if (!lines.isEmpty()) {
      heading(3, "Deviations");
      paragraph("The provider differs from the standards here:");
      lines.forEach(line -> page.append("* ").append(line).append('\n'));
      page.append('\n');
    }
  }

  private void parameters(Operation operation) {
    List<List<String>> rows = new ArrayList<>();
    Spelling query = Spelling.ofRequest(operation);
    Spelling body = Spelling.ofBody(operation);
    for (Parameter parameter : operation.parameters()) {
      String words = Markdown.converted(Doc.parameter(operation, parameter));
      if (parameter.placement() instanceof Placement.Group group) {
        rows.add(
            List.of(
                Markdown.code(parameter.name()),
                "",
                type(parameter.type()),
                required(parameter.presence()),
                words,
                ""));
        String rest = operation.bodiless() ? "query" : "body";
        for (Component component : group.model().components()) {
          rows.add(
              component(parameter.name() + ".", component, place(component, rest, query, body)));
        }
      } else {
        rows.add(
            List.of(
                Markdown.code(parameter.name()),
                place(parameter.placement(), parameter.name(), query, body),
                parameter.placement() instanceof Placement.CallOptions
                    ? "`CallOptions`"
                    : type(parameter.type()),
                required(parameter.presence()),
                words.isEmpty() && parameter.placement() instanceof Placement.CallOptions
                    ? "What this call does differently."
                    : words,
                example(parameter.example())));
      }
    }
    for (Constant constant : operation.constants()) {
      String place =
          switch (constant.place()) {
            case FIELD -> spelled("body", constant.name(), constant.name(), body);
            case QUERY -> spelled("query", constant.name(), constant.name(), query);
            case HEADER -> "header";
          };
      rows.add(
          List.of(
              Markdown.code(constant.name()),
              place,
              "constant",
              place.equals(NOT_SENT) ? "never" : "always sent",
              "",
              Markdown.code(constant.value())));
    }
    if (!rows.isEmpty()) {
      heading(3, "Parameters");
      page.append(
          Markdown.head("Parameter", "Sent in", "Type", "Required", "Description", "Example"));
      rows.forEach(each -> page.append(Markdown.row(each)));
      page.append('\n');
    }
  }

  private List<String> component(String prefix, Component component, String place) {
    return List.of(
        Markdown.code(prefix + component.accessor()),
        place,
        type(component.type()),
        collects(component) ? "no" : required(component.presence()),
        Markdown.converted(Doc.resolved(component.documentation())),
        example(component.example()));
  }

  private static boolean collects(Component component) {
    return component.type() instanceof ValueType.UnknownMembers;
  }

  /** Where a component of a request goes. */
  private static String place(Component component, String rest, Spelling query, Spelling body) {
    String place =
        switch (component.place()) {
          case DEFAULT -> rest;
          case PATH, QUERY, HEADER -> component.place().name().toLowerCase(Locale.ROOT);
          case FIELD -> "body";
        };
    if (collects(component)) {
      return place;
    }
    return switch (place) {
      case "query" -> spelled(place, component.wireName(), component.accessor(), query);
      case "body" -> spelled(place, component.wireName(), component.accessor(), body);
      default -> named(place, component.wireName(), component.accessor());
    };
  }

  /** The place, with the provider's name where it is another one. */
  private static String spelled(String place, String wire, String name, Spelling spelling) {
    return spelling.name(wire).map(own -> named(place, own, name)).orElse(NOT_SENT);
  }

  private static String onTheWire(Component component) {
    String name = collects(component) ? "" : Markdown.code(component.wireName());
    return switch (component.place()) {
      case DEFAULT, FIELD -> name;
      case PATH, QUERY, HEADER -> component.place().name().toLowerCase(Locale.ROOT) + " " + name;
    };
  }

  /** The place, with the name on the wire where it is another one. */
  private static String named(String place, String wire, String name) {
    return wire.equals(name) ? place : place + ", as " + Markdown.code(wire);
  }

  private static String place(Placement placement, String name, Spelling query, Spelling body) {
    if (placement instanceof Placement.Path path) {
      return named("path", path.hole(), name);
    }
    if (placement instanceof Placement.Query parameter) {
      return spelled("query", parameter.name(), name, query);
    }
    if (placement instanceof Placement.Header header) {
      return named("header", header.name(), name);
    }
    if (placement instanceof Placement.Field field) {
      return spelled("body", field.name(), name, body);
    }
    if (placement instanceof Placement.CallOptions) {
      return "";
    }
    if (placement instanceof Placement.JsonBody
        || placement instanceof Placement.ForeignBody
        || placement instanceof Placement.Upload) {
      return "the body";
    }
    throw new IllegalStateException("The page has no place for " + placement);
  }

  private void response(Operation operation) {
    heading(3, "Response");
    String words = Markdown.converted(Doc.returned(operation));
    Result result = operation.result();
    if (result instanceof Result.Link) {
      paragraph("Gives " + (words.isEmpty() ? "the address" : words) + ". Nothing is sent.");
      return;
    }
    page.append(Markdown.head("Status", "Content type", "Type", "Description"));
    if (result instanceof Result.Nothing) {
      row("2XX", "any", "nothing", words);
    } else if (result instanceof Result.Json json) {
      row(statuses(json.statuses()), "application/json", type(json.type()), words);
    } else if (result instanceof Result.Body body) {
      String kind =
          switch (body.kind()) {
            case BYTES -> "`byte[]`";
            case TEXT -> "`String`";
            case DOWNLOAD -> "`Download`, to be closed";
          };
      row("2XX", "any", kind, words);
    } else if (result instanceof Result.Events events) {
      String kind = "`EventStream` of " + type(events.data()) + ", to be closed";
      row("2XX", "text/event-stream", kind, words);
    } else if (result instanceof Result.Paged paged) {
      String kind = "pages of " + type(paged.item()) + ", each " + type(paged.page().type());
      row(statuses(paged.page().statuses()), "application/json", kind, words);
    } else if (result instanceof Result.Foreign foreign) {
      row("2XX", "any", Markdown.code(foreign.type().simpleName()), words);
    } else if (result instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        RecordModel model = reach.record(member.type());
        boolean body = model.components().stream().anyMatch(Component::inBody);
        row(
            statuses(member.statuses()),
            body ? "application/json" : "none",
            link(member.type()),
            Markdown.summary(model.documentation()));
      }
    } else {
      throw new IllegalStateException("The page has no response for " + result);
    }
    page.append('\n');
    if (result instanceof Result.Statuses) {
      paragraph(words.isEmpty() ? "" : "Gives " + words + ".");
    }
  }

  private void errors(Operation operation) {
    if (operation.result() instanceof Result.Link) {
      return;
    }
    heading(3, "Errors");
    page.append(Markdown.head("Error", "Body", "Status", "Content type"));
    for (Failure failure : operation.failures()) {
      boolean oauth = failure.kind() == Failure.Kind.OAUTH;
      row(
          Markdown.code(
              oauth ? "OAuthException" : failure.as().generated("Exception").simpleName()),
          oauth ? "`OAuthError`" : link(failure.as()),
          String.join(", ", failure.statuses()),
          failure.contentType().isEmpty() ? "any" : failure.contentType());
    }
    row("`OAuthException`", "`OAuthError`", "4XX, 5XX with an error of OAuth", "any");
    row("`UnexpectedAnswerException`", "any", "every other", "any");
    row("`MalformedAnswerException`", "unlike its type", "as above", "as above");
    row("`NoAnswerException`", "none", "none", "none");
    page.append('\n');
  }

  private void models() {
    if (anchors.size() == descriptor.operations().size()) {
      return;
    }
    heading(2, "Types");
    types()
        .forEach(
            (name, type) -> {
              heading(3, name);
              if (reach.records().containsKey(type)) {
                record(reach.record(type));
              } else if (reach.unions().containsKey(type)) {
                union(reach.union(type));
              } else {
                enumeration(reach.enumeration(type));
              }
            });
  }

  private void record(RecordModel model) {
    paragraph(Markdown.code(model.type().canonicalName()));
    paragraph(Markdown.of(model.documentation()));
    if (!model.components().isEmpty()) {
      page.append(
          Markdown.head("Component", "On the wire", "Type", "Required", "Description", "Example"));
      for (Component each : model.components()) {
        page.append(Markdown.row(component("", each, onTheWire(each))));
      }
      page.append('\n');
    }
  }

  private void union(UnionModel model) {
    paragraph(Markdown.code(model.type().canonicalName()));
    paragraph(Markdown.of(model.documentation()));
    page.append(Markdown.head(Markdown.code(model.discriminator()), "Type", "Description"));
    for (UnionModel.Variant variant : model.variants()) {
      row(
          variant.otherwise()
              ? "any other"
              : variant.names().stream().map(Markdown::code).collect(joining(", ")),
          link(variant.type()),
          Markdown.summary(reach.record(variant.type()).documentation()));
    }
    page.append('\n');
  }

  private void enumeration(EnumModel model) {
    paragraph(Markdown.code(model.type().canonicalName()));
    paragraph(Markdown.of(model.documentation()));
    page.append(Markdown.head("Constant", "On the wire", "Description"));
    for (EnumModel.Constant constant : model.constants()) {
      row(
          Markdown.code(constant.name()),
          Markdown.code(constant.wireName()),
          Markdown.of(constant.documentation()));
    }
    page.append('\n');
  }

  private String type(ValueType type) {
    if (type instanceof ValueType.Model model) {
      return link(model.type());
    }
    if (type instanceof ValueType.Enumeration known) {
      return link(known.type());
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return "OpenEnum of " + link(open.type());
    }
    if (type instanceof ValueType.ListOf list) {
      String lone = list.oneOrMany() ? "one, or a list, of " : "list of ";
      String joined =
          list.separator() == null ? "" : ", joined by " + Markdown.code(list.separator());
      return lone + type(list.element()) + joined;
    }
    if (type instanceof ValueType.MapOf map) {
      return "map of " + type(map.value());
    }
    if (type instanceof ValueType.Union union) {
      return link(union.type());
    }
    if (type instanceof ValueType.Binary binary) {
      return binary.kind() == ValueType.BinaryKind.BYTES ? "`byte[]`" : "`Upload`";
    }
    if (type instanceof ValueType.AnyJson) {
      return "any JSON";
    }
    if (type instanceof ValueType.UnknownMembers) {
      return "whatever else there is";
    }
    if (type instanceof ValueType.Foreign foreign) {
      return Markdown.code(foreign.type().simpleName());
    }
    if (type instanceof ValueType.Text || type instanceof ValueType.Scalar) {
      return Markdown.code(JavaTypes.simpleName(type));
    }
    throw new IllegalStateException("The page has no type " + type);
  }

  private String link(ClassRef type) {
    String anchor = anchors.get(type.canonicalName());
    String name = Markdown.code(String.join(".", type.simpleNames()));
    return anchor == null ? name : "[" + name + "](#" + anchor + ")";
  }

  private static String required(Presence presence) {
    return switch (presence) {
      case REQUIRED -> "yes";
      case OPTIONAL, NULLABLE -> "no";
      case MAYBE -> "no, and may be null";
    };
  }

  private static String example(Optional<Example> example) {
    return example.map(each -> Markdown.code(each.text())).orElse("");
  }

  private static String statuses(List<Integer> statuses) {
    return statuses.isEmpty()
        ? "2XX"
        : statuses.stream().map(String::valueOf).collect(joining(", "));
  }

  private void heading(int level, String text) {
    page.append("#".repeat(level)).append(' ').append(text).append("\n\n");
  }

  private void paragraph(String text) {
    if (!text.isBlank()) {
      page.append(text.strip()).append("\n\n");
    }
  }

  private void row(String... cells) {
    page.append(Markdown.row(List.of(cells)));
  }
}
