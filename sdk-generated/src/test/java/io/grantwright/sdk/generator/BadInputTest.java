package io.grantwright.sdk.generator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantwright.processor.DescriptorProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sources that few people write: each compiles with what is generated from it, without a warning,
 * or has diagnostics. The processor never fails, and javac never finds fault with generated code.
 */
final class BadInputTest {
  private static final String IMPORTS =
      """
      import io.grantwright.annotations.*;
      import io.grantwright.runtime.call.*;
      import io.grantwright.runtime.error.*;
      import io.grantwright.runtime.json.*;
      import java.util.*;
      """;

  private static final String JAVAC = "javac";

  /**
   * One source.
   *
   * @param files by the names of their first classes
   * @param codes what is said; empty if it compiles, {@link #JAVAC} if only javac says something
   */
  private record Case(String name, Map<String, String> files, List<String> codes) {}

  private static Case compiles(String name, String... files) {
    return new Case(name, files(files), List.of());
  }

  private static Case fails(String name, String code, String... files) {
    return new Case(name, files(files), List.of(code.split(" ")));
  }

  private static Map<String, String> files(String... texts) {
    Map<String, String> files = new TreeMap<>();
    if (texts.length == 1) {
      files.put("example.Notes", texts[0]);
    }
    for (int i = 0; i + 1 < texts.length; i += 2) {
      files.put(texts[i], texts[i + 1]);
    }
    return files;
  }

  private static String many(int times, String separator, String text) {
    return IntStream.range(0, times)
        .mapToObj(i -> text.replace("#", "" + i))
        .collect(joining(separator));
  }

  private static String descriptor(String methods) {
    return "@SdkClient public interface Notes { " + methods + " }";
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>(sizes());
    cases.addAll(names());
    cases.addAll(texts());
    cases.addAll(cycles());
    cases.addAll(packages());
    cases.addAll(errors());
    return cases;
  }

  private static List<Case> sizes() {
    return List.of(
        compiles(
            "254 parameters",
            descriptor("@Get(\"a\") void find(" + many(254, ", ", "String p#") + ");")
                + "@Fakes(Notes.class) class Holder {}"),
        fails(
            "300 parameters",
            "GW135",
            descriptor("@Get(\"a\") void find(" + many(300, ", ", "String p#") + ");")),
        fails(
            "128 long parameters",
            "GW135",
            descriptor("@Get(\"a\") void find(" + many(128, ", ", "long p#") + ");")),
        compiles(
            "254 components",
            "@Model(request = true) public record Notes(" + many(254, ", ", "String p#") + ") {}"),
        fails(
            "300 components",
            "GW135",
            "@Model public record Notes(" + many(300, ", ", "String p#") + ") {}"),
        fails(
            "128 double components",
            "GW135",
            "@Model public record Notes(" + many(128, ", ", "double p#") + ") {}"),
        compiles(
            "500 endpoints", descriptor(many(500, " ", "@Get(\"a/#\") void find#(String q);"))),
        fails(
            "501 endpoints",
            "GW135",
            descriptor(many(501, " ", "@Get(\"a/#\") void find#(String q);"))),
        compiles(
            "a path of 10,000 characters",
            descriptor("@Get(\"" + "abcd/".repeat(2000) + "\") void find();")),
        fails(
            "a hole of 10,000 characters, and another one that is meant",
            "GW022 GW021",
            descriptor("@Get(\"{" + "a".repeat(10_000) + "}\") void find(@Path String b);")),
        compiles(
            "a comment of 100,000 characters",
            "/** " + "word ".repeat(20_000) + "*/ @Model public record Notes(String a) {}"),
        compiles(
            "sixteen interfaces that each extend two",
            descriptor("").replace("Notes", "Notes extends A15")
                + " interface A0 { @Get(\"a\") void a(); } interface B0 { @Get(\"b\") void b(); } "
                + IntStream.range(1, 16)
                    .mapToObj(
                        i ->
                            "interface A%1$s extends A%2$s, B%2$s {} interface B%1$s extends A%2$s, B%2$s {} "
                                .formatted(i, i - 1))
                    .collect(joining())));
  }

  private static List<Case> names() {
    return List.of(
        compiles(
            "parameters with the names of what generated code has",
            descriptor(
                    """
                    @Get("a") List<R> find(String call, String endpoint, String this$0, String draft,
                        String operations, String options, String element, List<String> list, String $,
                        String pipeline, String answer, String client, String value, String __,
                        CallOptions result);
                    @Get("b") @PagedByCursor(next = "next") Pages<P, R> all(Optional<String> cursor,
                        String page, String number, String operations, String draft, List<String> element);
                    @Get("c") @PagedByNumber Pages<P, R> counted(Optional<Integer> page, String number);
                    """)
                + """
                @Fakes(Notes.class) class Holder {}
                @Model record R(String a) {}
                @Model record P(List<R> items, Optional<String> next) {}
                """),
        compiles(
            "parameters with the names of classes and packages",
            descriptor(
                    """
                    @Get("a/{Integer}") List<Objects> find(@Path int Integer, String Objects, String String,
                        List<Kind> KindCompanion, String Draft, Optional<String> Optional, String java,
                        java.time.Instant Dates, @Joined(",") List<Integer> Collectors, String io);
                    """)
                + """
                @Fakes(Notes.class) class Holder {}
                @Model enum Kind { A }
                @Model record Objects(String a) {}
                """),
        compiles(
            "components with the names of what generated code has",
            """
            @Model(request = true) public record Notes(String reader, String member, String unknown,
                String headers, String body, String writer, String value, String fields, long seen,
                int seen2, String INSTANCE, String NAMES, List<Long> list, String LIST, String name,
                String builder, Optional<String> build, String element, String self) {}
            """),
        compiles(
            "components with the names of classes",
            """
            @Model(request = true) public record Notes(String Decode, List<String> Adapters,
                String UnknownMembers, String Objects, Optional<String> Optional, List<Kind> List,
                String JsonReader, Kind KindCompanion, Maybe<String> Maybe, Map<String, Kind> String,
                String Builder, String Notes, java.time.Instant Dates, int Integer, UnknownMembers rest) {}
            @Model enum Kind { A }
            """),
        fails(
            "components that differ in the case of a letter",
            "GW136 GW136",
            "@Model(request = true) public record Notes(String id, String Id, Maybe<String> a, Maybe<String> A) {}"),
        compiles(
            "components that differ in the case of a letter, without a builder",
            "@Model public record Notes(String id, String Id, String ID) {}"),
        fails(
            "methods that differ in the case of a letter",
            "GW060",
            descriptor("@Get(\"a\") void find(); @Get(\"b\") void Find();")),
        compiles(
            "methods with the names of what generated code has",
            descriptor(
                    """
                    @Get("a") void operations(); @Get("b") void pipeline(); @Get("c") void options();
                    @Get("d") void draft(); @Get("e") void endpoints(); @Get("f") void builder(String a);
                    @Get("g") void self(); @Get("i") void Async();
                    @Get("j") void NotesClient(); @Get("k") void calls(); @Get("l") void io();
                    @Get("m") void $a(); @Get("n") void ünïcode(String größe); @Get("o") void wait(String a);
                    """)
                + "@Fakes(Notes.class) class Holder {}"),
        fails(
            "methods of each object",
            "GW074 GW074 GW074",
            descriptor(
                "@Get(\"a\") String toString(); @Get(\"b\") Object clone(); @Get(\"c\") void finalize();")),
        fails(
            "a path variable with the name of a setting",
            "GW026",
            "@PathVariable(name = \"trustedOrigin\", value = \"a\")"
                + descriptor("@Get(\"{trustedOrigin}\") void a();")),
        compiles(
            "models with the names of what generated code has",
            descriptor(
                    """
                    @Get("a") Builder a(); @Get("b") Async b(); @Get("c") Raw c(); @Get("d") Endpoints d();
                    @Get("e") Operations e(Endpoint x); @Get("f") List<Answer> f(); @Get("g") Draft g();
                    """)
                + Stream.of(
                        "Builder",
                        "Async",
                        "Raw",
                        "Endpoints",
                        "Operations",
                        "Endpoint",
                        "Answer",
                        "Draft")
                    .map(each -> "@Model record " + each + "(String a, List<String> b) {} ")
                    .collect(joining())
                + "@Fakes(Notes.class) class Holder {}"),
        compiles(
            "models with the names of java.lang",
            """
            @SdkClient public interface Notes {
              @Get("a") Void a(java.lang.String a, java.lang.Integer b);
              @Get("b") java.util.List<Override> b();
              @Post("c") void c(Object o);
              @Get("d") Deprecated d(java.util.List<Integer> f);
              @Get("e") java.util.Map<java.lang.String, Record> e();
            }
            @Model record Void(java.lang.String a) {}
            @Model record Override(java.lang.String a, long b) {}
            @Model(request = true) record Object(java.lang.String a, java.util.List<java.lang.Boolean> c) {}
            @Model record Record(java.lang.String a) {}
            @Model record Deprecated(Override a) {}
            @Model enum Integer { A }
            @Model record String(java.lang.String a) {}
            @Fakes(Notes.class) class Holder {}
            """),
        fails(
            "a generated name that is taken",
            "GW067",
            descriptor("@Get(\"a\") void a();") + " class NotesClient {}"),
        fails(
            "two types with one generated name",
            "GW067",
            descriptor("@Get(\"a\") void a(); @SdkClient interface Inner { @Get(\"b\") void b(); }")
                + " @SdkClient interface Notes_Inner { @Get(\"c\") void c(); }"),
        fails(
            "constants with one name on the wire",
            "GW054",
            "@Model public enum Notes { A_B, @Name(\"a_b\") C }"),
        compiles(
            "constants with odd names",
            "@Model public enum Notes { NAMES, INSTANCE, values, $, ü, __ }"),
        compiles("no constants", "@Model public enum Notes {}"),
        compiles(
            "words that are keywords in some places only",
            descriptor(
                    """
                    @Get("a") void record(String record, String var, String yield, String sealed,
                        String permits, String module, String with, String exports, String _a);
                    @Get("b") void yield(); @Get("c") void var(); @Get("d") void sealed();
                    """)
                + """
                @Fakes(Notes.class) class Holder {}
                @Model(request = true) record R(String record, String var, String yield, String sealed,
                    Optional<String> permits) {}
                """),
        compiles(
            "components with the names of what builders and companions have",
            """
            @Model(request = true) public record Notes(int hash, String unknown, String raw,
                String builder, String companion, String build, String type, String adapter,
                String with, String of, String from, String equals) {}
            """),
        fails(
            "a component with the name of a method of each object",
            JAVAC,
            "@Model(request = true) public record Notes(int hashCode) {}"),
        compiles(
            "failures with the names of what exceptions have",
            """
            @SdkClient public interface Notes {
              @Get("a") @Fails(status = "404", as = F.class) void a();
              @Get("b") @Fails(status = "5XX", as = Exception.class) void b();
              @Get("c") @Fails(status = "5XX", as = Declared.class) void c();
            }
            @Model(failure = true) record F(String message, String getMessage, String cause,
                String body, String context, String status, String endpoint) {}
            @Model(failure = true) record Exception() {}
            @Model(failure = true) record Declared(String message) {}
            """),
        compiles(
            "a record with members of the names of what is generated",
            """
            @Model(request = true) public record Notes(String a, int b) {
              static final String INSTANCE = "";
              static int NAMES = 1;
              public Notes { if (b < 0) throw new IllegalArgumentException(); }
              public Notes(String a) { this(a, 0); }
              public static Notes builder() { return new Notes(""); }
              static class Builder {}
              interface AStage {}
            }
            """),
        compiles(
            "constants with bodies and constructors",
            """
            @Model public enum Notes {
              A { @Override public String toString() { return "x"; } }, B(1);
              final int g;
              Notes() { this(0); }
              Notes(int g) { this.g = g; }
            }
            """));
  }

  private static List<Case> texts() {
    return List.of(
        compiles(
            "texts that mean something in Java, in comments and to the renderer",
            """
            @SdkClient(name = "*/\\\\u\\"$L")
            @PathVariable(name = "v", value = "*/ } { \\" \\\\u \\n x ünï 😀 $T $L @")
            public interface Notes {
              @Get("{v}/*/{a b}/%41$L") void find(@Path("a b") String a, @Query("\\"") String b,
                  @Query("*/") String c, @Query("\\\\u") String d, @Query("a$T$L$$") String e,
                  @Header("a$L") String f, @Query("{}") String g, @Query("😀é") String h,
                  @Query("<a>&@b") String i, @Query("class") String j, @Query("{@code x") String k);
              @Post("b") @Constant(name = "\\"$L*/\\\\u", value = "\\n\\\\u*/$T\\u0000")
              @Fails(status = "4XX", as = P.class) @Idempotent(when = "\\"$L*/\\\\u=*/ \\\\u }")
              void b(String a);
              @Model(failure = true) record P(@Name("*/\\\\u$L") String b,
                  @Name(value = "\\"", aliases = {"\\\\", "$T"}) List<String> c,
                  @Example("*/\\\\u\\"$L") String d) {}
              @Model enum K { @Name("*/\\\\u\\"$L") A, @Name("\\\\") B, @Name("class") C }
              @Model @Discriminator("*/\\\\u\\"$L") sealed interface U {}
              @Model @Variant("*/\\\\u\\"$L") record V(K k) implements U {}
            }
            """),
        compiles(
            "comments that are no documentation",
            """
            /** A \\\\u and {@code } } * / and <b> & @ $L $T " ' {@link Foo#bar(int, String) } *{@link Foo /} */
            @SdkClient public interface Notes {
              /** {@code never closed
               * @param b \\\\u $L {@
               * @return {@link */
              @Get("a") String a(String b);
            }
            @Fakes(Notes.class) class Holder {}
            """),
        fails(
            "a separator of lines",
            "GW142",
            descriptor("@Get(\"a\") void a(@Query(\"a\\u2028b\") String a);")),
        compiles(
            "escapes in names",
            """
            @SdkClient public interface Notes {
              @Get("a") void \\u0061\\u0062(String \\u0063\\u0064, @Query("\\u00e9") String q);
            }
            @Model(request = true) record N(String \\u00e9t\\u00e9, @Name("\\u005c\\u005c") String b) {}
            @Fakes(Notes.class) class Holder {}
            """),
        compiles(
            "comments with all there is",
            """
            /** {@snippet : foo } {@index a} {@summary a} &#42;/ {@literal @param} &#x2a;&#x2f; $S $N */
            @SdkClient public interface Notes {
              /** <pre>{@code
               * @Get("x") {
               * }</pre> {@inheritDoc} &lt; {@code \\u007d} {@value #X}
               *
               * @param q {@code $L } *{@code /}
               * @return a } b { */
              @Get("a") String a(@Example("*/ {@code $L") String q);
            }
            @Fakes(Notes.class) class Holder {}
            """),
        compiles(
            "a separator of lines in a comment",
            "/** a\u2028b */ @Model public record Notes(String a) {}"));
  }

  private static List<Case> cycles() {
    return List.of(
        compiles(
            "records that have each other",
            """
            @Model public record Notes(List<B> b) {}
            @Model record B(Map<String, List<C>> c, Optional<B> b) {}
            @Model record C(Optional<Notes> n, List<Notes> l) {}
            """),
        compiles(
            "a union of records that have it",
            """
            @Model @Discriminator("t") public sealed interface Notes {}
            @Model record Group(List<Notes> all, Optional<Group> g, Map<String, Notes> m) implements Notes {}
            """),
        fails(
            "a union that permits itself",
            "GW101",
            "@Model @Discriminator(\"t\") public sealed interface Notes permits Notes {}"),
        fails(
            "a union of unions",
            "GW101",
            """
            @Model @Discriminator("t") public sealed interface Notes permits Sub {}
            @Model @Discriminator("t") sealed interface Sub extends Notes permits R {}
            @Model record R(String a) implements Sub {}
            """),
        fails(
            "generic records in each other",
            "GW032 GW004 GW032 GW032",
            """
            @Model public record Notes(Box<Notes> b) {}
            @Model record Box<T>(T t, Box<Box<T>> deeper) {}
            """),
        fails(
            "interfaces that extend each other",
            JAVAC,
            descriptor("").replace("Notes", "Notes extends A")
                + " interface A extends B {} interface B extends A { @Get(\"a\") void a(); }"),
        compiles(
            "two inherited methods, one of which returns more",
            """
            @SdkClient public interface Notes extends X, Y {}
            interface X { @Get("a") Object a(); }
            interface Y { @Get("a") R a(); }
            @Model record R(String a) {}
            """),
        fails(
            "two inherited methods, one of which sends something else",
            "GW170 GW170 GW170 GW170",
            """
            @SdkClient public interface Notes extends X, Y {}
            interface X { @Get("a") void a(); @Get("b") void b(String q); @Post("c") void c(); @Get("d") R d(); }
            interface Y { @Get("z") void a(); @Get("b") void b(String r); @Put("c") void c(); @Get("e") R d(); }
            @Model record R(String a) {}
            """),
        compiles(
            "inherited methods that others override, in any order",
            """
            @SdkClient public interface Notes extends Top, Left, Right, Same {
              @Override @Get("own") void own();
            }
            interface Top { @Get("a") void a(); @Get("b") void b(); @Get("own") void own(); }
            interface Left extends Top { @Override @Get("better") void a(); }
            interface Right extends Top { @Override default void b() {} @Get("other") void own(); }
            interface Same { @Get("better") void a(); }
            """));
  }

  private static List<Case> packages() {
    return List.of(
        compiles(
            "one simple name in two packages",
            "a.Notes",
            "@SdkClient public interface Notes { @Get(\"x\") Note x(String b); @Get(\"c\") b.Note c(b.Note q); }",
            "a.Note",
            "@Model public record Note(b.Note n, List<b.Note> ns) {}",
            "b.Notes",
            "@SdkClient public interface Notes { @Get(\"d\") a.Note d(); }",
            "b.Note",
            "@Model public record Note(String n) {}"),
        fails(
            "two fakes with one name",
            "GW173",
            "a.Notes",
            descriptor("@Get(\"b\") void b();"),
            "b.Notes",
            descriptor("@Get(\"b\") void b();"),
            "c.Holder",
            "@Fakes({a.Notes.class, b.Notes.class}) public class Holder {}"),
        fails(
            "a component that hides the package of another type of its own type's name",
            "GW161",
            "a.Note",
            "@Model(request = true) public record Note(b.Note b, String a, List<b.Note> bs) {}",
            "b.Note",
            "@Model public record Note(String b) {}"),
        fails(
            "parameters and methods that hide packages",
            "GW161 GW161",
            "example.Notes",
            descriptor(
                """
                @Post("a") foo.Note foo(bar.Note x);
                @Post("b") bar.Note find(foo.Note foo, @Query Optional<String> bar);
                """),
            "foo.Note",
            "@Model public record Note(String a) {}",
            "bar.Note",
            "@Model public record Note(String b) {}"),
        fails(
            "variables of generated code that hide packages",
            "GW161 GW161 GW161",
            "reader.R",
            "@Model public record R(List<value.K> k) {}",
            "value.K",
            "@Model public enum K { A }",
            "example.R",
            "@Model public record R(value.K a, reader.K b) {}",
            "reader.K",
            "@Model public enum K { A }",
            "example.Notes",
            descriptor("@Get(\"a\") options.R a(); @Get(\"b\") R b();"),
            "options.R",
            "@Model public record R(String a) {}"),
        compiles(
            "methods with the names of packages, as is usual",
            "example.Notes",
            descriptor(
                """
                @Post("a") com.Note a(org.Note x);
                @Get("b") List<com.Note> com();
                @Get("c") List<org.Note> org(String org, String com);
                """),
            "com.Note",
            "@Model public record Note(String com) {}",
            "org.Note",
            "@Model public record Note(String a) {}"),
        compiles(
            "nested types with one simple name",
            """
            @SdkClient public interface Notes {
              @Get("a") A.Note a();
              @Post("b") B.Note b(A.Note x);
              @Get("c") Note c();
              @Model record Note(String a) {}
            }
            class A { @Model record Note(B.Note n) {} }
            class B { @Model record Note(String a) {} }
            """),
        compiles(
            "types inside all kinds of types",
            """
            public enum Notes { A; @Model record R(String a) {
              @SdkClient interface I { @Get("a") R a(); @Model enum E { X } } } }
            class Generic<T> { @SdkClient interface I { @Get("a") void a(); } @Model record R(String a) {} }
            """),
        compiles(
            "descriptors in each other",
            """
            @SdkClient public interface Notes { @Get("b") void b(String b);
              @SdkClient interface Inner extends Notes { @Get("c") Deep.R c();
                @SdkClient interface Deep extends Inner { @Get("d") R d(); @Model record R(String a) {} } } }
            """),
        compiles(
            "the unnamed package",
            "Notes",
            "@SdkClient public interface Notes { @Get(\"b\") Note b(Filter f); @Post(\"e\") void e(NewNote n); }",
            "Note",
            "@Model public record Note(String a, List<Note> b, K k) {}",
            "K",
            "@Model public enum K { A }",
            "Filter",
            "@Model public record Filter(@Query K a) {}",
            "NewNote",
            "@Model(request = true) public record NewNote(String a, K k) {}"),
        fails(
            "the unnamed package, and a name that is hidden there",
            "GW143",
            "Notes",
            descriptor("@Get(\"b\") List<Builder> b();"),
            "Builder",
            "@Model public record Builder(String a) {}"),
        fails(
            "a result of another package that is not public",
            "GW137",
            "a.Notes",
            descriptor("").replace("Notes", "Notes extends b.Above"),
            "b.Above",
            "public interface Above { @Get(\"a\") Hidden a(); }",
            "b.Hidden",
            "@Model record Hidden(String a) {}"),
        fails(
            "an answer of several, one of which is not public",
            "GW137",
            "a.Notes",
            descriptor("@Get(\"a\") b.Outcome a();"),
            "b.Outcome",
            "public sealed interface Outcome permits One {}",
            "b.One",
            "@Model @Status(200) record One(String a) implements Outcome {}"),
        fails(
            "a parameter inside a record that is not public",
            "GW137",
            "a.Notes",
            descriptor("@Get(\"a\") void a(b.Filter q);"),
            "b.Filter",
            "@Model public record Filter(@Query Kind kind) {}",
            "b.Kind",
            "@Model enum Kind { A }"),
        fails(
            "a protected record",
            "GW137",
            "a.Notes",
            "public class Notes extends b.Above { @SdkClient interface Inner { @Get(\"a\") Note a(); } }",
            "b.Above",
            "public class Above { @Model protected record Note(String a) {} }"),
        compiles(
            "types inside methods, which nothing can name",
            "public class Notes { void x() { @Model record Local(String a) {} @Model enum E { A } } }"));
  }

  private static List<Case> errors() {
    return List.of(
        fails(
            "types and values that are missing",
            JAVAC,
            """
            @SdkClient public interface Notes extends Missing<String> {
              @Get("c") @Fails(status = "4XX", as = Nope.class) void c();
              @Get(value = Nope.X) void d();
              @Post("x") @Fails(status = Nope.Y, as = String.class) void f(@Nope String x);
              @Get("h") Nope h(@Query(Nope.Z) String a);
            }
            @Model(request = Nope.X) record R(String a, Nope b, @Name(Nope.A) String c, List<Nope> d) {}
            @Model(failure = 1) record S(String a) {}
            @Model @Discriminator(5) sealed interface U permits Nope, R {}
            @Model @Naming(Naming.Case.NOPE) enum V { A, A }
            @Fakes({Nope.class, 5}) class W {}
            """),
        fails("half a file", JAVAC, "@SdkClient public interface Notes { @Get(\"a\""),
        fails(
            "everything twice",
            JAVAC,
            """
            @SdkClient public interface Notes { @Get("c") void c(); @Get("c") void c(); void d(String a, String a); }
            @Model record R(String a, String a) {}
            @Model record R(String b) {}
            """),
        fails(
            "annotations on what they are not for",
            "GW001 GW001 GW001 GW002 GW002 GW095",
            """
            public class Notes {
              @SdkClient enum E { A } @SdkClient record R(String a) {} @Capability enum L { A }
              @Model interface I {} @Model abstract static class K {}
              @Fakes(int.class) interface O {} @Fakes({}) interface N {}
            }
            """),
        fails(
            "a whole body beside a form, and bytes as JSON",
            "GW008 GW008 GW008",
            descriptor(
                """
                @Post("a") @FormBody void a(@Body List<String> f);
                @Post("b") @Multipart void b(@Body Runnable f);
                @Post("c") @JsonBody void c(Upload f);
                """)),
        fails(
            "answers without a body",
            "GW139 GW139",
            descriptor(
                    "@Head(\"a\") String a(); @Head(\"b\") List<String> b(); @Head(\"c\") H c();")
                + " @Model record H(@Header(\"ETag\") String tag) {}"),
        fails(
            "what Retrofit wraps an answer in",
            "GW033 GW033 GW033 GW033",
            descriptor(
                """
                @Get("a") retrofit2.Call<String> a();
                @Get("b") retrofit2.Response<String> b();
                @Get("c") okhttp3.Response c();
                @Get("d") okhttp3.Call d();
                """)),
        compiles(
            "answers of several in sealed interfaces in each other",
            descriptor("@Get(\"a\") Out a(); @Get(\"b\") Left b();")
                + """
                sealed interface Out permits Left, Right, Both {}
                sealed interface Left extends Out permits Both, One {}
                sealed interface Right extends Out permits Both {}
                @Model @Status(200) record Both(String x) implements Left, Right, Out {}
                @Model @Status(201) record One(String x) implements Left {}
                """),
        fails(
            "an answer of several that permits itself",
            JAVAC,
            descriptor("@Get(\"a\") Out a();")
                + "sealed interface Out extends Other permits Other {}"
                + "sealed interface Other extends Out permits Out {}"),
        fails(
            "arrays in disguise",
            "GW032 GW032 GW032",
            descriptor("@Get(\"a\") void a(String... q); @Get(\"b\") void b(List<String>... q);")
                + "@Model record R(String... x) {}"),
        compiles(
            "bounds that refer to themselves",
            """
            @SdkClient public interface Notes extends Above<Note, List<Note>> {}
            interface Above<T extends Record & Comparable<T>, L extends Collection<? super T>> {
              @Get("a") T a(@Query("l") Optional<String> l);
              @Post("b") void b(T t);
              @Get("c") L c();
            }
            @Model record Note(String x) implements Comparable<Note> {
              public int compareTo(Note o) { return 0; }
            }
            """),
        compiles(
            "annotations of types",
            """
            @SdkClient public interface Notes {
              @Get("a") @T List<@T String> a(@T @Query String b, @T List<@T Integer> c);
              @Post("b") void b(@T N n);
              @Post("c") byte @T [] c(byte @T [] n);
              @Get("d") Outer.@T In d(Optional<java.net.@T URI> u);
            }
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface T {}
            class Outer { @Model record In(String a) {} }
            @Model(request = true) record N(@T String a, Optional<@T String> b, List<@T N> c) {}
            """),
        fails(
            "null for primitives",
            "GW171 GW171 GW171",
            """
            @SdkClient public interface Notes { @Get("a") void a(@Nullable int p, @Query @Nullable Integer q); }
            @Model(request = true) record R(@Nullable long a, @Nullable double b) {}
            @interface Nullable {}
            """),
        compiles(
            "pages that are counted from what a caller gives, in all the ways that there are",
            descriptor(
                        """
                    @Get("a") @PagedByNumber Pages<List<String>, String> a(int page);
                    @Get("b") @PagedByNumber Pages<List<String>, String> b(Optional<Long> page);
                    @Get("c") @PagedByNumber Pages<List<String>, String> c(A a);
                    @Get("d") @PagedByNumber Pages<List<String>, String> d(Optional<A> a);
                    @Get("e") @PagedByNumber Pages<List<String>, String> e(B b);
                    @Get("f") @PagedByNumber Pages<List<String>, String> f(Optional<B> b);
                    @Post("g") @PagedByNumber Pages<List<String>, String> g(C c);
                    @Get("h") @PagedByNumber(parameter = "p") Pages<List<String>, String> h(@Path int p, @Query("p") Integer q);
                    """)
                    .replace("\"h\"", "\"{p}\"")
                + """
                @Model record A(int page) {}
                @Model record B(@Query Optional<Long> page, @Header("page") String other) {}
                @Model record C(@Query long page, @Name("page") String other) {}
                """),
        compiles(
            "constants of methods beside those of types",
            """
            @Constant(name = "a", value = "0") @Constant(in = Constant.Place.HEADER, name = "X-A", value = "0")
            @SdkClient public interface Notes extends Above {
              @Post("a") @Constant(name = "a", value = "1") void a(String x);
              @Post("b") @Constant(in = Constant.Place.HEADER, name = "x-a", value = "1") void b(String x);
            }
            @Constant(name = "a", value = "2") interface Above { @Post("c") void c(String x); }
            """),
        compiles(
            "annotations on methods that are not called",
            """
            @SdkClient public interface Notes {
              @Get("a") void a();
              @Post("b") @FormBody default void b(@Query String x, @Body Object y) {}
              @Get("c") private void c() {}
              @Delete("{d}") private static void d(@Path("q") int x) {}
              @Get("{oops") static String e() { return ""; }
            }
            @Fakes(Notes.class) class Holder {}
            """),
        compiles(
            "paths that mean something to regular expressions",
            descriptor(
                """
                @Get("a/{id:[0-9]+}") void a(@Path("id:[0-9]+") String id);
                @Get("b/$1/(x)*/{q}.json;v=1") void b(@Path String q);
                @Get("c/{a}{b}-{c}") void c(@Path int a, @Path int b, @Path int c);
                """)),
        compiles(
            "DELETE with a body of each kind",
            descriptor(
                    """
                    @Delete("a") @JsonBody void a(String x); @Delete("b") void b(@Body R r);
                    @Delete("c") void c(Q r); @Delete("d") @FormBody void d(String q);
                    @Delete("e") void e(@Field String q); @Delete("f") void f(@Body byte[] b);
                    @Delete("g") @Multipart void g(Upload a); @Delete("h") void h(@Body List<R> r);
                    """)
                + """
                @Fakes(Notes.class) class Holder {}
                @Model(request = true) record R(String a, List<R> b) {}
                @Model(request = true) record Q(String a) {}
                """),
        compiles(
            "what nobody needs",
            descriptor(
                """
                @Get("a") void a() throws java.io.IOException;
                @Get("b") default String b() { return ""; }
                @Get("c") static String c() { return ""; }
                @Get("d") okhttp3.ResponseBody d();
                """)));
  }

  @TestFactory
  Stream<DynamicTest> compilesOrIsDiagnosed() {
    return cases().stream().map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(Case each) {
    Map<String, String> sources = new TreeMap<>();
    each.files()
        .forEach(
            (name, text) -> {
              int dot = name.lastIndexOf('.');
              String packageName = dot < 0 ? "" : "package " + name.substring(0, dot) + ";\n";
              sources.put(name, packageName + IMPORTS + text);
            });

    Javac.Result result =
        Javac.compile(
            sources,
            Javac.ClassPath.EMPTY,
            List.of(new DescriptorProcessor()),
            "-Xlint:all,-processing,-auxiliaryclass,-removal,-deprecation",
            "-Werror");

    assertThat(result.aboutGenerated()).isEmpty();
    if (each.codes().isEmpty()) {
      assertThat(result.messages()).isEmpty();
    } else if (each.codes().equals(List.of(JAVAC))) {
      assertThat(result.success()).isFalse();
      assertThat(result.codes()).isEmpty();
    } else {
      assertThat(result.codes())
          .as(String.join("\n", result.messages()))
          .containsExactlyInAnyOrderElementsOf(each.codes());
    }
  }
}
