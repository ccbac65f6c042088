package io.grantwright.processor.render;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Types as schemas of JSON (OpenAPI 3.1 §4.8.24). */
final class OpenApiSchemas {
  static final String OAUTH_ERROR = "OAuthError";

  private final Reach reach;

  /** The names of the types, by their canonical names; without packages where these are unique. */
  private final Map<String, String> names = new TreeMap<>();

  /** The types that are referred to, whose schemas are still to be rendered. */
  private final Deque<ClassRef> referred = new ArrayDeque<>();

  OpenApiSchemas(Reach reach) {
    this.reach = reach;
    names.put(OAUTH_ERROR, OAUTH_ERROR);
    reach.records().keySet().forEach(this::name);
    reach.enums().keySet().forEach(this::name);
    reach.unions().keySet().forEach(this::name);
  }

  private void name(ClassRef type) {
    String simple = String.join(".", type.simpleNames());
    names.put(type.canonicalName(), names.containsValue(simple) ? type.canonicalName() : simple);
  }

  /**
   * The schemas to which the rest of the document refers, as far as it is rendered by now, and
   * those to which they refer.
   *
   * @param oauth whether the error of OAuth is one of them
   */
  Json all(boolean oauth) {
    Map<String, Json> schemas = new TreeMap<>();
    while (!referred.isEmpty()) {
      ClassRef type = referred.remove();
      if (!schemas.containsKey(name(type, names))) {
        schemas.put(name(type, names), schema(type));
      }
    }
    if (oauth) {
      schemas.put(OAUTH_ERROR, oauthError(Spelling.STANDARD));
    }
    Json all = Json.object();
    schemas.forEach(all::put);
    return all;
  }

  /** May refer to further ones. */
  private Json schema(ClassRef type) {
    RecordModel model = reach.records().get(type);
    UnionModel union = reach.unions().get(type);
    return model != null
        ? schema(model)
        : union != null ? schema(union) : schema(reach.enumeration(type));
  }

  private static String name(ClassRef type, Map<String, String> names) {
    return names.getOrDefault(type.canonicalName(), type.simpleName());
  }

  Json reference(ClassRef type) {
    referred.add(type);
    return reference(name(type, names));
  }

  static Json reference(String name) {
    return Json.object().put("$ref", "#/components/schemas/" + name);
  }

  /**
   * The error of RFC 6749 §5.2, of which a server may send more. A member with another name may be
   * of another type as well: some providers number their errors.
   */
  static Json oauthError(Spelling spelling) {
    Json properties = Json.object();
    for (String name : List.of("error", "error_description", "error_uri")) {
      String own = spelling.names().getOrDefault(name, name);
      properties.put(own, own.equals(name) ? Json.object().put("type", "string") : Json.object());
    }
    return Json.object()
        .put("description", "An error of OAuth (RFC 6749 §5.2).")
        .put("type", "object")
        .put("properties", properties)
        .put("required", List.of(spelling.names().getOrDefault("error", "error")));
  }

  /** A record as an operation has it: the shared schema, or one of its own if that differs. */
  Json of(RecordModel model, Spelling spelling) {
    return spelling.leaves(model)
        ? reference(model.type())
        : schema(model, spelling.components(model));
  }

  private Json schema(RecordModel model) {
    return schema(model, model.components());
  }

  private Json schema(RecordModel model, List<Component> components) {
    Json object = object(components, Markdown.of(model.documentation()));
    if (model.tags().isEmpty()) {
      return object;
    }
    Json properties = Json.object();
    model
        .tags()
        .forEach(tag -> properties.put(tag.name(), Json.object().put("const", tag.value())));
    Json tags =
        Json.object()
            .put("type", "object")
            .put("properties", properties)
            .put("required", model.tags().stream().map(RecordModel.Tag::name).toList());
    return Json.object().put("allOf", List.of(tags, object));
  }

  /** With a mapping of what is known; one that takes the rest is in none. */
  private Json schema(UnionModel model) {
    Json mapping = Json.object();
    for (UnionModel.Variant variant : model.variants()) {
      if (!variant.otherwise()) {
        variant
            .names()
            .forEach(
                each -> mapping.put(each, "#/components/schemas/" + name(variant.type(), names)));
      }
    }
    return Json.object()
        .putUnlessEmpty("description", Markdown.of(model.documentation()))
        .put("anyOf", model.variants().stream().map(each -> reference(each.type())).toList())
        .put(
            "discriminator",
            Json.object().put("propertyName", model.discriminator()).put("mapping", mapping));
  }

  /** An object with those of the components that travel in the body. */
  private Json object(List<Component> components, String description) {
    Json properties = Json.object();
    List<String> required = new ArrayList<>();
    boolean more = false;
    for (Component component : components) {
      if (component.type() instanceof ValueType.UnknownMembers) {
        more = true;
      } else if (component.inBody()) {
        properties.put(
            component.wireName(),
            component.presence() == Presence.MAYBE
                ? Json.object()
                    .putUnlessEmpty(
                        "description", Markdown.converted(Doc.resolved(component.documentation())))
                    .put("anyOf", List.of(of(component.type()), Json.object().put("type", "null")))
                : described(
                    component.type(),
                    Markdown.converted(Doc.resolved(component.documentation())),
                    component.example()));
        if (component.presence() == Presence.REQUIRED) {
          required.add(component.wireName());
        }
      }
    }
    return Json.object()
        .putUnlessEmpty("description", description)
        .put("type", "object")
        .putUnlessEmpty("properties", properties)
        .putUnlessEmpty("required", required)
        .putIf(more, "additionalProperties", true);
  }

  private static Json schema(EnumModel model) {
    StringBuilder description = new StringBuilder(Markdown.of(model.documentation()));
    for (EnumModel.Constant constant : model.constants()) {
      String words = Markdown.line(Markdown.of(constant.documentation()));
      if (!words.isEmpty()) {
        description.append(description.isEmpty() ? "" : "\n");
        description.append("- `").append(constant.wireName()).append("`: ").append(words);
      }
    }
    return Json.object()
        .putUnlessEmpty("description", description.toString())
        .put("type", "string")
        .put("enum", model.constants().stream().map(EnumModel.Constant::wireName).toList());
  }

  /** A schema with words of its own: beside a reference, they may stand since OpenAPI 3.1. */
  Json described(ValueType type, String description, Optional<Example> example) {
    Json schema = of(type);
    Json described = Json.object().putUnlessEmpty("description", description);
    described.putAll(schema);
    example.ifPresent(each -> described.put("examples", List.of(example(type, each.text()))));
    return described;
  }

  private static Object example(ValueType type, String text) {
    if (type instanceof ValueType.ListOf list) {
      return list.separator() == null ? List.of(example(list.element(), text)) : text;
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT, LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
      };
    }
    return text;
  }

  Json of(ValueType type) {
    if (type instanceof ValueType.Text text) {
      Json schema = Json.object().put("type", "string");
      return switch (text.kind()) {
        case STRING -> schema;
        case SECRET -> schema.put("format", "password");
        case SENSITIVE_URI, URI -> schema.put("format", "uri");
        case INSTANT, OFFSET_DATE_TIME -> schema.put("format", "date-time");
        case LOCAL_DATE -> schema.put("format", "date");
        case LOCAL_DATE_TIME -> schema; // OpenAPI has no name for a time without an offset.
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT -> Json.object().put("type", "integer").put("format", "int32");
        case LONG -> Json.object().put("type", "integer").put("format", "int64");
        case DOUBLE -> Json.object().put("type", "number").put("format", "double");
        case BOOLEAN -> Json.object().put("type", "boolean");
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return reference(known.type());
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return Json.object()
          .put("anyOf", List.of(reference(open.type()), Json.object().put("type", "string")));
    }
    if (type instanceof ValueType.ListOf list) {
      if (list.separator() != null) {
        return Json.object().put("type", "string");
      }
      Json array = Json.object().put("type", "array").put("items", of(list.element()));
      return list.oneOrMany()
          ? Json.object().put("oneOf", List.of(of(list.element()), array))
          : array;
    }
    if (type instanceof ValueType.MapOf map) {
      return Json.object().put("type", "object").put("additionalProperties", of(map.value()));
    }
    if (type instanceof ValueType.Model model) {
      return reference(model.type());
    }
    if (type instanceof ValueType.Union union) {
      return reference(union.type());
    }
    if (type instanceof ValueType.Binary) {
      return Json.object()
          .put("type", "string")
          .put("contentMediaType", "application/octet-stream");
    }
    if (type instanceof ValueType.AnyJson || type instanceof ValueType.Foreign) {
      return Json.object();
    }
    throw new IllegalStateException("OpenAPI has no schema for " + type);
  }
}
