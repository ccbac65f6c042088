package io.grantwright.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of {@code docs/contracts.md}: one edit of a source, and what is said about it. */
final class ContractRulesTest {
  private static final Map<String, String> SOURCES =
      new TreeMap<>(
          Map.of(
              "Notes",
              """
              /** Keeps notes. */
              @SdkClient(server = "https://notes.example.com")
              @PathVariable(name = "box", value = "main") @Issuer("/login") @SuppressWarnings("GW152")
              @Address(role = Role.TOKEN, value = "token")
              public interface Notes extends Readable {
                /** Adds a note. */
                @Post("{box}/notes")
                @Fails(status = "409", as = Refusal.class) @Fails(status = "5XX", as = Clash.class)
                Outcome add(NewNote note);
                @Get("{box}/notes")
                @Constant(in = Constant.Place.QUERY, name = "v", value = "1")
                List<Note> find(Filter filter);
                @Delete("{box}/notes/{id}")
                void remove(@Path String id, @Query String why, List<String> words);
                @Post("{box}/grant") @FormBody
                @ClientAuthenticated({Mechanism.BASIC, Mechanism.BODY})
                @Idempotent(when = "kind=a")
                Token grant(String kind);
                @Put("{box}/note") @Bearer
                Shape swap(Shape shape);
                @Get("pen") Pen pen();
              }
              """,
              "Readable",
              """
              @Capability public interface Readable {
                @Get("raw") String_ load();
              }
              """,
              "String_",
              """
              public class String_ {}
              """,
              "NewNote",
              """
              @Model(request = true) public record NewNote(
                  String title,
                  int size,
                  Optional<String> tag,
                  @Nullable String mood,
                  Kind kind) {}
              """,
              "Filter",
              """
              @Model public record Filter(
                  String word,
                  Optional<Integer> limit) {}
              """,
              "Note",
              """
              /** A note. */
              @Model public record Note(
                  String title,
                  Optional<String> tag,
                  @Nullable String mood,
                  @Name(value = "at", aliases = "time") long at,
                  Kind kind,
                  OpenEnum<Colour> colour,
                  Optional<UnknownMembers> more) {}
              """
                  .replace("Optional<UnknownMembers>", "UnknownMembers"),
              "Enums",
              """
              @Model
              enum Kind { LONG, SHORT }
              @Model
              enum Colour { RED, BLUE }
              """,
              "Answers",
              """
              sealed interface Outcome permits Added, Merged {}
              @Model @Status({201, 202})
              record Added(String id) implements Outcome {}
              @Model @Status(303)
              record Merged(@Header("Location") String into) implements Outcome {}
              """,
              "Pens",
              """
              @Model @Discriminator("is")
              sealed interface Pen permits Brush, Pencil {}
              @Model record Brush() implements Pen {}
              @Model record Pencil(int hardness) implements Pen {}
              """,
              "Others",
              """
              @Model(failure = true)
              record Refusal(String why) {}
              @Model(failure = true)
              record Clash(String why) {}
              @Model
              record Token(Secret token, @Sensitive Secret other) {}
              @Model
              record Shape(String name, Optional<Integer> edges) {}
              """));

  private static final Path PAGE = Path.of("../docs/contracts.md");
  private static final String FROM = "<!-- rules -->\n\n";
  private static final String TO = "\n<!-- end of rules -->";

  /** By what they are about. */
  private static final Map<String, List<Case>> GROUPS = groups();

  @TempDir private Path directory;

  /**
   * @param edits the file, the text in it, and what comes in its place
   * @param expected the messages, with line and word
   */
  private record Case(String name, boolean undo, List<String> edits, List<String> expected) {}

  private static Case edit(String name, String file, String from, String to, String... expected) {
    return new Case(name, false, List.of(file, from, to), List.of(expected));
  }

  /** The other way round: what is edited is locked. */
  private static Case undo(String name, String file, String from, String to, String... expected) {
    return new Case(name, true, List.of(file, from, to), List.of(expected));
  }

  private static Map<String, List<Case>> groups() {
    Map<String, List<Case>> groups = new LinkedHashMap<>();
    groups.put("the client", clients());
    groups.put("an operation", operations());
    groups.put("a parameter", parameters());
    groups.put("an answer", answers());
    groups.put("what is sent", sent());
    groups.put("what is received", received());
    return groups;
  }

  private static List<Case> operations() {
    return List.of(
        edit(
            "it is gone",
            "Notes",
            "@Put(\"{box}/note\") @Bearer\n  Shape swap(Shape shape);",
            "",
            "5 interface: [GW204] Breaking (source, binary): Operation swap is gone."),
        edit(
            "it is new",
            "Notes",
            "/** Adds",
            "@Get(\"a\") void ping();\n  /** Adds",
            "6 ping: [GW205] Compatible: Operation ping is new."),
        edit(
            "its signature",
            "Notes",
            "remove(@Path String id",
            "remove(@Path long id",
            "14 remove: [GW204] Breaking (source, binary): Operation remove: method was"
                + " remove(java.lang.String,java.lang.String,java.util.List) and is"
                + " remove(long,java.lang.String,java.util.List)."),
        edit(
            "a further parameter",
            "Notes",
            "remove(@Path String id",
            "remove(@Query String now, @Path String id",
            "14 remove: [GW204] Breaking (source, binary): Operation remove: method was"
                + " remove(java.lang.String,java.lang.String,java.util.List) and is"
                + " remove(java.lang.String,java.lang.String,java.lang.String,java.util.List)."),
        edit(
            "what it returns",
            "Notes",
            "List<Note> find",
            "Note find",
            "12 find: [GW204] Breaking (source, binary): Operation find: returns was"
                + " list of record example.Note and is record example.Note."),
        edit(
            "its path",
            "Notes",
            "{box}/grant",
            "{box}/grants",
            "18 grant: [GW204] Breaking (wire): Operation grant: request was POST {box}/grant and is"
                + " POST {box}/grants."),
        edit(
            "its verb",
            "Notes",
            "@Put",
            "@Post",
            "20 swap: [GW204] Breaking (wire): Operation swap: request was PUT {box}/note and is"
                + " POST {box}/note.",
            "20 swap: [GW205] Compatible: Operation swap: safety was idempotent and is once."),
        edit(
            "JSON as well as a form",
            "Notes",
            "@FormBody",
            "@FormBody(jsonOnRequest = true)",
            "18 grant: [GW205] Compatible: Operation grant: body was form and is form or json."),
        undo(
            "JSON no longer as well as a form",
            "Notes",
            "@FormBody",
            "@FormBody(jsonOnRequest = true)",
            "18 grant: [GW204] Breaking (binary): Operation grant: body was form or json and is"
                + " form."),
        edit(
            "JSON in place of a form",
            "Notes",
            "@FormBody",
            "@JsonBody",
            "18 grant: [GW204] Breaking (wire): Operation grant: body was form and is json."),
        edit(
            "a further mechanism",
            "Notes",
            "Mechanism.BODY}",
            "Mechanism.BODY, Mechanism.NONE}",
            "18 grant: [GW205] Compatible: Operation grant: authentication was basic body and is"
                + " basic body none."),
        edit(
            "a mechanism less",
            "Notes",
            "{Mechanism.BASIC, Mechanism.BODY}",
            "Mechanism.BODY",
            "18 grant: [GW204] Breaking (wire): Operation grant: authentication was basic body and"
                + " is body."),
        edit(
            "a secret is required",
            "Notes",
            "{Mechanism.BASIC, Mechanism.BODY}",
            "value = {Mechanism.BASIC, Mechanism.BODY}, secretRequired = true",
            "18 grant: [GW204] Breaking (binary): Operation grant: secret was not there and is"
                + " required."),
        undo(
            "a secret is no longer required",
            "Notes",
            "{Mechanism.BASIC, Mechanism.BODY}",
            "value = {Mechanism.BASIC, Mechanism.BODY}, secretRequired = true",
            "18 grant: [GW205] Compatible: Operation grant: secret was required and is not there."),
        edit(
            "another encoding of Basic",
            "Notes",
            "{Mechanism.BASIC, Mechanism.BODY}",
            "value = {Mechanism.BASIC, Mechanism.BODY}, basicEncoding = BasicEncoding.RAW",
            "18 grant: [GW204] Breaking (wire): Operation grant: basic-encoding was form and is"
                + " raw."),
        edit(
            "no authentication",
            "Notes",
            "@ClientAuthenticated({Mechanism.BASIC, Mechanism.BODY})",
            "",
            "18 grant: [GW204] Breaking (wire): Operation grant: authentication was basic body and"
                + " is not there."),
        edit(
            "no bearer token",
            "Notes",
            " @Bearer",
            "",
            "20 swap: [GW204] Breaking (wire): Operation swap: bearer was given and is not there."),
        edit(
            "another environment variable for the bearer token",
            "Notes",
            "@Bearer",
            "@Bearer(environment = \"NOTES_TOKEN\")",
            "20 swap: [GW204] Breaking (binary): Operation swap: bearer was given and is given or in"
                + " NOTES_TOKEN."),
        edit(
            "sent again more often",
            "Notes",
            "@Idempotent(when = \"kind=a\")",
            "@Idempotent",
            "18 grant: [GW204] Breaking (wire): Operation grant: safety was idempotent when kind=a"
                + " and is idempotent."),
        edit(
            "sent again less often",
            "Notes",
            "@Idempotent(when = \"kind=a\")",
            "",
            "18 grant: [GW205] Compatible: Operation grant: safety was idempotent when kind=a and is"
                + " once."),
        edit(
            "sent again in one more case",
            "Notes",
            "\"kind=a\"",
            "{\"kind=b\", \"kind=a\"}",
            "18 grant: [GW204] Breaking (wire): Operation grant: safety was idempotent when kind=a"
                + " and is idempotent when kind=a or kind=b."),
        edit(
            "its timeouts",
            "Notes",
            "@Put",
            "@Timeouts(totalMillis = 9) @Put",
            "20 swap: [GW205] Compatible: Operation swap: timeouts was not there and is attempt 0"
                + " ms, total 9 ms."),
        edit(
            "its retries",
            "Notes",
            "@Put",
            "@Retry(maxIntervalMillis = 9, initialIntervalMillis = 3) @Put",
            "20 swap: [GW205] Compatible: Operation swap: retry was not there and is from 3 ms to 9"
                + " ms by 1.5 for 300000 ms, connections too."),
        edit(
            "it is deprecated",
            "Notes",
            "@Put",
            "@Deprecated @Put",
            "20 swap: [GW205] Compatible: Operation swap: deprecated was not there and is yes."),
        edit(
            "its documentation",
            "Notes",
            "/** Adds a note. */",
            "/** Adds one. */",
            "9 add: [GW206] Documentation: Operation add: documentation has changed."),
        edit("white space in its documentation", "Notes", "Adds a note", "Adds  a\n   * note"),
        edit(
            "the value of a constant",
            "Notes",
            "value = \"1\"",
            "value = \"2\"",
            "12 find: [GW204] Breaking (wire): Constant v of find: value was 1 and is 2."),
        edit(
            "a constant is gone",
            "Notes",
            "@Constant(in = Constant.Place.QUERY, name = \"v\", value = \"1\")",
            "",
            "12 find: [GW204] Breaking (wire): Constant v of find is gone."),
        edit(
            "a further constant",
            "Notes",
            "@Put",
            "@Constant(in = Constant.Place.QUERY, name = \"v\", value = \"1\") @Put",
            "20 swap: [GW204] Breaking (wire): Constant v of swap is new."));
  }

  private static List<Case> answers() {
    return List.of(
        edit(
            "a declared failure is gone",
            "Notes",
            "@Fails(status = \"409\", as = Refusal.class)",
            "",
            "9 add: [GW204] Breaking (binary): Failure 409 of add is gone."),
        edit(
            "a declared failure is new",
            "Notes",
            "@Fails(status = \"409\", as = Refusal.class)",
            "@Fails(status = \"409\", as = Refusal.class)"
                + " @Fails(status = \"410\", as = Clash.class, contentType = \"text/json\")",
            "9 add: [GW205] Compatible: Failure 410 (text/json) of add is new."),
        edit(
            "a status in the range of a failure fails as another record",
            "Notes",
            "@Fails(status = \"5XX\"",
            "@Fails(status = \"503\", as = Refusal.class) @Fails(status = \"5XX\"",
            "9 add: [GW204] Breaking (binary): Failure 503 of add is new."),
        edit(
            "a failure is read into another record",
            "Notes",
            "Refusal.class",
            "Clash.class",
            "9 add: [GW204] Breaking (binary): Failure 409 of add: as was example.Refusal and is"
                + " example.Clash."),
        edit(
            "a further record of a sealed result",
            "Answers",
            "permits Added, Merged {}",
            "permits Added, Merged, Queued {}\n@Model @Status(204) record Queued() implements Outcome {}",
            "9 add: [GW204] Breaking (source, binary): Answer Queued of add is new."),
        edit(
            "a record less of a sealed result",
            "Answers",
            "permits Added, Merged {}",
            "permits Added {}",
            "9 add: [GW204] Breaking (source, binary): Answer Merged of add is gone."),
        edit(
            "a status more for a record",
            "Answers",
            "@Status(303)",
            "@Status({303, 307})",
            "9 add: [GW205] Compatible: Answer Merged of add: statuses was 303 and is 303 307."),
        edit(
            "a status more for a record, in the range of a failure",
            "Answers",
            "@Status(303)",
            "@Status({303, 503})",
            "9 add: [GW204] Breaking (binary): Answer Merged of add: statuses was 303 and is 303 503."),
        edit(
            "a status less for a record",
            "Answers",
            "{201, 202}",
            "201",
            "9 add: [GW204] Breaking (wire): Answer Added of add: statuses was 201 202 and is 201."),
        edit(
            "one status in place of any of success",
            "Others",
            "@Model\nrecord Token",
            "@Model @Status(200)\nrecord Token",
            "18 grant: [GW204] Breaking (wire): Operation grant: statuses was 2XX and is 200."));
  }

  private static List<Case> parameters() {
    return List.of(
        edit(
            "its name in Java",
            "Notes",
            "@Query String why",
            "@Query(\"why\") String reason",
            "14 reason: [GW205] Compatible: Parameter 2 of remove: name was why and is reason."),
        edit(
            "its name on the wire",
            "Notes",
            "@Query String why",
            "@Query(\"cause\") String why",
            "14 why: [GW204] Breaking (wire): Parameter 2 of remove: wire was query why and is query"
                + " cause."),
        edit(
            "two change places in the signature",
            "Notes",
            "remove(@Path String id, @Query String why",
            "remove(@Query String why, @Path String id",
            "14 why: [GW204] Breaking (wire): Parameter 1 of remove: wire was path id and is query"
                + " why.",
            "14 id: [GW204] Breaking (wire): Parameter 2 of remove: wire was query why and is path"
                + " id.",
            "14 why: [GW205] Compatible: Parameter 1 of remove: name was id and is why.",
            "14 id: [GW205] Compatible: Parameter 2 of remove: name was why and is id."),
        edit(
            "it may be null",
            "Notes",
            "@Query String why",
            "@Query @Nullable String why",
            "14 why: [GW205] Compatible: Parameter 2 of remove: presence was required and is"
                + " nullable."),
        edit(
            "the elements of a list",
            "Notes",
            "List<String> words",
            "List<Integer> words",
            "14 words: [GW204] Breaking (source, binary, wire): Parameter 3 of remove: type was list"
                + " of text and is list of Integer."),
        edit(
            "the elements of a list, alike on the wire",
            "Notes",
            "List<String> words",
            "List<java.net.URI> words",
            "14 words: [GW204] Breaking (source, binary): Parameter 3 of remove: type was list of text and"
                + " is list of uri."),
        edit(
            "it becomes sensitive",
            "Notes",
            "@Query String why",
            "@Query @Sensitive String why",
            "14 why: [GW205] Compatible: Parameter 2 of remove: sensitive was not there and is"
                + " yes."));
  }

  private static List<Case> clients() {
    return List.of(
        edit(
            "its server",
            "Notes",
            "notes.example.com",
            "notes.example.org",
            "5 interface: [GW204] Breaking (wire): The client: server was https://notes.example.com"
                + " and is https://notes.example.org."),
        edit(
            "its name in messages",
            "Notes",
            "@SdkClient(",
            "@SdkClient(name = \"Noted\", ",
            "5 interface: [GW205] Compatible: The client: name was Notes and is Noted."),
        edit(
            "it is no longer public",
            "Notes",
            "public interface",
            "interface",
            "5 interface: [GW204] Breaking (source, binary): The client: visibility was not there"
                + " and is package."),
        edit(
            "it becomes discovered",
            "Notes",
            "public interface",
            "@Discovered public interface",
            "5 interface: [GW204] Breaking (wire): The client: discovered was not there and is yes."),
        edit(
            "its issuer",
            "Notes",
            "@Issuer(\"/login\")",
            "@Issuer(\"/login/\")",
            "5 interface: [GW204] Breaking (wire): The client: issuer was the server /login and is the"
                + " server /login/."),
        edit(
            "its issuer is gone",
            "Notes",
            "@Issuer(\"/login\")",
            "",
            "5 interface: [GW204] Breaking (wire): The client: issuer was the server /login and is not"
                + " there."),
        undo(
            "an issuer where it had none",
            "Notes",
            "@Issuer(\"/login\")",
            "",
            "5 interface: [GW205] Compatible: The client: issuer was not there and is the server"
                + " /login."),
        edit(
            "a deviation more",
            "Notes",
            "@SdkClient",
            "@Renamed(name = \"word\", to = \"w\", in = Renamed.Message.REQUEST) @SdkClient",
            "5 interface: [GW204] Breaking (wire): Deviation renamed (word to w in request) is new."),
        edit(
            "a deviation more that lets more answers be understood",
            "Notes",
            "@SdkClient",
            "@Textual(\"size\") @SdkClient",
            "5 interface: [GW205] Compatible: Deviation textual (size) is new."),
        undo(
            "a deviation less",
            "Notes",
            "@SdkClient",
            "@Omitted(\"word\") @SdkClient",
            "5 interface: [GW204] Breaking (wire): Deviation omitted (word) is gone."),
        edit(
            "how its authorizations differ from the standards",
            "Notes",
            "@SdkClient",
            "@Pkce(Pkce.Method.PLAIN) @SdkClient",
            "5 interface: [GW204] Breaking (wire): The client: authorizing was not there and is"
                + " pkce plain."),
        edit(
            "callbacks have to name the issuer",
            "Notes",
            "@Issuer(\"/login\")",
            "@Issuer(value = \"/login\", inCallbacks = true)",
            "5 interface: [GW204] Breaking (wire): The client: issuer-in-callbacks was not there and is"
                + " yes."),
        undo(
            "callbacks no longer have to name the issuer",
            "Notes",
            "@Issuer(\"/login\")",
            "@Issuer(value = \"/login\", inCallbacks = true)",
            "5 interface: [GW205] Compatible: The client: issuer-in-callbacks was yes and is not"
                + " there."),
        edit(
            "it is deprecated",
            "Notes",
            "public interface",
            "@Deprecated public interface",
            "5 interface: [GW205] Compatible: The client: deprecated was not there and is yes."),
        edit(
            "its documentation",
            "Notes",
            "/** Keeps notes. */",
            "",
            "5 interface: [GW206] Documentation: The client: documentation is gone."),
        edit(
            "the default of a path variable",
            "Notes",
            "value = \"main\"",
            "value = \"other\"",
            "3 \"box\": [GW204] Breaking (wire): Path variable box: value was main and is other."),
        edit(
            "a further path variable",
            "Notes",
            "@Address",
            "@PathVariable(name = \"more\", value = \"more\") @Address",
            "5 interface: [GW205] Compatible: Path variable more is new."),
        undo(
            "a path variable is gone",
            "Notes",
            "@Address",
            "@PathVariable(name = \"more\", value = \"more\") @Address",
            "5 interface: [GW204] Breaking (source, binary): Path variable more is gone."),
        undo(
            "a further address",
            "Notes",
            "@Address(role = Role.TOKEN, value = \"token\")",
            "",
            "4 @Address: [GW205] Compatible: Address of TOKEN is new."),
        undo(
            "a further capability",
            "Notes",
            "extends Readable {",
            "{ @Get(\"raw\") String_ load();",
            "5 interface: [GW205] Compatible: Capability Readable is new."),
        edit(
            "the address of a role",
            "Notes",
            "value = \"token\"",
            "value = \"tokens\"",
            "4 @Address: [GW204] Breaking (wire): Address of TOKEN: value was token and is tokens."),
        edit(
            "the address of a role is gone",
            "Notes",
            "@Address(role = Role.TOKEN, value = \"token\")",
            "",
            "5 interface: [GW204] Breaking (wire): Address of TOKEN is gone."),
        edit(
            "a capability is gone",
            "Notes",
            "extends Readable {",
            "{ @Get(\"raw\") String_ load();",
            "5 interface: [GW204] Breaking (source, binary): Capability Readable is gone."));
  }

  private static List<Case> sent() {
    return List.of(
        edit(
            "a further optional component, with a builder",
            "NewNote",
            "Optional<String> tag,",
            "Optional<String> tag, Optional<String> more,",
            "4 more: [GW205] Compatible: Component NewNote.more is new and optional."),
        edit(
            "a further required component",
            "NewNote",
            "Optional<String> tag,",
            "Optional<String> tag, String more,",
            "4 more: [GW204] Breaking (source, binary): Component NewNote.more is new and"
                + " required."),
        edit(
            "a further optional component, with a constructor",
            "Filter",
            "String word,",
            "String word, Optional<String> more,",
            "2 more: [GW204] Breaking (source, binary): Component Filter.more is new and optional."),
        edit(
            "a required component is gone",
            "NewNote",
            "String title,",
            "",
            "1 record: [GW204] Breaking (source, binary, wire): Component NewNote.title is gone."),
        edit(
            "an optional component is gone",
            "NewNote",
            "Optional<String> tag,",
            "",
            "1 record: [GW204] Breaking (source, binary): Component NewNote.tag is gone."),
        edit(
            "the order of a builder's stages",
            "NewNote",
            "String title,\n    int size,",
            "int size,\n    String title,",
            "1 record: [GW204] Breaking (source, binary): Record NewNote: order was title size kind"
                + " and is size title kind."),
        edit(
            "the order of what a builder does not stage",
            "NewNote",
            "int size,\n    Optional<String> tag,",
            "Optional<String> tag,\n    int size,"),
        edit(
            "the order of a constructor",
            "Filter",
            "String word,\n    Optional<Integer> limit",
            "Optional<Integer> limit,\n    String word",
            "1 record: [GW204] Breaking (source, binary): Record Filter: order was word limit and is"
                + " limit word."),
        edit(
            "a builder in place of a constructor",
            "Filter",
            "@Model",
            "@Model(request = true)",
            "1 record: [GW205] Compatible: Record Filter: made-by was constructor and is builder."),
        edit(
            "a constructor in place of a builder",
            "NewNote",
            "@Model(request = true)",
            "@Model",
            "1 record: [GW204] Breaking (source, binary): Record NewNote: made-by was builder and is"
                + " constructor."),
        edit(
            "a type that is the same on the wire",
            "NewNote",
            "int size",
            "long size",
            "3 size: [GW204] Breaking (source, binary): Component NewNote.size: type was int and is"
                + " long."),
        edit(
            "a type that is another on the wire",
            "NewNote",
            "int size",
            "String size",
            "3 size: [GW204] Breaking (source, binary, wire): Component NewNote.size: type was int"
                + " and is text."),
        edit(
            "a required component is optional",
            "NewNote",
            "String title",
            "Optional<String> title",
            "2 title: [GW204] Breaking (source, binary): Component NewNote.title: presence was"
                + " required and is optional."),
        edit(
            "it may be null in a builder",
            "NewNote",
            "String title",
            "@Nullable String title",
            "2 title: [GW204] Breaking (source, binary): Component NewNote.title: presence was"
                + " required and is nullable."),
        edit(
            "it may be null in a constructor",
            "Filter",
            "String word",
            "@Nullable String word",
            "2 word: [GW205] Compatible: Component Filter.word: presence was required and is"
                + " nullable."),
        edit(
            "it may not be null",
            "NewNote",
            "@Nullable String mood",
            "String mood",
            "5 mood: [GW204] Breaking (source, binary): Component NewNote.mood: presence was"
                + " nullable and is required."),
        edit(
            "its name on the wire",
            "NewNote",
            "String title",
            "@Name(\"name\") String title",
            "2 title: [GW204] Breaking (wire): Component NewNote.title: wire was title and is"
                + " name."),
        edit(
            "a component goes to another place",
            "Filter",
            "String word",
            "@Header(\"Word\") String word",
            "2 word: [GW204] Breaking (wire): Component Filter.word: wire was word and is header"
                + " Word."));
  }

  private static List<Case> received() {
    return List.of(
        edit(
            "an optional component is new",
            "Note",
            "Optional<String> tag,",
            "Optional<String> tag, Optional<String> more2,",
            "4 more2: [GW205] Compatible: Component Note.more2 is new and optional."),
        edit(
            "a required component is new",
            "Note",
            "Optional<String> tag,",
            "Optional<String> tag, String more2,",
            "4 more2: [GW204] Breaking (wire): Component Note.more2 is new and required."),
        edit(
            "a component is gone",
            "Note",
            "Optional<String> tag,",
            "",
            "2 record: [GW204] Breaking (source, binary): Component Note.tag is gone."),
        edit(
            "the order of components",
            "Note",
            "String title,\n    Optional<String> tag,",
            "Optional<String> tag,\n    String title,"),
        edit(
            "an optional component is required",
            "Note",
            "Optional<String> tag",
            "String tag",
            "4 tag: [GW204] Breaking (source, binary, wire): Component Note.tag: presence was"
                + " optional and is required."),
        edit(
            "a required component is optional",
            "Note",
            "String title",
            "Optional<String> title",
            "3 title: [GW204] Breaking (source, binary): Component Note.title: presence was required"
                + " and is optional."),
        edit(
            "it may be null",
            "Note",
            "String title",
            "@Nullable String title",
            "3 title: [GW204] Breaking (source, binary): Component Note.title: presence was required"
                + " and is nullable."),
        edit(
            "it may not be null",
            "Note",
            "@Nullable String mood",
            "String mood",
            "5 mood: [GW204] Breaking (wire): Component Note.mood: presence was nullable and is"
                + " required."),
        edit(
            "its name on the wire",
            "Note",
            "String title",
            "@Name(\"name\") String title",
            "3 title: [GW204] Breaking (wire): Component Note.title: wire was title and is name."),
        edit(
            "its name on the wire, the old one being an alias",
            "Note",
            "String title",
            "@Name(value = \"name\", aliases = \"title\") String title",
            "3 title: [GW205] Compatible: Component Note.title: aliases was not there and is title.",
            "3 title: [GW205] Compatible: Component Note.title: wire was title and is name."),
        undo(
            "a further alias",
            "Note",
            ", aliases = \"time\"",
            "",
            "6 at: [GW205] Compatible: Component Note.at: aliases was not there and is time."),
        edit(
            "an alias is gone",
            "Note",
            ", aliases = \"time\"",
            "",
            "6 at: [GW204] Breaking (wire): Component Note.at: aliases was time and is not there."),
        edit(
            "unknown members are gone",
            "Note",
            "OpenEnum<Colour> colour,\n    UnknownMembers more",
            "OpenEnum<Colour> colour",
            "2 record: [GW204] Breaking (source, binary): Component Note.more is gone."),
        edit(
            "its documentation",
            "Note",
            "/** A note. */",
            "/**\n * A note.\n *\n * @param title short\n */",
            "7 title: [GW206] Documentation: Component Note.title: documentation is new."),
        edit(
            "an optional component of a record that is also sent, by its constructor",
            "Others",
            "record Shape(String name",
            "record Shape(Optional<String> more, String name",
            "8 more: [GW204] Breaking (source, binary): Component Shape.more is new and optional."),
        edit(
            "a further value of an enum",
            "Enums",
            "LONG, SHORT",
            "LONG, SHORT, NEITHER",
            "2 NEITHER: [GW204] Breaking (source, binary): Constant Kind.NEITHER is new."),
        edit(
            "a further value of an OpenEnum",
            "Enums",
            "RED, BLUE",
            "RED, BLUE, GREEN",
            "4 GREEN: [GW205] Compatible: Constant Colour.GREEN is new."),
        edit(
            "a value of an enum is gone",
            "Enums",
            "RED, BLUE",
            "RED",
            "4 enum: [GW204] Breaking (source, binary, wire): Constant Colour.BLUE is gone."),
        edit(
            "the name of a value on the wire",
            "Enums",
            "RED, BLUE",
            "RED, @Name(\"azure\") BLUE",
            "4 @Name: [GW204] Breaking (wire): Constant Colour.BLUE: wire was blue and is azure."),
        edit(
            "OpenEnum in place of an enum",
            "Note",
            "    Kind kind",
            "    OpenEnum<Kind> kind",
            "7 kind: [GW204] Breaking (source, binary): Component Note.kind: type was enum"
                + " example.Kind and is open-enum example.Kind."),
        edit(
            "a further variant of a union",
            "Pens",
            "Pencil {}",
            "Pencil, Chalk {} @Model record Chalk() implements Pen {}",
            "2 record: [GW204] Breaking (source, binary): Variant Chalk of Pen is new."),
        undo(
            "a variant of a union is gone",
            "Pens",
            "Pencil {}",
            "Pencil, Chalk {} @Model record Chalk() implements Pen {}",
            "2 interface: [GW204] Breaking (source, binary, wire): Variant Chalk of Pen is gone."),
        edit(
            "what the discriminator says for a variant",
            "Pens",
            "@Model record Brush",
            "@Model @Variant(\"quill\") record Brush",
            "3 record: [GW204] Breaking (wire): Variant Brush of Pen: wire was brush and is quill."),
        edit(
            "the discriminator of a union",
            "Pens",
            "\"is\"",
            "\"kind\"",
            "2 interface: [GW204] Breaking (wire): Union Pen: wire was is and is kind."));
  }

  @BeforeEach
  void lock() {
    new Contracts(directory).accept("Notes", sources(SOURCES));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatBreaksWhom() {
    return GROUPS.values().stream()
        .flatMap(List::stream)
        .map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  /** {@code -Dgrantwright.goldens=update} writes the table anew. */
  @Test
  void standInTheDocumentation() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(FROM) + FROM.length();
    String updated = page.substring(0, from) + table() + page.substring(page.indexOf(TO, from));
    if ("update".equals(System.getProperty("grantwright.goldens"))) {
      Files.writeString(PAGE, updated);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(updated);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| | what changes | what it is |\n|---|---|---|\n");
    GROUPS.forEach(
        (group, cases) -> {
          String first = group;
          for (Case each : cases) {
            table.append("| ").append(first).append(" | ").append(each.name()).append(" | ");
            table.append(
                each.expected().stream()
                    .map(ContractRulesTest::level)
                    .distinct()
                    .collect(joining("; ")));
            table.append(each.expected().isEmpty() ? "no change |\n" : " |\n");
            first = "";
          }
        });
    return table.toString();
  }

  /** {@code "4 more: [GW204] Breaking (wire): …"} as {@code "breaking (wire)"}. */
  private static String level(String message) {
    return message.replaceFirst(".*?\\] ([^:]*):.*", "$1").toLowerCase(Locale.ROOT);
  }

  private void check(Case edited) {
    Map<String, String> sources = new TreeMap<>(SOURCES);
    String from = edited.edits().get(1);
    assertThat(sources.get(edited.edits().get(0))).contains(from);
    sources.computeIfPresent(
        edited.edits().get(0), (file, text) -> text.replace(from, edited.edits().get(2)));
    Contracts contracts =
        new Contracts(edited.undo() ? directory.resolve(edited.name()) : directory);
    if (edited.undo()) {
      contracts.accept("Notes", sources(sources));
    }

    assertThat(Compile.messages(contracts.compile(sources(edited.undo() ? SOURCES : sources))))
        .containsExactlyInAnyOrderElementsOf(
            edited.expected().stream()
                .map(
                    message ->
                        message.substring(0, message.length() - 1)
                            + ". Undo it, or accept it, with Maven by -Pcontracts-accept.")
                .toList());
  }

  private static List<JavaFileObject> sources(Map<String, String> texts) {
    List<JavaFileObject> sources = new ArrayList<>();
    sources.add(Compile.source("Nullable", "@interface Nullable {}"));
    texts.forEach((name, text) -> sources.add(Compile.source(name, text)));
    return sources;
  }
}
