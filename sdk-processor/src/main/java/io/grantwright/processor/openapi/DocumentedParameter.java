package io.grantwright.processor.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A parameter of a documented operation.
 *
 * @param place {@code path}, {@code query}, {@code header} or {@code cookie}
 * @param schema where its schema stands
 */
public record DocumentedParameter(
    String place, String name, boolean required, Node schema, Node node) {
  /** Its name, by which it is found: headers are found in any case. */
  String key() {
    return place.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** Whether it goes by that name. */
  public boolean isCalled(String other) {
    return place.equals("header") ? name.equalsIgnoreCase(other) : name.equals(other);
  }

  /** What a parameter object stands for: an object in the query is a name for each member. */
  static List<DocumentedParameter> of(Node parameter, ProviderDocument document) {
    String place = parameter.get("in").text();
    String name = parameter.get("name").text();
    boolean required = parameter.get("required").isTrue();
    Node schema = document.schemas(parameter).stream().findFirst().orElse(Node.missing());
    if (place.equals("query") && !parameter.has("content")) {
      Schema object = document.schema(List.of(schema));
      boolean deep = parameter.get("style").text().equals("deepObject");
      boolean spread = deep || !parameter.get("explode").text().equals("false");
      if (spread && object.types().equals(Set.of("object"))) {
        List<DocumentedParameter> members = new ArrayList<>();
        for (Map.Entry<String, List<Node>> member : object.properties().entrySet()) {
          members.add(
              new DocumentedParameter(
                  place,
                  deep ? name + "[" + member.getKey() + "]" : member.getKey(),
                  required && object.required().contains(member.getKey()),
                  member.getValue().get(0),
                  member.getValue().get(0)));
        }
        return members;
      }
    }
    return List.of(new DocumentedParameter(place, name, required, schema, parameter));
  }
}
