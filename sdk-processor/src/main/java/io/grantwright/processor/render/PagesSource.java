package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.PagePath;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Turning;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The method of an operation that has pages. */
final class PagesSource {
  static final ClassName PAGES = ClassName.get("io.grantwright.runtime.call", "Pages");

  private final Operation operation;
  private final Result.Paged paged;
  private final String page;
  private final String number;
  private final String record;

  PagesSource(Operation operation, Result.Paged paged) {
    this.operation = operation;
    this.paged = paged;
    NameAllocator names = new NameAllocator();
    operation
        .parameters()
        .forEach(parameter -> names.newName(DraftSource.name(parameter), parameter));
    this.page = names.newName("page");
    this.number = names.newName("number");
    this.record = names.newName("record");
  }

  MethodSpec addTo(MethodSpec.Builder method, CodeBlock called) {
    CodeBlock.Builder code = CodeBlock.builder();
    Turning turning = turning();
    String way =
        turning instanceof Turning.ByCursor
            ? "byCursor"
            : turning instanceof Turning.ByNumber ? "byNumber" : "byLink";
    code.add(
        "return $T.$L(\n$>$>$L,\n$L,\n() -> $L,\n$L",
        PAGES,
        way,
        called,
        DraftSource.options(operation),
        DraftSource.draft(operation),
        items());
    if (turning instanceof Turning.ByCursor cursor) {
      code.add(",\n$S,\n$L -> $L", cursor.parameter(), page, next(path(cursor.next())));
    } else if (turning instanceof Turning.ByNumber byNumber) {
      code.add(
          ",\n$S,\n$L,\n($L, $L) -> $L",
          byNumber.parameter(),
          first(byNumber),
          page,
          number,
          more(byNumber));
    }
    return method
        .returns(
            ParameterizedTypeName.get(
                PAGES, JavaTypes.boxed(paged.page().type()), JavaTypes.boxed(paged.item())))
        .addCode(code.add(");\n$<$<").build())
        .build();
  }

  private Turning turning() {
    if (paged.turning() == null) {
      throw new IllegalStateException("The checks should have refused " + operation.method());
    }
    return paged.turning();
  }

  private CodeBlock items() {
    if (paged.isItems()) {
      return CodeBlock.of("$1L -> $1L", page);
    }
    Found items = find(paged.items().orElseThrow());
    CodeBlock value = items.value();
    return switch (items.presence()) {
      case OPTIONAL -> CodeBlock.of("$L -> $L.orElse($T.of())", page, value, List.class);
      case NULLABLE -> CodeBlock.of("$1L -> $2L == null ? $3T.of() : $2L", page, value, List.class);
      case REQUIRED, MAYBE -> CodeBlock.of("$L -> $L", page, value);
    };
  }

  /**
   * What a page has.
   *
   * @param value an expression for it
   * @param presence whether that is an {@code Optional}, or may be null
   */
  private record Found(CodeBlock value, Presence presence) {}

  private Found find(PagePath path) {
    CodeBlock value = CodeBlock.of(page);
    Presence presence = Presence.REQUIRED;
    for (Component step : path.steps()) {
      if (presence == Presence.NULLABLE) {
        value = CodeBlock.of("$T.ofNullable($L)", Optional.class, value);
      }
      String way = step.presence() == Presence.OPTIONAL ? "flatMap" : "map";
      value =
          presence == Presence.REQUIRED
              ? CodeBlock.of("$L.$L()", value, step.accessor())
              : CodeBlock.of("$1L.$2L($3L -> $3L.$4L())", value, way, record, step.accessor());
      presence = presence == Presence.REQUIRED ? step.presence() : Presence.OPTIONAL;
    }
    return new Found(value, presence);
  }

  private CodeBlock next(PagePath path) {
    Component next = path.component();
    Found found = find(path);
    CodeBlock value = found.value();
    boolean text = next.type().equals(new ValueType.Text(ValueType.TextKind.STRING));
    return switch (found.presence()) {
      case OPTIONAL ->
          text
              ? CodeBlock.of("$L.orElse(null)", value)
              : CodeBlock.of(
                  "$L.map($L -> $L).orElse(null)",
                  value,
                  number,
                  JavaTypes.text(next.type(), CodeBlock.of(number)));
      case NULLABLE ->
          text
              ? value
              : CodeBlock.of("$1L == null ? null : $2L", value, JavaTypes.text(next.type(), value));
      case REQUIRED, MAYBE -> JavaTypes.text(next.type(), value);
    };
  }

  /** The number that the caller begins with. */
  private CodeBlock first(Turning.ByNumber byNumber) {
    CodeBlock otherwise = CodeBlock.of("$LL", byNumber.first());
    for (Parameter parameter : operation.parameters()) {
      CodeBlock name = CodeBlock.of("$L", DraftSource.name(parameter));
      if (parameter.placement() instanceof Placement.Query query
          && query.name().equals(byNumber.parameter())) {
        return present(parameter.presence(), name, otherwise, number -> number);
      }
      if (parameter.placement() instanceof Placement.Group group) {
        Optional<Component> component =
            group.model().components().stream()
                .filter(each -> isInQuery(each))
                .filter(each -> each.wireName().equals(byNumber.parameter()))
                .findFirst();
        if (component.isPresent()) {
          return present(
              parameter.presence(),
              name,
              otherwise,
              record ->
                  present(
                      component.get().presence(),
                      CodeBlock.of("$L.$L()", record, component.get().accessor()),
                      otherwise,
                      number -> number));
        }
      }
    }
    return otherwise;
  }

  private boolean isInQuery(Component component) {
    return component.place() == Component.Place.QUERY
        || (component.place() == Component.Place.DEFAULT && operation.bodiless());
  }

  /** What is made of a value if it is there. */
  private static CodeBlock present(
      Presence presence, CodeBlock value, CodeBlock otherwise, UnaryOperator<CodeBlock> made) {
    return switch (presence) {
      case OPTIONAL ->
          CodeBlock.of(
              "$1L.isPresent() ? $2L : $3L",
              value,
              made.apply(CodeBlock.of("$L.get()", value)),
              otherwise);
      case NULLABLE -> CodeBlock.of("$1L == null ? $3L : $2L", value, made.apply(value), otherwise);
      case REQUIRED, MAYBE -> made.apply(value);
    };
  }

  private CodeBlock more(Turning.ByNumber byNumber) {
    List<CodeBlock> conditions = new ArrayList<>();
    if (!byNumber.last().isEmpty()) {
      PagePath last = path(byNumber.last());
      CodeBlock none = CodeBlock.of("$T.MAX_VALUE", JavaTypes.boxed(last.component().type()));
      conditions.add(CodeBlock.of("$L < $L", number, otherwise(last, none)));
    }
    if (!byNumber.more().isEmpty()) {
      conditions.add(otherwise(path(byNumber.more()), CodeBlock.of("true")));
    }
    return conditions.isEmpty()
        ? CodeBlock.of("true")
        : conditions.stream().collect(CodeBlock.joining(" && "));
  }

  /** What is there, and what holds where the page has none. */
  private CodeBlock otherwise(PagePath path, CodeBlock none) {
    Found found = find(path);
    CodeBlock value = found.value();
    return switch (found.presence()) {
      case OPTIONAL -> CodeBlock.of("$L.orElse($L)", value, none);
      case NULLABLE -> CodeBlock.of("($1L == null ? $2L : $1L)", value, none);
      case REQUIRED, MAYBE -> value;
    };
  }

  private PagePath path(String name) {
    return paged.path(name).orElseThrow();
  }
}
