package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a document may say in many ways, each with the least of a descriptor. */
final class DriftRulesTest {
  private static final List<String> MODELS =
      List.of(
          "@Model public record Note(String title) {}",
          "@Model(request = true) public record Change(Maybe<String> title) {}",
          "@Model public record Made(@Header(\"Location\") String place) {}",
          "@Model public record Page(List<Note> notes, Optional<String> next) {}",
          """
          @Model @Discriminator("kind") public sealed interface Shape {
            @Model record Circle(double radius) implements Shape {}
            @Model record Square(double side) implements Shape {}
          }
          """,
          """
          public sealed interface Outcome {
            @Model @Status(200) record Done(String id) implements Outcome {}
            @Model @Status(302) record Sent(@Header("Location") String place) implements Outcome {}
          }
          """,
          "@Model public enum Color { RED, BLUE }",
          "@Model public record Node(List<Node> below) {}",
          "public interface Crud<T> { @Get(\"all\") T all(@Query int size); }");

  @TempDir private Path directory;

  /**
   * @param client the body of the descriptor, with what stands before it in front of a {@code ;;}
   * @param paths the paths of the document, and what follows them
   */
  private record Example(String name, String client, String paths, List<String> messages) {}

  private static Example example(String name, String client, String paths, String... messages) {
    return new Example(name, client, paths, List.of(messages));
  }

  private static final String OK = "responses: {200: {description: Yes}}";
  private static final String NOTE_OK =
      "responses: {200: {content: {application/json: {schema: {type: object, required: [title],"
          + " properties: {title: {type: string}}}}}}}";

  private static List<Example> examples() {
    return List.of(
        example(
            "a path variable of the client, by its default",
            "@PathVariable(name = \"v\", value = \"v2\") ;; @Get(\"{v}/a/{id}\") void a(@Path int id);",
            "/v2/a/{b}: {get: {parameters: [{name: b, in: path, required: true, schema: {type: string}}], "
                + OK
                + "}}",
            "4 id: [GW131] Path variable {id} is an int, and api.yaml says string. Make it fit; see line 4 of api.yaml (#/paths/~1v2~1a~1{b}/get/parameters/0/schema)."),
        example(
            "a path variable of the client, as one of the document",
            "@PathVariable(name = \"v\", value = \"v2\") ;; @Get(\"{v}/a\") void a();",
            "/{version}/a: {get: {" + OK + "}}"),
        example(
            "a whole URL at a role",
            "@Address(role = Role.JWKS, value = \"https://keys.example.com/jwks\") ;; @At(Role.JWKS) @Get void keys();",
            "/jwks: {servers: [{url: \"https://keys.example.org\"}], get: {" + OK + "}}",
            "4 keys: [GW125] keys is at https://keys.example.com, and api.yaml has it at https://keys.example.org. Correct it; see line 4 of api.yaml (#/paths/~1jwks/servers)."),
        example(
            "a path at the root of the origin",
            ";; @AtRoot @Get(\"health\") void health();",
            "/health: {servers: [{url: /}], get: {" + OK + "}}"),
        example(
            "a role whose address the server's metadata has",
            "@Discovered ;; @At(Role.USERINFO) @Get void user();",
            "/other: {get: {" + OK + "}}"),
        example(
            "a link",
            "@Address(role = Role.AUTHORIZATION, value = \"authorize\") ;; @Link @At(Role.AUTHORIZATION) @Get String link(@Query String scope);",
            "/other: {get: {" + OK + "}}"),
        example(
            "operations with one address",
            ";; @Post(\"a\") @FormBody void one(String x); @Post(\"a\") @FormBody void two(String y);",
            "/a: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {required: [x], properties: {x: {}}}}}}, "
                + OK
                + "}}\n  "
                + "/a#two: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {required: [y], properties: {y: {}}}}}}, "
                + OK
                + "}}"),
        example(
            "an object in the query",
            ";; @Get(\"a\") void a(@Query(\"size\") Optional<Integer> size, @Query(\"filter[word]\") Optional<String> word);",
            "/a: {get: {parameters: [{name: page, in: query, schema: {type: object, properties: {size: {type: string}}}},"
                + " {name: filter, in: query, style: deepObject, schema: {type: object, properties: {word: {type: string}}}}], "
                + OK
                + "}}",
            "4 size: [GW131] Query parameter \"size\" is an int, and api.yaml says string. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/parameters/0/schema/properties/size)."),
        example(
            "the key of a security scheme, and headers that nobody describes",
            ";; @Get(\"a\") void a(@Header(\"X-Key\") String key, @Header(\"Accept\") String accept);",
            "/a: {get: {"
                + OK
                + "}}\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: x-key}}}"),
        example(
            "credentials of the client",
            ";; @Post(\"a\") @FormBody @ClientAuthenticated(Mechanism.BODY) void a(String code);",
            "/a: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {required: [code, client_id, client_secret],"
                + " properties: {code: {type: string}, client_id: {type: string}, client_secret: {type: string}}}}}}, "
                + OK
                + "}}"),
        example(
            "alternatives of a body",
            ";; @Post(\"a\") @FormBody @Constant(in = Constant.Place.FIELD, name = \"grant\", value = \"code\") void a(String code);",
            "/a: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {oneOf: ["
                + "{required: [grant, code], properties: {grant: {enum: [code]}, code: {type: string}}},"
                + "{required: [grant, user], properties: {grant: {enum: [user]}, user: {type: string}}}]}}}}, "
                + OK
                + "}}"),
        example(
            "a constant with another value",
            ";; @Get(\"a\") @Constant(in = Constant.Place.QUERY, name = \"v\", value = \"1\") void a();",
            "/a: {get: {parameters: [{name: v, in: query, required: true, schema: {type: string, enum: [\"2\"]}}], "
                + OK
                + "}}",
            "4 a: [GW131] Query parameter \"v\" is \"1\", and api.yaml says \"2\". Make it fit; see line 4 of api.yaml (#/paths/~1a/get/parameters/0/schema)."),
        example(
            "further members",
            ";; @Post(\"a\") void a(String b, String c);",
            "/a: {post: {requestBody: {content: {application/json: {schema: {additionalProperties: true, required: [b], properties: {b: {type: string}}}}}}, "
                + OK
                + "}}"),
        example(
            "a body of which nothing is said",
            ";; @Post(\"a\") void a(String b);",
            "/a: {post: {requestBody: {content: {application/json: {schema: {type: object}}}}, "
                + OK
                + "}}"),
        example(
            "null told from nothing",
            ";; @Patch(\"a\") void a(Change change);",
            "/a: {patch: {requestBody: {content: {application/merge-patch+json: {schema: {properties: {title: {type: [string, \"null\"]}}}}}}, "
                + OK
                + "}}"),
        example(
            "a list that is the body",
            ";; @Post(\"a\") void a(@Body List<Integer> numbers);",
            "/a: {post: {requestBody: {content: {application/json: {schema: {type: array, items: {type: string}}}}}, "
                + OK
                + "}}",
            "4 numbers: [GW131] An element of the body is an int, and api.yaml says string. Make it fit; see line 4 of api.yaml (#/paths/~1a/post/requestBody/content/application~1json/schema/items)."),
        example(
            "a body that the descriptor does not send",
            ";; @Post(\"a\") void a(@Query String b);",
            "/a: {post: {parameters: [{name: b, in: query, required: true}], requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {required: [c], properties: {c: {type: string}}}}}}, "
                + OK
                + "}}",
            "4 a: [GW129] api.yaml requires a body, which a does not send. Send it with each request; see line 4 of api.yaml (#/paths/~1a/post/requestBody)."),
        example(
            "a query parameter that belongs into the body",
            ";; @Post(\"a\") @FormBody void a(@Query String b, String c);",
            "/a: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {required: [b, c], properties: {b: {type: string}, c: {type: string}}}}}}, "
                + OK
                + "}}",
            "4 b: [GW128] Query parameter \"b\" is sent in the query, and api.yaml has it in the body. Move it; see line 4 of api.yaml (#/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/b)."),
        example(
            "parts",
            ";; @Post(\"a\") @Multipart void a(String b, @Field Upload file);",
            "/a: {post: {requestBody: {content: {multipart/form-data: {schema: {required: [b, file], properties: {b: {type: string}, file: {type: string, format: binary}}}}}}, "
                + OK
                + "}}"),
        example(
            "a union",
            ";; @Get(\"a\") Shape a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {$ref: \"#/components/schemas/Shape\"}}}}}}}\n"
                + "components: {schemas: {Shape: {oneOf: [{$ref: \"#/components/schemas/circle\"}, {$ref: \"#/components/schemas/Square\"}],"
                + " discriminator: {propertyName: kind, mapping: {square: Square}}},"
                + " circle: {type: object, required: [radius], properties: {radius: {type: number}}},"
                + " Square: {type: object, required: [side], properties: {side: {type: string}}}}}",
            "3 side: [GW131] Member \"side\" is a double, and api.yaml says string. Make it fit; see line 5 of api.yaml (#/components/schemas/Square/properties/side)."),
        example(
            "a union with a further variant",
            ";; @Get(\"a\") Shape a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {discriminator: {propertyName: kind,"
                + " mapping: {square: \"#/x\", circle: \"#/y\", line: \"#/z\"}}}}}}}}}",
            "4 a: [GW131] The answer is one of \"circle\", \"square\", and api.yaml says one of \"square\", \"circle\", \"line\". Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/application~1json/schema)."),
        example(
            "statuses",
            ";; @Get(\"a\") Outcome a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}},"
                + " 302: {headers: {location: {schema: {type: string}}}}}}}"),
        example(
            "a status of success that nobody declares",
            ";; @Get(\"a\") Outcome a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {}}}}, 202: {}, 302: {headers: {Location: {}}}}}}",
            "4 a: [GW133] a succeeds with status 200, 302, and in api.yaml with 200, 202, 302. Make them agree; see line 4 of api.yaml (#/paths/~1a/get)."),
        example(
            "a header of an answer that is gone",
            ";; @Get(\"a\") Outcome a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {}}}}, 302: {description: Away}}}}",
            "3 place: [GW134] Header \"Location\" is required here, and in api.yaml it does not exist. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/302)."),
        example(
            "events",
            ";; @Get(\"a\") EventStream<Note> a();",
            "/a: {get: {responses: {200: {content: {application/json: {}}}}}}",
            "4 a: [GW132] a reads text/event-stream, and api.yaml has application/json with status 200. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200)."),
        example(
            "the data of events",
            ";; @Get(\"a\") EventStream<Note> a();",
            "/a: {get: {responses: {200: {content: {text/event-stream: {schema: {required: [title], properties: {title: {type: integer}}}}}}}}}",
            "1 title: [GW131] Member \"title\" is a String, and api.yaml says integer. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/text~1event-stream/schema/properties/title)."),
        example(
            "the data of events as a list of them",
            ";; @Get(\"a\") EventStream<Note> a();",
            "/a: {get: {responses: {200: {content: {text/event-stream: {schema: {type: array, items: {required: [titel], properties: {titel: {type: string}}}}}}}}}}",
            "1 title: [GW134] Member \"title\" is required here, and in api.yaml it does not exist. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/text~1event-stream/schema/items)."),
        example(
            "events that are described as text",
            ";; @Get(\"a\") EventStream<Note> a();",
            "/a: {get: {responses: {200: {content: {text/event-stream: {schema: {type: string}}}}}}}"),
        example(
            "events that are described with their fields",
            ";; @Get(\"a\") EventStream<Note> a();",
            "/a: {get: {responses: {200: {content: {text/event-stream: {schema: {properties: {event: {type: string}, data: {type: string}}}}}}}}}"),
        example(
            "events that are read as text",
            ";; @Get(\"a\") EventStream<String> a();",
            "/a: {get: {responses: {200: {content: {text/event-stream: {schema: {properties: {title: {type: integer}}}}}}}}}"),
        example(
            "pages",
            ";; @Get(\"a\") @PagedByCursor(next = \"next\") Pages<Page, Note> a(@Query Optional<String> cursor);",
            "/a: {get: {parameters: [{name: cursor, in: query}], responses: {200: {content: {application/json: {schema: {required: [notes],"
                + " properties: {notes: {type: array, items: {required: [title], properties: {title: {type: integer}}}}, next: {type: string}}}}}}}}}",
            "1 title: [GW131] Member \"title\" is a String, and api.yaml says integer. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/application~1json/schema/properties/notes/items/properties/title)."),
        example(
            "an enum that is received",
            ";; @Get(\"a\") List<Color> a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {type: array, items: {type: string, enum: [red, blue, green]}}}}}}}}",
            "4 a: [GW131] An element of the answer is one of \"blue\", \"red\", and api.yaml says one of \"red\", \"blue\", \"green\". Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/application~1json/schema/items)."),
        example(
            "an open enum that is received",
            ";; @Get(\"a\") List<OpenEnum<Color>> a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {type: array, items: {type: string, enum: [red, blue, green]}}}}}}}}"),
        example(
            "types that contain each other",
            ";; @Get(\"a\") Node a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {$ref: \"#/components/schemas/Node\"}}}}}}}\n"
                + "components: {schemas: {Node: {type: object, required: [below], properties: {below: {type: array, items: {$ref: \"#/components/schemas/Node\"}}}}}}"),
        example(
            "a member that the record reads and nobody sends",
            ";; @Get(\"a\") Page a();",
            "/a: {get: {responses: {200: {content: {application/json: {schema: {required: [notes], properties: {notes: {type: array}, nexd: {type: string}}}}}}}}}",
            "1 next: [GW134] Member \"next\" is read here, and in api.yaml it does not exist. Make it fit; see line 4 of api.yaml (#/paths/~1a/get/responses/200/content/application~1json/schema). Did you mean \"nexd\"?"),
        example(
            "names of the provider's own",
            "@Renamed(name = \"title\", to = \"name\") @Address(role = Role.USERINFO, value = \"me\") @Wrapped(value = \"data\", at = Role.USERINFO) ;;"
                + " @At(Role.USERINFO) @Get Note me();",
            "/me: {get: {responses: {200: {content: {application/json: {schema: {required: [data], properties: {data: {required: [name], properties: {name: {type: string}}}}}}}}}}}"),
        example(
            "numbers that are texts",
            "@Textual(\"radius\") @Address(role = Role.USERINFO, value = \"me\") ;; @At(Role.USERINFO) @Get Shape.Circle me();",
            "/me: {get: {responses: {200: {content: {application/json: {schema: {required: [radius], properties: {radius: {type: string}}}}}}}}}"),
        example(
            "an inherited member",
            "extends Crud<Note> ;; ",
            "/all: {get: {parameters: [{name: size, in: query, schema: {type: integer}}], "
                + NOTE_OK
                + "}}",
            "2 interface: In Crud.all: [GW130] Query parameter \"size\" is required here, and optional in api.yaml. Declare it as an Optional, or suppress this if it is meant; see line 4 of api.yaml (#/paths/~1all/get/parameters/0)."),
        example(
            "failures of all operations",
            "@Fails(status = \"4XX\", as = OAuthError.class) ;; @Get(\"a\") void a();",
            "/a: {get: {" + OK + "}}"),
        example(
            "what YAML merges",
            ";; @Get(\"a\") void a(@Query Optional<String> b);",
            "/b: &b {get: {parameters: [{name: b, in: query}], " + OK + "}}\n  /a: {<<: *b}"));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatDisagrees() {
    return examples().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> assertThat(messages(each)).containsExactlyElementsOf(each.messages())));
  }

  private List<String> messages(Example example) {
    String[] parts = example.client().split(";;", 2);
    boolean inherits = parts[0].startsWith("extends");
    String client =
        "@SdkClient(server = \"https://api.example.com/v1\") @DescribedBy(\"api.yaml\")\n"
            + (inherits ? "" : parts[0] + "\n")
            + "public interface Client "
            + (inherits ? parts[0] : "")
            + " {\n"
            + parts[1]
            + "\n}\n";
    List<JavaFileObject> sources = new ArrayList<>(List.of(Compile.source("Client", client)));
    for (String model : MODELS) {
      String name =
          model.replaceFirst(
              "(?s).*?public (record|sealed interface|interface|enum) ([A-Za-z]+).*", "$2");
      sources.add(Compile.source(name, model));
    }
    String document =
        "openapi: 3.1.0\nservers: [{url: \"https://api.example.com/v1\"}]\npaths:\n  "
            + example.paths();
    return Compile.messages(new Documents(directory).with("api.yaml", document).compile(sources));
  }
}
