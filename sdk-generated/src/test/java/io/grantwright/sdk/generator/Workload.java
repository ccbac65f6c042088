package io.grantwright.sdk.generator;

import java.util.Map;
import java.util.TreeMap;

/** Sources of any size, which differ in nothing but their numbers. */
final class Workload {
  static final int ENDPOINTS_PER_DESCRIPTOR = 10;

  private static final String IMPORTS =
      """
      package scale.group%2$s;

      import io.grantwright.annotations.*;
      import io.grantwright.runtime.call.*;
      import io.grantwright.runtime.json.*;
      import io.grantwright.runtime.secret.*;
      import java.time.*;
      import java.util.*;

      """;

  private static final String DESCRIPTOR =
      """
      /** Keeps the items of shop %1$s. */
      @SdkClient(server = "https://shop%1$s.example.com/v1")
      @PathVariable(name = "shop", value = "main")
      public interface Shop%1$s {
        /**
         * Finds items.
         *
         * @param word what is in their title
         * @return what was found, the best first
         */
        @Get("{shop}/items")
        @Fails(status = {"404", "422"}, as = Problem%1$s.class)
        List<Item%1$s> find(@Query String word, @Query("max") Optional<Integer> limit);

        /** Reads one. */
        @Get("{shop}/items/{id}")
        @Timeouts(attemptMillis = 2000, totalMillis = 9000)
        Item%1$s get(@Path String id, @Header("If-None-Match") Optional<String> tag);

        /** Adds one. */
        @Post("{shop}/items")
        @IdempotencyKey
        @Fails(status = "4XX", as = Problem%1$s.class)
        Item%1$s add(NewItem%1$s item);

        /** Puts one into another's place. */
        @Put("{shop}/items/{id}")
        void replace(@Path String id, NewItem%1$s item);

        /** Changes what is given. */
        @Patch("{shop}/items/{id}")
        Item%1$s change(@Path String id, Change%1$s change);

        /** Removes one. */
        @Delete("{shop}/items/{id}")
        void remove(@Path String id, @Query @Joined(",") List<String> why);

        /** Reads the shape of one. */
        @Get("{shop}/shapes/{id}")
        Shape%1$s shape(@Path long id);

        /** Goes through all. */
        @Get("{shop}/pages")
        @PagedByCursor(next = "next")
        Pages<Page%1$s, Item%1$s> pages(Optional<String> cursor);

        /** Orders, now or later. */
        @Post("{shop}/orders")
        @FormBody
        Outcome%1$s order(String item, int count, @Sensitive String card, List<Kind%1$s> kinds);

        /** Reads the tree. */
        @Get("{shop}/tree")
        Tree%1$s tree(CallOptions options);
      }
      """;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry(
              "Item",
              """
              /**
               * One item.
               *
               * @param id its number
               * @param title what it is called
               */
              @Model
              public record Item%1$s(
                  String id,
                  String title,
                  long price,
                  Kind%1$s kind,
                  OpenEnum<Kind%1$s> other,
                  Optional<Instant> since,
                  List<String> tags,
                  Map<String, List<Long>> stock,
                  UnknownMembers rest) {}
              """),
          Map.entry(
              "NewItem",
              """
              /** A new item. */
              @Model(request = true)
              public record NewItem%1$s(
                  String title,
                  @Name("amount") long price,
                  Kind%1$s kind,
                  Optional<List<String>> tags,
                  Optional<Secret> code) {}
              """),
          Map.entry(
              "Change",
              """
              /** What changes. */
              @Model(request = true)
              public record Change%1$s(Maybe<String> title, Maybe<Kind%1$s> kind, Optional<Long> price) {}
              """),
          Map.entry(
              "Circle",
              """
              /** A circle. */
              @Model
              public record Circle%1$s(double radius) implements Shape%1$s {}
              """),
          Map.entry(
              "Square",
              """
              /** A square. */
              @Model
              @Variant("square")
              public record Square%1$s(double side, Optional<Shape%1$s> inside) implements Shape%1$s {}
              """),
          Map.entry(
              "Page",
              """
              /** A page. */
              @Model
              public record Page%1$s(List<Item%1$s> items, Optional<String> next) {}
              """),
          Map.entry(
              "Done",
              """
              /** Ordered. */
              @Model
              @Status(201)
              public record Done%1$s(String number, @Header("Location") Optional<String> at)
                  implements Outcome%1$s {}
              """),
          Map.entry(
              "Queued",
              """
              /** Ordered later. */
              @Model
              @Status(202)
              public record Queued%1$s(int position) implements Outcome%1$s {}
              """),
          Map.entry(
              "Tree",
              """
              /** A tree of items. */
              @Model
              public record Tree%1$s(Item%1$s item, List<Tree%1$s> below, Optional<Tree%1$s> next) {}
              """),
          Map.entry(
              "Problem",
              """
              /** Why not. */
              @Model(failure = true)
              public record Problem%1$s(String reason, Optional<Integer> code) {}
              """),
          Map.entry(
              "Kind",
              """
              /** Kinds of items. */
              @Model
              public enum Kind%1$s { BOOK, VERY_LARGE, @Name("x-other") OTHER }
              """),
          Map.entry(
              "Shape",
              """
              /** The shape of an item. */
              @Model
              @Discriminator("type")
              public sealed interface Shape%1$s permits Circle%1$s, Square%1$s {}
              """),
          Map.entry(
              "Outcome",
              """
              /** How an order ends. */
              public sealed interface Outcome%1$s permits Done%1$s, Queued%1$s {}
              """));

  private Workload() {}

  /**
   * Descriptors of ten endpoints and ten records each, in as many shapes as there are.
   *
   * @param endpoints of all descriptors, a multiple of {@link #ENDPOINTS_PER_DESCRIPTOR}
   */
  static Map<String, String> many(int endpoints) {
    Map<String, String> sources = new TreeMap<>();
    for (int i = 0; i < endpoints / ENDPOINTS_PER_DESCRIPTOR; i++) {
      sources.put(descriptor(i), source(DESCRIPTOR, i));
      for (Map.Entry<String, String> type : TYPES.entrySet()) {
        sources.put(name(type.getKey(), i), source(type.getValue(), i));
      }
    }
    return sources;
  }

  /** One descriptor with all endpoints. */
  static Map<String, String> one(int endpoints) {
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < endpoints; i++) {
      methods.append(
          """
            /** Does something. */
            @Post("things/{id}/%1$s")
            @Timeouts(attemptMillis = 1000)
            Map<String, List<Long>> do%1$s(@Path String id, int size, Optional<String> word);

          """
              .formatted(i));
    }
    return Map.of(
        "scale.one.Things",
        IMPORTS.formatted("", "").replace("scale.group", "scale.one")
            + "@SdkClient\npublic interface Things {\n"
            + methods
            + "}\n");
  }

  /** One descriptor that reaches all records, each of which has the next one in it. */
  static Map<String, String> chain(int records) {
    String imports = IMPORTS.formatted("", "").replace("scale.group", "scale.chain");
    Map<String, String> sources = new TreeMap<>();
    sources.put(
        "scale.chain.Links",
        imports + "@SdkClient public interface Links { @Get(\"links\") Link0 get(); }\n");
    for (int i = 0; i < records; i++) {
      String next = i + 1 == records ? "" : ", List<Link" + (i + 1) + "> next";
      sources.put(
          "scale.chain.Link" + i,
          imports + "@Model public record Link" + i + "(String name" + next + ") {}\n");
    }
    return sources;
  }

  /** The name of one of many descriptors. */
  static String descriptor(int number) {
    return name("Shop", number);
  }

  private static String name(String type, int number) {
    return "scale.group" + group(number) + "." + type + number;
  }

  private static String source(String text, int number) {
    return (IMPORTS + text).formatted(number, group(number));
  }

  private static int group(int number) {
    return number % 7;
  }
}
