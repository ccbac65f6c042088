package io.grantwright.processor.check;

import io.grantwright.annotations.Constant.Place;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.PagePath;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Turning;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.ScalarKind;
import io.grantwright.processor.model.ValueType.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rules of pages: what leads from one to the next is in the record and in the query. */
final class PageRules {
  private PageRules() {}

  static List<Problem> check(Operation operation) {
    List<Problem> problems = new ArrayList<>();
    if (!(operation.result() instanceof Result.Paged paged)) {
      return problems;
    }
    Turning turning = paged.turning();
    if (turning == null) {
      problems.add(Problem.of(Rule.PAGES_UNTURNED, operation.origin(), operation.method()));
      return problems;
    }
    if (!(paged.item() instanceof ValueType.Unsupported)
        && paged.items().isEmpty()
        && !paged.isItems()) {
      problems.add(
          Problem.of(
              Rule.PAGES_ITEMS,
              turning.itemsOrigin(),
              name(paged.page().type()),
              name(paged.item()),
              meant(turning.items(), paged, PageRules::isList)));
    }
    if (turning instanceof Turning.ByCursor cursor) {
      Predicate<Component> text = each -> isCursor(each.type());
      checkComponent("next", cursor.next(), paged, text, "a text", cursor.nextOrigin(), problems);
      checkParameter(operation, cursor.parameter(), cursor.parameterOrigin(), problems);
    } else if (turning instanceof Turning.ByNumber number) {
      checkParameter(operation, number.parameter(), number.parameterOrigin(), problems);
      checkCounts(operation, number, problems);
      if (!number.last().isEmpty()) {
        Predicate<Component> whole = each -> isWhole(each.type());
        checkComponent(
            "last", number.last(), paged, whole, "a number", number.lastOrigin(), problems);
      }
      if (!number.more().isEmpty()) {
        Predicate<Component> truth =
            each ->
                each.type() instanceof ValueType.Scalar scalar
                    && scalar.kind() == ScalarKind.BOOLEAN;
        checkComponent(
            "more", number.more(), paged, truth, "a boolean", number.moreOrigin(), problems);
      }
    }
    return problems;
  }

  private static void checkComponent(
      String member,
      String written,
      Result.Paged paged,
      Predicate<Component> fits,
      String kind,
      Origin origin,
      List<Problem> problems) {
    Optional<Component> found =
        paged
            .path(written)
            .map(PagePath::component)
            .filter(fits)
            .filter(each -> each.presence() != Presence.MAYBE);
    if (found.isEmpty()) {
      problems.add(
          Problem.of(
              Rule.PAGES_COMPONENT,
              origin,
              member,
              written,
              name(paged.page().type()),
              kind,
              meant(written, paged, fits)));
    }
  }

  private static void checkParameter(
      Operation operation, String name, Origin origin, List<Problem> problems) {
    List<String> known =
        Sent.by(operation).stream()
            .filter(sent -> sent.place() == Place.QUERY)
            .map(Sent::name)
            .toList();
    if (!known.contains(name)) {
      String meant = Suggestion.of(name, known, "%s");
      problems.add(
          Problem.of(
              Rule.PAGES_PARAMETER,
              origin,
              name,
              operation.method(),
              name,
              meant.isEmpty() ? "" : " " + meant));
    }
  }

  /** What the caller gives is the number of the first page. */
  private static void checkCounts(
      Operation operation, Turning.ByNumber number, List<Problem> problems) {
    for (Sent sent : Sent.by(operation)) {
      if (sent.place() == Place.QUERY
          && sent.name().equals(number.parameter())
          && !isWhole(sent.type())) {
        problems.add(Problem.of(Rule.PAGES_COUNT, sent.origin(), sent.by(), operation.method()));
      }
    }
  }

  private static String meant(String written, Result.Paged paged, Predicate<Component> fits) {
    List<String> known =
        paged.paths().stream()
            .filter(each -> fits.test(each.component()))
            .map(PagePath::name)
            .toList();
    String meant = written.isEmpty() ? "" : Suggestion.of(written, known, "%s");
    return meant.isEmpty() ? "" : " " + meant;
  }

  private static boolean isList(Component component) {
    return component.type() instanceof ValueType.ListOf;
  }

  private static boolean isCursor(ValueType type) {
    return type instanceof ValueType.Text text
        ? text.kind() == TextKind.STRING || text.kind() == TextKind.SECRET
        : isWhole(type);
  }

  private static boolean isWhole(ValueType type) {
    return type instanceof ValueType.Scalar scalar
        && (scalar.kind() == ScalarKind.INT || scalar.kind() == ScalarKind.LONG);
  }

  private static String name(ValueType type) {
    if (type instanceof ValueType.Model model) {
      return model.type().simpleName();
    }
    if (type instanceof ValueType.Union union) {
      return union.type().simpleName();
    }
    if (type instanceof ValueType.ListOf list) {
      return "List<" + name(list.element()) + ">";
    }
    if (type instanceof ValueType.Text text) {
      return text.kind() == TextKind.STRING ? "String" : text.kind().name();
    }
    return type instanceof ValueType.Foreign foreign ? foreign.type().simpleName() : "the items";
  }
}
