package io.grantwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.testing.compile.Compilation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A descriptor and its provider's document agree; then one of them changes. */
final class DriftTest {
  private static final String NOTES =
      """
      @SdkClient(server = "https://notes.example.com/v1")
      @DescribedBy("notes.yaml")
      public interface Notes {
        @Get("notes")
        @Fails(status = "400", as = Refusal.class)
        List<Note> find(
            @Header("X-Tenant") String tenant,
            @Query Optional<Integer> limit,
            @Query Optional<Sort> sort,
            @Query Optional<java.time.LocalDate> since);

        @Post("notes")
        Note create(
            @Header("X-Tenant") String tenant,
            NewNote note);

        @Get("notes/{id}")
        Note get(
            @Path long id);

        @Post("login") @FormBody
        void login(
            String user,
            Optional<String> remember);
      }
      """;

  private static final String NEW_NOTE =
      """
      @Model(request = true)
      public record NewNote(
          String title,
          Optional<String> text,
          Optional<List<String>> tags,
          Optional<Author> author) {}
      """;

  private static final String NOTE =
      """
      @Model
      public record Note(
          long id,
          String title,
          java.time.Instant created,
          Optional<String> text,
          Author author,
          OpenEnum<Sort> order,
          Map<String, Integer> counts) {}
      """;

  private static final String AUTHOR = "@Model public record Author(String name) {}";
  private static final String SORT = "@Model public enum Sort { NEW, OLD }";
  private static final String REFUSAL =
      "@Model(failure = true) public record Refusal(String why) {}";

  static final String DOCUMENT =
      """
      openapi: 3.0.3
      info: {title: Notes, version: "1"}
      servers:
        - url: https://notes.example.com/v1
      paths:
        /notes:
          parameters:
            - {name: x-tenant, in: header, required: true, schema: {type: string}}
          get:
            parameters:
              - {name: limit, in: query, schema: {type: integer, format: int32}}
              - $ref: "#/components/parameters/sort"
              - name: since
                in: query
                schema: {type: string, format: date}
            responses:
              200:
                description: Notes
                content:
                  application/json:
                    schema: {type: array, items: {$ref: "#/components/schemas/Note"}}
              400:
                $ref: "#/components/responses/Refused"
          post:
            requestBody:
              required: true
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/NewNote"}
            responses:
              "201":
                description: The note
                content:
                  application/json: {schema: {$ref: "#/components/schemas/Note"}}
        /notes/{noteId}:
          get:
            parameters:
              - {name: noteId, in: path, required: true, schema: {type: integer, format: int64}}
            responses:
              "200":
                description: The note
                content:
                  application/json: {schema: {$ref: "#/components/schemas/Note"}}
              default: {description: Whatever}
        /login:
          post:
            requestBody:
              content:
                application/x-www-form-urlencoded:
                  schema:
                    type: object
                    properties:
                      user: {type: string}
                      remember: {type: string}
                    required: [user]
            responses:
              "204": {description: Welcome}
      components:
        parameters:
          sort: {name: sort, in: query, required: false, schema: {$ref: "#/components/schemas/Sort"}}
        responses:
          Refused:
            description: No
            content:
              application/json:
                schema: {type: object, properties: {why: {type: string}}, required: [why]}
        schemas:
          Sort: {type: string, enum: [new, old]}
          Author:
            type: object
            properties:
              name: {type: string}
            required: [name]
          NewNote:
            type: object
            properties:
              title: {type: string}
              text: {type: string, nullable: true}
              tags: {type: array, items: {type: string}}
              author: {$ref: "#/components/schemas/Author"}
            required: [title]
          Note:
            allOf:
              - $ref: "#/components/schemas/NewNote"
              - type: object
                properties:
                  id: {type: integer, format: int64}
                  created: {type: string, format: date-time}
                  order: {$ref: "#/components/schemas/Sort"}
                  counts: {type: object, additionalProperties: {type: integer}}
                required: [id, created, author, order, counts]
      """;

  @TempDir private Path directory;

  /** One edit of the document, and what is said then. */
  private record Edit(String name, String from, String to, List<String> messages) {}

  private static Edit edit(String name, String from, String to, String... messages) {
    return new Edit(name, from, to, List.of(messages));
  }

  private static List<Edit> edits() {
    return List.of(
        edit(
            "the server is another one",
            "url: https://notes.example.com/v1",
            "url: https://api.example.com/v2",
            "3 interface: [GW125] Notes is at https://notes.example.com/v1, and notes.yaml has it at https://api.example.com/v2. Correct it; see line 4 of notes.yaml (#/servers)."),
        edit(
            "the base is another one",
            "url: https://notes.example.com/v1",
            "url: /v2",
            "3 interface: [GW125] Notes is at https://notes.example.com/v1, and notes.yaml has it at /v2. Correct it; see line 4 of notes.yaml (#/servers)."),
        edit(
            "one of several servers",
            "- url: https://notes",
            "- url: https://test.example.com\n  - url: https://notes"),
        edit(
            "the server has a variable",
            "url: https://notes.example.com/v1",
            "url: 'https://{region}.example.com/v1'"),
        edit("no server", "servers:\n  - url: https://notes.example.com/v1\n", ""),
        edit(
            "the path has another name",
            "/notes/{noteId}:",
            "/notice/{noteId}:",
            "18 get: [GW124] get calls GET /notes/{id}, which notes.yaml does not have. Correct it, or remove it if the provider has."),
        edit(
            "the path is in capitals",
            "/login:",
            "/Login:",
            "22 login: [GW125] login is at /login, and notes.yaml has it at /Login. Correct it; see line 47 of notes.yaml (#/paths/~1Login/post)."),
        edit(
            "the path ends with a slash",
            "/login:",
            "/login/:",
            "22 login: [GW125] login is at /login, and notes.yaml has it at /login/. Correct it; see line 47 of notes.yaml (#/paths/~1login~1/post)."),
        edit(
            "another method",
            "  /login:\n    post:",
            "  /login:\n    put:",
            "22 login: [GW124] login calls POST /login, which notes.yaml does not have. Correct it, or remove it if the provider has. There it has PUT."),
        edit(
            "a parameter is gone",
            "        - $ref: \"#/components/parameters/sort\"\n",
            "",
            "9 sort: [GW127] Query parameter \"sort\" is sent, and notes.yaml does not know it. Correct or remove it; see line 10 of notes.yaml (#/paths/~1notes/get)."),
        edit(
            "a parameter has another name",
            "name: since",
            "name: sinse",
            "10 since: [GW127] Query parameter \"since\" is sent, and notes.yaml does not know it. Correct or remove it; see line 10 of notes.yaml (#/paths/~1notes/get). Did you mean \"sinse\"?"),
        edit(
            "a parameter goes elsewhere",
            "{name: limit, in: query",
            "{name: limit, in: header",
            "8 limit: [GW128] Query parameter \"limit\" is sent in the query, and notes.yaml has it in the header. Move it; see line 11 of notes.yaml (#/paths/~1notes/get/parameters/0)."),
        edit(
            "a parameter becomes required",
            "{name: limit, in: query,",
            "{name: limit, in: query, required: true,",
            "8 limit: [GW129] notes.yaml requires query parameter \"limit\", which may be absent here. Send it with each request; see line 11 of notes.yaml (#/paths/~1notes/get/parameters/0)."),
        edit(
            "a parameter becomes optional",
            "in: header, required: true",
            "in: header",
            "7 tenant: [GW130] Header \"x-tenant\" is required here, and optional in notes.yaml. Declare it as an Optional, or suppress this if it is meant; see line 8 of notes.yaml (#/paths/~1notes/parameters/0).",
            "14 tenant: [GW130] Header \"x-tenant\" is required here, and optional in notes.yaml. Declare it as an Optional, or suppress this if it is meant; see line 8 of notes.yaml (#/paths/~1notes/parameters/0)."),
        edit(
            "a further parameter",
            "        - name: since\n",
            "        - {name: all, in: query, schema: {type: boolean}}\n        - name: since\n"),
        edit(
            "a further required parameter",
            "        - name: since\n",
            "        - {name: all, in: query, required: true, schema: {type: boolean}}\n        - name: since\n",
            "6 find: [GW129] notes.yaml requires query parameter \"all\", which find does not send. Send it with each request; see line 13 of notes.yaml (#/paths/~1notes/get/parameters/2)."),
        edit(
            "a further required cookie",
            "        - name: since\n",
            "        - {name: who, in: cookie, required: true, schema: {type: string}}\n        - name: since\n",
            "6 find: [GW129] notes.yaml requires cookie \"who\", which find does not send. Send it with each request; see line 13 of notes.yaml (#/paths/~1notes/get/parameters/2)."),
        edit(
            "a parameter is text",
            "{type: integer, format: int32}",
            "{type: string}",
            "8 limit: [GW131] Query parameter \"limit\" is an int, and notes.yaml says string. Make it fit; see line 11 of notes.yaml (#/paths/~1notes/get/parameters/0/schema)."),
        edit(
            "a parameter is longer than here",
            "{type: integer, format: int32}",
            "{type: integer, format: int64}"),
        edit(
            "a parameter is a time",
            "schema: {type: string, format: date}",
            "schema: {type: string, format: date-time}",
            "10 since: [GW131] Query parameter \"since\" is a LocalDate, and notes.yaml says string (date-time). Make it fit; see line 15 of notes.yaml (#/paths/~1notes/get/parameters/2/schema)."),
        edit(
            "a path variable is text",
            "{name: noteId, in: path, required: true, schema: {type: integer, format: int64}}",
            "{name: noteId, in: path, required: true, schema: {type: string}}",
            "19 id: [GW131] Path variable {id} is a long, and notes.yaml says string. Make it fit; see line 38 of notes.yaml (#/paths/~1notes~1{noteId}/get/parameters/0/schema)."),
        edit("an enum has a value more", "enum: [new, old]", "enum: [new, old, best]"),
        edit(
            "an enum has a value less",
            "enum: [new, old]",
            "enum: [new]",
            "9 sort: [GW131] Query parameter \"sort\" is one of \"new\", \"old\", and notes.yaml says \"new\". Make it fit; see line 60 of notes.yaml (#/components/parameters/sort/schema)."),
        edit(
            "the form is JSON",
            "application/x-www-form-urlencoded:",
            "application/json:",
            "22 login: [GW132] login sends application/x-www-form-urlencoded, and notes.yaml has application/json. Make it fit; see line 48 of notes.yaml (#/paths/~1login/post/requestBody)."),
        edit(
            "the body is gone",
            "      requestBody:\n        required: true\n        content:\n          application/json:\n            schema: {$ref: \"#/components/schemas/NewNote\"}\n",
            "",
            "13 create: [GW132] create sends application/json, and notes.yaml has nothing. Make it fit; see line 25 of notes.yaml (#/paths/~1notes/post)."),
        edit(
            "a field is gone",
            "                remember: {type: string}\n",
            "",
            "24 remember: [GW127] Field \"remember\" is sent, and notes.yaml does not know it. Correct or remove it; see line 51 of notes.yaml (#/paths/~1login/post/requestBody/content/application~1x-www-form-urlencoded/schema)."),
        edit(
            "a field becomes required",
            "required: [user]",
            "required: [user, remember]",
            "24 remember: [GW129] notes.yaml requires field \"remember\", which may be absent here. Send it with each request; see line 54 of notes.yaml (#/paths/~1login/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/remember)."),
        edit(
            "a field becomes optional",
            "              required: [user]\n",
            "",
            "23 user: [GW130] Field \"user\" is required here, and optional in notes.yaml. Declare it as an Optional, or suppress this if it is meant; see line 53 of notes.yaml (#/paths/~1login/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/user)."),
        edit(
            "a further required field",
            "required: [user]",
            "required: [user, password]",
            "22 login: [GW129] notes.yaml requires field \"password\", which login does not send. Send it with each request; see line 51 of notes.yaml (#/paths/~1login/post/requestBody/content/application~1x-www-form-urlencoded/schema)."),
        edit(
            "a field is a number",
            "user: {type: string}",
            "user: {type: number}",
            "23 user: [GW131] Field \"user\" is a String, and notes.yaml says number. Make it fit; see line 53 of notes.yaml (#/paths/~1login/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/user)."),
        edit(
            "a field goes into the query",
            "                remember: {type: string}\n              required: [user]\n      responses:",
            "              required: [user]\n      parameters:\n        - {name: remember, in: query, schema: {type: string}}\n      responses:",
            "24 remember: [GW128] Field \"remember\" is sent in the body, and notes.yaml has it in the query. Move it; see line 56 of notes.yaml (#/paths/~1login/post/parameters/0)."),
        edit(
            "a member has another type",
            "tags: {type: array, items: {type: string}}",
            "tags: {type: string}",
            "5 tags: [GW131] Member \"tags\" is a List, and notes.yaml says string. Make it fit; see line 79 of notes.yaml (#/components/schemas/NewNote/properties/tags)."),
        edit(
            "an element has another type",
            "tags: {type: array, items: {type: string}}",
            "tags: {type: array, items: {type: integer}}",
            "5 tags: [GW131] An element of member \"tags\" is a String, and notes.yaml says integer. Make it fit; see line 79 of notes.yaml (#/components/schemas/NewNote/properties/tags/items)."),
        edit(
            "a member is required that is optional here",
            "required: [title]",
            "required: [title, tags]",
            "5 tags: [GW129] notes.yaml requires member \"tags\", which may be absent here. Send it with each request; see line 79 of notes.yaml (#/components/schemas/NewNote/properties/tags)."),
        edit(
            "a member of both is gone",
            "        author: {$ref: \"#/components/schemas/Author\"}\n",
            "",
            "7 author: [GW134] Member \"author\" is required here, and in notes.yaml it does not exist. Make it fit; see line 82 of notes.yaml (#/components/schemas/Note).",
            "6 author: [GW127] Member \"author\" is sent, and notes.yaml does not know it. Correct or remove it; see line 75 of notes.yaml (#/components/schemas/NewNote)."),
        edit(
            "a member of an answer is gone",
            "            created: {type: string, format: date-time}\n",
            "",
            "5 created: [GW134] Member \"created\" is required here, and in notes.yaml it does not exist. Make it fit; see line 83 of notes.yaml (#/components/schemas/Note)."),
        edit(
            "a member of an answer may be absent",
            "required: [id, created, author",
            "required: [id, author",
            "5 created: [GW134] Member \"created\" is required here, and in notes.yaml it may be absent. Make it fit; see line 88 of notes.yaml (#/components/schemas/Note/allOf/1/properties/created)."),
        edit(
            "a member of an answer may be null",
            "created: {type: string, format: date-time}",
            "created: {type: string, format: date-time, nullable: true}",
            "5 created: [GW134] Member \"created\" is required here, and in notes.yaml it may be null. Make it fit; see line 88 of notes.yaml (#/components/schemas/Note/allOf/1/properties/created)."),
        edit(
            "a member of an answer is a text",
            "id: {type: integer, format: int64}",
            "id: {type: string}",
            "3 id: [GW131] Member \"id\" is a long, and notes.yaml says string. Make it fit; see line 87 of notes.yaml (#/components/schemas/Note/allOf/1/properties/id)."),
        edit(
            "a member of an answer is a day",
            "created: {type: string, format: date-time}",
            "created: {type: string, format: date}",
            "5 created: [GW131] Member \"created\" is an Instant, and notes.yaml says string (date). Make it fit; see line 88 of notes.yaml (#/components/schemas/Note/allOf/1/properties/created)."),
        edit(
            "a member of an answer has a fraction",
            "id: {type: integer, format: int64}",
            "id: {type: number}",
            "3 id: [GW131] Member \"id\" is a long, and notes.yaml says number. Make it fit; see line 87 of notes.yaml (#/components/schemas/Note/allOf/1/properties/id)."),
        edit(
            "values of a map are longer than here",
            "additionalProperties: {type: integer}",
            "additionalProperties: {type: integer, format: int64}",
            "9 counts: [GW131] A value of member \"counts\" is an int, and notes.yaml says integer (int64). Make it fit; see line 90 of notes.yaml (#/components/schemas/Note/allOf/1/properties/counts/additionalProperties)."),
        edit(
            "an answer is one object",
            "{type: array, items: {$ref: \"#/components/schemas/Note\"}}",
            "{$ref: \"#/components/schemas/Note\"}",
            "6 find: [GW131] The answer is a List, and notes.yaml says object. Make it fit; see line 21 of notes.yaml (#/paths/~1notes/get/responses/200/content/application~1json/schema)."),
        edit(
            "an answer is no JSON",
            "            application/json:\n              schema: {type: array",
            "            application/xml:\n              schema: {type: array",
            "6 find: [GW132] find reads application/json, and notes.yaml has application/xml with status 200. Make it fit; see line 18 of notes.yaml (#/paths/~1notes/get/responses/200)."),
        edit(
            "an answer has no content",
            "\"201\":\n          description: The note\n          content:\n            application/json: {schema: {$ref: \"#/components/schemas/Note\"}}",
            "\"201\": {description: Done}",
            "13 create: [GW132] create reads application/json, and notes.yaml has nothing with status 201. Make it fit; see line 31 of notes.yaml (#/paths/~1notes/post/responses/201)."),
        edit(
            "it answers with no success",
            "\"204\": {description: Welcome}",
            "\"302\": {description: Welcome}",
            "22 login: [GW133] login succeeds with status 2XX, and in notes.yaml with 302. Make them agree; see line 47 of notes.yaml (#/paths/~1login/post)."),
        edit(
            "a failure is gone",
            "        400:\n          $ref: \"#/components/responses/Refused\"\n",
            "",
            "6 find: [GW133] find fails with status 400, and in notes.yaml with nothing. Make them agree; see line 10 of notes.yaml (#/paths/~1notes/get)."),
        edit(
            "a failure has another status",
            "        400:\n          $ref",
            "        409:\n          $ref",
            "6 find: [GW133] find fails with status 400, and in notes.yaml with 409. Make them agree; see line 10 of notes.yaml (#/paths/~1notes/get)."),
        edit(
            "a further failure",
            "        400:\n",
            "        404: {$ref: \"#/components/responses/Refused\"}\n        400:\n",
            "6 find: [GW126] find does not declare the failures with status 404 that notes.yaml has. Declare them with @Fails; see line 10 of notes.yaml (#/paths/~1notes/get)."),
        edit(
            "a further failure without content",
            "        400:\n",
            "        404: {description: None}\n        400:\n"),
        edit(
            "a member of a failure is gone",
            "{why: {type: string}}",
            "{what: {type: string}}",
            "1 why: [GW134] Member \"why\" is required here, and in notes.yaml it does not exist. Make it fit; see line 66 of notes.yaml (#/components/responses/Refused/content/application~1json/schema)."),
        edit(
            "a reference to another document",
            "$ref: \"#/components/parameters/sort\"",
            "$ref: \"common.yaml#/sort\"",
            "3 interface: [GW122] notes.yaml is not compared, or not all of it: \"common.yaml#/sort\" is not in it. Bundle it with what it refers to; see line 12 of notes.yaml (#/paths/~1notes/get/parameters/1)."),
        edit("OpenAPI 3.1 says null otherwise", "openapi: 3.0.3", "openapi: 3.1.0"));
  }

  private static List<JavaFileObject> sources(String notes) {
    return List.of(
        Compile.source("Notes", notes),
        Compile.source("NewNote", NEW_NOTE),
        Compile.source("Note", NOTE),
        Compile.source("Author", AUTHOR),
        Compile.source("Sort", SORT),
        Compile.source("Refusal", REFUSAL));
  }

  private List<String> messages(String document, String... options) {
    return Compile.messages(compile(document, options));
  }

  @Test
  void saysNothingWhereBothAgree() {
    Compilation compilation =
        new Documents(directory).with("notes.yaml", DOCUMENT).compile(sources(NOTES));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation.notes()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> saysWhatChanged() {
    return edits().stream()
        .map(
            edit ->
                dynamicTest(
                    edit.name(),
                    () -> {
                      assertThat(DOCUMENT).containsOnlyOnce(edit.from());
                      assertThat(messages(DOCUMENT.replace(edit.from(), edit.to())))
                          .containsExactlyElementsOf(edit.messages());
                    }));
  }

  @Test
  void countsTheOperationsThatTheDescriptorDoesNotHave() {
    String more =
        DOCUMENT.replace("  /login:\n", "  /logout: {post: {responses: {}}}\n  /login:\n");

    assertThat(compile(more).notes())
        .extracting(note -> note.getMessage(null))
        .containsExactly(
            "[GW123] notes.yaml has 1 operation more than Notes. Nothing has to be done; they are"
                + " POST /logout.");
  }

  @Test
  void makesErrorsOfWarningsOnRequest() {
    Compilation compilation =
        compile(DOCUMENT.replace("name: since", "name: sinse"), "drift=error");

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("[GW127] Query parameter \"since\" is sent");
  }

  @Test
  void looksAtNoDocumentOnRequest() {
    assertThat(compile("swagger: \"2.0\"", "drift=off")).succeededWithoutWarnings();
  }

  /** So that a build can fail for what is new only. */
  @Test
  void silencesAWarningByItsCodeEvenIfItIsMadeAnError() {
    String silenced =
        NOTES.replace(
            "@Query Optional<Sort> sort",
            "@SuppressWarnings(\"GW127\") @Query Optional<Sort> sort");
    Documents documents =
        new Documents(directory)
            .with(
                "notes.yaml",
                DOCUMENT.replace("        - $ref: \"#/components/parameters/sort\"\n", ""));

    assertThat(documents.compile(sources(silenced))).succeededWithoutWarnings();
    assertThat(documents.compile(sources(silenced), "drift=error")).succeededWithoutWarnings();
  }

  @Test
  void warnsIfTheOptionIsNoneOfThose() {
    assertThat(Compile.messages(compile(DOCUMENT, "drift=eror")))
        .containsExactly(
            "2 \"notes.yaml\": [GW122] notes.yaml is not compared, or not all of it: the option"
                + " grantwright.drift is \"eror\". Give error, warning or off.");
  }

  @Test
  void warnsIfNobodySaysWhereTheDocumentIs() {
    assertThat(Compile.messages(Documents.compileAlone(sources(NOTES))))
        .containsExactly(
            "2 \"notes.yaml\": [GW122] notes.yaml is not compared, or not all of it: the option"
                + " grantwright.openapi does not say where it is. Give the directory of the"
                + " documents, or -Agrantwright.drift=off.");
  }

  @Test
  void refusesADocumentThatIsMissing() {
    assertThat(
            Compile.messages(
                new Documents(directory).with("nodes.yaml", DOCUMENT).compile(sources(NOTES))))
        .containsExactly(
            "2 \"notes.yaml\": [GW120] @DescribedBy names \"notes.yaml\", and \""
                + directory
                + "\" has no such file. Put the provider's document there, or correct the name."
                + " Did you mean \"nodes.yaml\"?");
  }

  @Test
  void refusesADirectoryThatIsMissing() {
    Path missing = directory.resolve("missing");

    assertThat(Compile.messages(new Documents(missing).compile(sources(NOTES))))
        .containsExactly(
            "2 \"notes.yaml\": [GW120] @DescribedBy names \"notes.yaml\", and \""
                + missing
                + "\" has no such file. Put the provider's document there, or correct the name.");
  }

  /** What cannot be read, and why. */
  private static List<Map.Entry<String, String>> unreadable() {
    return List.of(
        Map.entry(
            "swagger: \"2.0\"\npaths: {}",
            "found swagger 2.0, expected openapi 3.0 or 3.1 with paths"),
        Map.entry(
            "{\"openapi\": \"3.2.0\", \"paths\": {}}",
            "found openapi 3.2.0, expected openapi 3.0 or 3.1 with paths"),
        Map.entry(
            "openapi: 4.0.0\npaths: {}",
            "found openapi 4.0.0, expected openapi 3.0 or 3.1 with paths"),
        Map.entry("name: notes", "found no openapi, expected openapi 3.0 or 3.1 with paths"),
        Map.entry("", "found no openapi, expected openapi 3.0 or 3.1 with paths"),
        Map.entry("[1, 2]", "found no openapi, expected openapi 3.0 or 3.1 with paths"),
        Map.entry("openapi: 3.1.0", "found no paths, expected openapi 3.0 or 3.1 with paths"),
        Map.entry(
            "{\"openapi\": \"3.1.0\",\n\"paths\":", "line 2 has the end where JSON has a value"),
        Map.entry(
            "{\"openapi\": \"3.1.0\",\n \"paths\": {}",
            "line 2 has the end where JSON has ',' or '}'"),
        Map.entry("{\"openapi\": 3.1.0}", "line 1 has '3' where JSON has a value"),
        Map.entry("{\"openapi\": \"3.1", "line 1 has the end where JSON has the end of a text"),
        Map.entry("{\"openapi\": \"\\x\"}", "line 1 has 'x' where JSON has an escape sequence"),
        Map.entry(
            "{\"openapi\": \"3.1.0\", \"paths\": {}}\n<<<<<<< HEAD",
            "line 2 has '<' where JSON has the end"),
        Map.entry("{\"a\":".repeat(501), "line 1 is nested deeper than 500 levels"),
        Map.entry("[".repeat(100_000), "line 1 is nested deeper than 500 levels"),
        Map.entry("- ".repeat(501), "line 1 is nested deeper than 500 levels"),
        Map.entry(
            "openapi: 3.1.0\n\tpaths: {}",
            "line 2: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        Map.entry(
            "openapi: 3.1.0\npaths: {a: [}", "line 2: expected the node content, but found '}'"),
        Map.entry(
            "openapi: 3.1.0\npaths: *none",
            "line 2 has the alias *none where there is no such anchor"),
        Map.entry(
            "openapi: 3.1.0\npaths: &all {a: *all}",
            "line 2 has the alias *all where there is no such anchor"),
        Map.entry("openapi: 3.1.0\n---\nopenapi: 3.1.0", "line 2 begins a second document of YAML"),
        Map.entry("openapi: \"\\UFFFFFFFF\"", "it is no YAML"));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatItCannotRead() {
    return unreadable().stream()
        .map(
            each ->
                dynamicTest(
                    each.getValue(),
                    () ->
                        assertThat(messages(each.getKey()))
                            .containsExactly(
                                "2 \"notes.yaml\": [GW121] notes.yaml cannot be read: "
                                    + each.getValue()
                                    + ". Give a document of OpenAPI 3.0 or 3.1, as JSON or YAML.")));
  }

  @Test
  void refusesWhatIsNoText() {
    Compilation compilation =
        new Documents(directory)
            .with("notes.yaml", DOCUMENT.getBytes(StandardCharsets.UTF_16))
            .compile(sources(NOTES));

    assertThat(Compile.messages(compilation))
        .containsExactly(
            "2 \"notes.yaml\": [GW121] notes.yaml cannot be read: it is no text in UTF-8. Give a"
                + " document of OpenAPI 3.0 or 3.1, as JSON or YAML.");
  }

  private Compilation compile(String document, String... options) {
    return compile(directory, document, options);
  }

  static Compilation compile(Path directory, String document, String... options) {
    return new Documents(directory).with("notes.yaml", document).compile(sources(NOTES), options);
  }

  /** What the processor itself writes of the descriptor. */
  static String ownDocument(Path directory) {
    return Contracts.output(compile(directory, DOCUMENT), "Notes.openapi.json");
  }

  @Test
  void saysNothingOfItsOwnDocument() {
    Compilation compilation = compile(ownDocument(directory));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation.notes()).isEmpty();
  }
}
