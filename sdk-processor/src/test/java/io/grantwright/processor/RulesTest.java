package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantwright.processor.check.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each rule a source that breaks it, with the message and its line. */
final class RulesTest {
  /** Rules that need more than one source, or a directory; each has a test of its own. */
  private static final Set<Rule> ELSEWHERE = DiagnosticsPageTest.EXAMPLES_IN_WORDS.keySet();

  /**
   * @param at the word of the source at which the message stands
   */
  record Example(Rule rule, int line, String at, String message, String source) {}

  static final List<Example> EXAMPLES =
      List.of(
          new Example(
              Rule.NOT_AN_INTERFACE,
              1,
              "@SdkClient",
              "@SdkClient is for interfaces, and Notes is none. Declare an interface.",
              """
              @SdkClient class Notes {}
              """),
          new Example(
              Rule.NOT_A_MODEL,
              1,
              "@Model",
              "@Model is for records and enums, and Notes is neither. Declare a record.",
              """
              @Model class Notes {}
              """),
          new Example(
              Rule.HIDDEN,
              2,
              "record",
              "Inner is private, or inside something private. Generated code must be able to name it: make it visible in its package.",
              """
              class Notes {
                @Model private record Inner(String a) {}
              }
              """),
          new Example(
              Rule.GENERIC,
              1,
              "@SdkClient",
              "Notes has type parameters. Declare a type without them; an interface may extend one that has them.",
              """
              @SdkClient interface Notes<T> {}
              """),
          new Example(
              Rule.GENERIC_METHOD,
              2,
              "find",
              "find has type parameters of its own. Name the types that it is for.",
              """
              @SdkClient interface Notes {
                @Get("a") <T> void find();
              }
              """),
          new Example(
              Rule.NO_VERB,
              2,
              "find",
              "find has no verb. Annotate it with one of @Get, @Head, @Options, @Delete, @Post, @Put and @Patch, or make it a default method.",
              """
              @SdkClient interface Notes {
                void find();
              }
              """),
          new Example(
              Rule.TWO_VERBS,
              3,
              "@Post",
              "find has two verbs, @Get and @Post. Keep one.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @Post("a")
                void find();
              }
              """),
          new Example(
              Rule.TWO_BODY_FORMATS,
              3,
              "@JsonBody",
              "find has both @FormBody and @JsonBody. Keep one; @FormBody(jsonOnRequest = true) is for endpoints that take either.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody
                @JsonBody
                void find(String a);
              }
              """),
          new Example(
              Rule.TWO_PLACES,
              3,
              "a",
              "@Header and @Query give it two places. Keep one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Header("A") @Query("a") String a);
              }
              """),
          new Example(
              Rule.EXAMPLE,
              2,
              "\"ten\"",
              "@Example \"ten\" is no value of limit, which is an int. Give a value that it could have; only texts, dates, numbers, truth values and lists of them have one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(@Query @io.grantwright.annotations.Example("ten") int limit);
              }
              """),
          new Example(
              Rule.EXAMPLE,
              2,
              "\"-\"",
              "@Example \"-\" is no value of more, which is none of these. Give a value that it could have; only texts, dates, numbers, truth values and lists of them have one.",
              """
              @Model record Note(String title,
                  @io.grantwright.annotations.Example("-") Map<String, String> more) {}
              """),
          new Example(
              Rule.ADDRESSED_TWICE,
              2,
              "interface",
              "Role TOKEN has two addresses. Keep one.",
              """
              @SdkClient @Address(role = Role.TOKEN, value = "a")
              @Address(role = Role.TOKEN, value = "b") interface Notes {}
              """),
          new Example(
              Rule.PATH_SYNTAX,
              2,
              "\"a/{id\"",
              "The braces of \"a/{id\" do not match, or have no name between them. Write {name} for a part that varies.",
              """
              @SdkClient interface Notes {
                @Get("a/{id") void find();
              }
              """),
          new Example(
              Rule.PATH_UNBOUND,
              2,
              "\"a/{id}\"",
              "Nothing fills {id} in \"a/{id}\". Add a parameter @Path(\"id\"), or a @PathVariable to the descriptor.",
              """
              @SdkClient interface Notes {
                @Get("a/{id}") void find();
              }
              """),
          new Example(
              Rule.PATH_WITHOUT_HOLE,
              3,
              "\"userId\"",
              "@Path(\"userId\") has no {userId} in \"users/{id}\". Did you mean {id}? Path variables: {id}.",
              """
              @SdkClient interface Notes {
                @Get("users/{id}") void find(
                @Path("userId") String user, @Path String id);
              }
              """),
          new Example(
              Rule.PATH_TWICE,
              3,
              "\"id\"",
              "{id} is filled twice. Keep one of its parameters.",
              """
              @SdkClient interface Notes {
                @Get("a/{id}") void find(@Path String id,
                @Path("id") String other);
              }
              """),
          new Example(
              Rule.PATH_OPTIONAL,
              3,
              "@Path",
              "@Path(\"id\") cannot be absent, nor a list, map or record. A segment of a path is one value: declare two methods if there are two paths.",
              """
              @SdkClient interface Notes {
                @Get("a/{id}") void find(
                @Path Optional<String> id);
              }
              """),
          new Example(
              Rule.PATH_VARIABLE_TWICE,
              2,
              "interface",
              "@PathVariable \"o\" is declared twice. Keep one.",
              """
              @SdkClient @PathVariable(name = "o", value = "a")
              @PathVariable(name = "o", value = "b") interface Notes {}
              """),
          new Example(
              Rule.BODILESS,
              3,
              "@Body",
              "a is in the body, and a GET request has none. Send it in the query or as a header, or use another verb.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Body List<String> a);
              }
              """),
          new Example(
              Rule.TWO_BODIES,
              3,
              "@Body",
              "b is a second body beside a. A request has one: make the rest fields, or one record.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(@Body List<String> a,
                @Body List<String> b);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              3,
              "a",
              "a has the type OptionalInt, which cannot be described. To do: use Optional<Integer>, Optional<Long> or Optional<Double>.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                OptionalInt a);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              3,
              "a",
              "a has the type String[], which cannot be described. To do: use a java.util.List.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                String[] a);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              3,
              "a",
              "a has the type List<? extends String>, which cannot be described. To do: name the type that it stands for.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                List<? extends String> a);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              3,
              "a",
              "a has the type List, which cannot be described. To do: give it its type arguments.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                List a);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_RESULT,
              2,
              "find",
              "find cannot return int. To do: return a record, a List or a Map, or void.",
              """
              @SdkClient interface Notes {
                @Get("a") int find();
              }
              """),
          new Example(
              Rule.NO_COMPANION,
              3,
              "find",
              "Note has no companion. Annotate it with @Model, and compile its module with the processor.",
              """
              @SdkClient interface Notes {
                record Note(String a) {}
                @Get("a") Note find();
              }
              """),
          new Example(
              Rule.JSON_ONLY,
              3,
              "a",
              "a is a map, which only JSON can carry, and here it goes into a form. Send a text, a number, an enum or a list of those.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody void find(
                Map<String, String> a);
              }
              """),
          new Example(
              Rule.FOREIGN_VALUE,
              3,
              "a",
              "a has the type Thread, which the SDK does not own. Such a type can only be a whole @Body, or the whole result.",
              """
              @SdkClient interface Notes {
                @Post("a") @JsonBody void find(
                Thread a);
              }
              """),
          new Example(
              Rule.STATUS_MISSING,
              3,
              "record",
              "One is a result without @Status. Annotate it with the statuses that it stands for.",
              """
              @SdkClient interface Notes {
                sealed interface Answer {}
                @Model record One(String a) implements Answer {}
                @Get("a") Answer find();
              }
              """),
          new Example(
              Rule.STATUS_TWICE,
              4,
              "record",
              "Status 200 stands for both One and Two. A status is bound once.",
              """
              @SdkClient interface Notes {
                sealed interface Answer {}
                @Model @Status(200) record One(String a) implements Answer {}
                @Model @Status(200) record Two(String a) implements Answer {}
                @Get("a") Answer find();
              }
              """),
          new Example(
              Rule.STATUS_FAILS,
              4,
              "\"404\"",
              "Status 404 is both a result, One, and a failure, OAuthError. A status is bound once.",
              """
              @SdkClient interface Notes {
                sealed interface Answer {}
                @Model @Status(404) record One(String a) implements Answer {}
                @Get("a") @Fails(status = "404", as = OAuthError.class) Answer find();
              }
              """),
          new Example(
              Rule.STATUS_SYNTAX,
              2,
              "\"4xx\"",
              "\"4xx\" is no status. Write three digits from 100 to 599, or in @Fails a range such as \"4XX\".",
              """
              @SdkClient interface Notes {
                @Get("a") @Fails(status = "4xx", as = OAuthError.class) void find();
              }
              """),
          new Example(
              Rule.NO_FAILURE,
              3,
              ".class",
              "Bad is no declared failure. Annotate it with @Model(failure = true).",
              """
              @SdkClient interface Notes {
                @Model record Bad(String a) {}
                @Get("a") @Fails(status = "404", as = Bad.class) void find();
              }
              """),
          new Example(
              Rule.SERVER_RELATIVE,
              1,
              "\"/api\"",
              "\"/api\" is no absolute http or https URL. Write it with its scheme and host, without query and fragment, or leave it to the application.",
              """
              @SdkClient(server = "/api") interface Notes {}
              """),
          new Example(
              Rule.SERVER_PLAIN,
              1,
              "\"http://example.com\"",
              "\"http://example.com\" would send credentials in the clear. Use https; plain http is only for localhost and loopback addresses.",
              """
              @SdkClient(server = "http://example.com") interface Notes {}
              """),
          new Example(
              Rule.NAME_INVALID,
              2,
              "\"\"",
              "\"\" is no name on the wire. It must not be empty, nor have control characters.",
              """
              @Model record Notes(
                @Name("") String a) {}
              """),
          new Example(
              Rule.HEADER_INVALID,
              3,
              "\"X Y\"",
              "\"X Y\" is no name of a header. It is made of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110 §5.6.2).",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Header("X Y") String a);
              }
              """),
          new Example(
              Rule.NAME_TWICE,
              3,
              "\"a\"",
              "b and a have one name on the wire, \"a\". Rename one with @Name.",
              """
              @Model record Notes(
                String a,
                @Name("a") String b) {}
              """),
          new Example(
              Rule.PARAMETER_TWICE,
              3,
              "\"a\"",
              "Query parameter \"a\" is sent by both a and b. Keep one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(@Query String a,
                @Query("a") String b);
              }
              """),
          new Example(
              Rule.CONSTANT_TWICE,
              2,
              "\"a\"",
              "@Constant \"a\" is also sent by a. Keep one.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody @Constant(name = "a", value = "b") void find(
                String a);
              }
              """),
          new Example(
              Rule.TIMEOUTS,
              2,
              "-",
              "totalMillis = -1 is no time. Give milliseconds above 0, and no more for an attempt than for the call.",
              """
              @SdkClient interface Notes {
                @Get("a") @Timeouts(totalMillis = -1)
                void find();
              }
              """),
          new Example(
              Rule.RETRY,
              2,
              "0.5",
              "exponent = 0.5 is not possible. Give milliseconds above 0, a longest interval that is no shorter than the first, and an exponent of at least 1.",
              """
              @SdkClient interface Notes {
                @Get("a") @Retry(exponent = 0.5)
                void find();
              }
              """),
          new Example(
              Rule.SENSITIVE_COMPONENT,
              2,
              "a",
              "a is @Sensitive, and Notes.toString() would show it. Give it the type Secret.",
              """
              @Model record Notes(
                @Sensitive String a) {}
              """),
          new Example(
              Rule.OVERLOADED,
              4,
              "find",
              "find and find would share the endpoint key FIND_A. Rename one of the methods.",
              """
              @SdkClient interface Notes {
                @Get("a") void find();
                @Get("a") void find(String a);
                @Get("a") void find(int a);
              }
              """),
          new Example(
              Rule.SECRET_OF_NONE,
              2,
              ".NONE",
              "secretRequired asks for a secret, and NONE is the only mechanism. Add BASIC or BODY.",
              """
              @SdkClient interface Notes {
                @Get("a") @ClientAuthenticated(value = Mechanism.NONE, secretRequired = true) void find();
              }
              """),
          new Example(
              Rule.CLIENT_AUTH_EMPTY,
              2,
              "{",
              "@ClientAuthenticated has no mechanism. Name at least one of BASIC, BODY and NONE.",
              """
              @SdkClient interface Notes {
                @Get("a") @ClientAuthenticated({}) void find();
              }
              """),
          new Example(
              Rule.ROLE_WITHOUT_ADDRESS,
              2,
              "find",
              "find is called at role TOKEN, and Notes gives it no address. Add @Address(role = Role.TOKEN, value = ...), or @Discovered.",
              """
              @SdkClient interface Notes {
                @Get @At(Role.TOKEN) void find();
              }
              """),
          new Example(
              Rule.LINK,
              2,
              "@Link",
              "find is a @Link, and is called with POST. A link is a GET request: send the rest in its query.",
              """
              @SdkClient interface Notes {
                @Post("a") @Link String find();
              }
              """),
          new Example(
              Rule.TWO_AUTHORIZATIONS,
              2,
              ".BASIC",
              "find has two Authorization headers, of @Bearer and of BASIC. Keep one, or accept BODY only.",
              """
              @SdkClient interface Notes {
                @Get("a") @Bearer @ClientAuthenticated(Mechanism.BASIC) void find();
              }
              """),
          new Example(
              Rule.IDEMPOTENT_FIELD,
              2,
              "\"grand_type=a\"",
              "@Idempotent(when = \"grand_type=a\") names no field of the body. Write name=value. Did you mean grant_type?",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody @Idempotent(when = "grand_type=a") void find(@Field("grant_type") String a);
              }
              """),
          new Example(
              Rule.NAME_CLASH,
              1,
              "interface",
              "example.NotesClient is already there. Rename the type that it would be generated for, or the class that has its name.",
              """
              @SdkClient interface Notes {}
              class NotesClient {}
              """),
          new Example(
              Rule.UNKNOWN_MEMBERS_TWICE,
              3,
              "b",
              "b collects unknown members, as a does. Keep one.",
              """
              @Model record Notes(
                UnknownMembers a,
                UnknownMembers b) {}
              """),
          new Example(
              Rule.PATH_VARIABLE_NAME,
              2,
              "\"api-version\"",
              "@PathVariable \"api-version\" cannot become a setting of the client's builder. Give it a name that a method may have, and not that of another setting.",
              """
              @SdkClient
              @PathVariable(name = "api-version", value = "v1") interface Notes {}
              """),
          new Example(
              Rule.PATH_VARIABLE_NAME,
              2,
              "\"serverUrl\"",
              "@PathVariable \"serverUrl\" cannot become a setting of the client's builder. Give it a name that a method may have, and not that of another setting.",
              """
              @SdkClient
              @PathVariable(name = "serverUrl", value = "v1") interface Notes {}
              """),
          new Example(
              Rule.BODILESS,
              3,
              "query",
              "query.b is in the body, and a GET request has none. Send it in the query or as a header, or use another verb.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                Question query);
                @Model record Question(@Query String a, @Field String b) {}
              }
              """),
          new Example(
              Rule.BODILESS,
              2,
              "find",
              "find is in the body, and a GET request has none. Send it in the query or as a header, or use another verb.",
              """
              @SdkClient interface Notes {
                @Get("a") @JsonBody void find(String a);
              }
              """),
          new Example(
              Rule.TWO_BODIES,
              3,
              "@Field",
              "b is a second body beside a. A request has one: make the rest fields, or one record.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(@Body List<String> a,
                @Field String b);
              }
              """),
          new Example(
              Rule.TWO_BODIES,
              2,
              "\"kind\"",
              "kind is a second body beside a. A request has one: make the rest fields, or one record.",
              """
              @SdkClient interface Notes {
                @Post("a") @Constant(name = "kind", value = "a") void find(@Body List<String> a);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              2,
              "a",
              "a has the type float, which cannot be described. To do: use int, long, double or boolean.",
              """
              @Model record Notes(
                float a) {}
              """),
          new Example(
              Rule.UNSUPPORTED_RESULT,
              2,
              "find",
              "find cannot return CompletableFuture<String>. To do: return the value itself: the client's async() gives a CompletableFuture of it.",
              """
              @SdkClient interface Notes {
                @Get("a") java.util.concurrent.CompletableFuture<String> find();
              }
              """),
          new Example(
              Rule.JSON_MEMBER,
              3,
              "a",
              "a is a list, and a parameter can only be a member of a JSON object with one simple value. Put it into a record, or send it alone as the @Body.",
              """
              @SdkClient interface Notes {
                @Post("a") @JsonBody void find(
                List<String> a);
              }
              """),
          new Example(
              Rule.JSON_MEMBER,
              3,
              "@Field",
              "a is a record, and a parameter can only be a member of a JSON object with one simple value. Put it into a record, or send it alone as the @Body.",
              """
              @SdkClient interface Notes {
                @Post("a") @JsonBody void find(
                @Field Part a, String b);
                @Model record Part(String c) {}
              }
              """),
          new Example(
              Rule.BODY_ABSENT,
              3,
              "@Body",
              "a is the whole body and may be absent. Declare a second method for requests without it.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(
                @Body Optional<List<String>> a);
              }
              """),
          new Example(
              Rule.HEADER_LIST,
              3,
              "\"A\"",
              "a is a list, and a header is one text. Declare a String, or a parameter with @Joined.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Header("A") List<String> a);
              }
              """),
          new Example(
              Rule.HEADER_LIST,
              2,
              "\"A\"",
              "a is a list, and a header is one text. Declare a String, or a parameter with @Joined.",
              """
              @Model record Notes(
                @Header("A") List<String> a) {}
              """),
          new Example(
              Rule.STATUS_SYNTAX,
              1,
              "700",
              "\"700\" is no status. Write three digits from 100 to 599, or in @Fails a range such as \"4XX\".",
              """
              @Model @Status(700) record Notes(String a) {}
              """),
          new Example(
              Rule.SERVER_RELATIVE,
              1,
              "\"example.com/api\"",
              "\"example.com/api\" is no absolute http or https URL. Write it with its scheme and host, without query and fragment, or leave it to the application.",
              """
              @SdkClient(server = "example.com/api") interface Notes {}
              """),
          new Example(
              Rule.UNKNOWN_MEMBERS_PLACE,
              2,
              "a",
              "a has UnknownMembers where nothing is unknown. Declare a component of a record with exactly this type.",
              """
              @Model record Notes(
                Optional<UnknownMembers> a) {}
              """),
          new Example(
              Rule.UNKNOWN_MEMBERS_PLACE,
              3,
              "@Body",
              "a has UnknownMembers where nothing is unknown. Declare a component of a record with exactly this type.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(
                @Body UnknownMembers a);
              }
              """),
          new Example(
              Rule.JOINED,
              2,
              "@Joined",
              "@Joined is for List<String>, and a is none. Remove it, or change the type.",
              """
              @Model record Notes(
                @Joined(",") String a) {}
              """),
          new Example(
              Rule.JOINED,
              2,
              "@Joined",
              "@Joined is for List<String>, and a is none. Remove it, or change the type.",
              """
              @Model record Notes(
                @Joined(",") List<Integer> a) {}
              """),
          new Example(
              Rule.JOINED,
              3,
              "@Joined",
              "@Joined is for lists of texts, numbers and enums, and a is none. Remove it, or change the type.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Joined(",") String a);
              }
              """),
          new Example(
              Rule.JOINED_BY_NOTHING,
              2,
              "\"\"",
              "@Joined of a has an empty separator. Write what stands between.",
              """
              @Model record Notes(
                @Joined("") List<String> a) {}
              """),
          new Example(
              Rule.ONE_OR_MANY,
              2,
              "@OneOrMany",
              "@OneOrMany is for lists, and a is none. Remove it.",
              """
              @Model record Notes(
                @OneOrMany String a) {}
              """),
          new Example(
              Rule.METHOD_OF_CLIENT,
              2,
              "close",
              "close() is a method that each client has. Give the endpoint another name.",
              """
              @SdkClient interface Notes {
                @Get("a") void close();
              }
              """),
          new Example(
              Rule.NAME_INHERITED,
              2,
              "record",
              "Factory is also the name of a type that each companion inherits. Give the model another name, or declare it inside another type.",
              """
              class Notes {}
              @Model record Factory(String a) {}
              """),
          new Example(
              Rule.MAYBE_PLACE,
              2,
              "a",
              "a is a Maybe, and only a member of a JSON object can be null. Make it Optional, or a component of a record that is sent as JSON.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(Maybe<String> a);
              }
              """),
          new Example(
              Rule.MAYBE_PLACE,
              3,
              "patch",
              "patch.title is a Maybe, and only a member of a JSON object can be null. Make it Optional, or a component of a record that is sent as JSON.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody
                void change(Patch patch);
                @Model record Patch(Maybe<String> title) {}
              }
              """),
          new Example(
              Rule.MAYBE_PLACE,
              2,
              "a",
              "a is a Maybe, and only a member of a JSON object can be null. Make it Optional, or a component of a record that is sent as JSON.",
              """
              @Model record Notes(@Query Maybe<String>
                a) {}
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              2,
              "a",
              "a has the type List<Maybe<String>>, which cannot be described. To do: use Maybe only around the whole type of a component.",
              """
              @Model record Notes(List<Maybe<String>>
                a) {}
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              2,
              "a",
              "a has the type Date, which cannot be described. To do: use java.time's Instant, OffsetDateTime, LocalDate or LocalDateTime.",
              """
              @Model record Notes(Date
                a) {}
              """),
          new Example(
              Rule.UNION_MEMBER,
              2,
              "record",
              "Line belongs to the union Notes, and is no record with a companion. Declare a record without type parameters, annotated with @Model.",
              """
              @Model @Discriminator("type") sealed interface Notes {
                record Line() implements Notes {}
              }
              """),
          new Example(
              Rule.VARIANT_TWICE,
              3,
              "record",
              "Both Line and Text are told apart by \"line\". Give one of them another @Variant.",
              """
              @Model @Discriminator("type") sealed interface Notes {
                @Model record Line() implements Notes {}
                @Model @Variant({"text", "line"}) record Text() implements Notes {}
              }
              """),
          new Example(
              Rule.UNION_OTHERWISE,
              3,
              "record",
              "Both Line and Text take the variants that are not known. Keep one @Variant(otherwise = true).",
              """
              @Model @Discriminator("type") sealed interface Notes {
                @Model @Variant(otherwise = true) record Line(String type) implements Notes {}
                @Model @Variant(otherwise = true) record Text(String type) implements Notes {}
              }
              """),
          new Example(
              Rule.DISCRIMINATOR_KEPT,
              2,
              "record",
              "Other must keep what \"type\" says. Give it a component of that name with the type String.",
              """
              @Model @Discriminator("type") sealed interface Notes {
                @Model @Variant(otherwise = true) record Other() implements Notes {}
              }
              """),
          new Example(
              Rule.DISCRIMINATOR_KEPT,
              2,
              "record",
              "Line must keep what \"type\" says. Give it a component of that name with the type String.",
              """
              @Model @Discriminator("type") sealed interface Notes {
                @Model record Line(int type) implements Notes {}
              }
              """),
          new Example(
              Rule.DISCRIMINATOR_PLACE,
              1,
              "@Discriminator",
              "@Discriminator is for sealed interfaces, and Notes is none. Seal it, or remove the annotation.",
              """
              @Model @Discriminator("type") record Notes() {}
              """),
          new Example(
              Rule.VARIANT_OUTSIDE,
              1,
              "@Variant",
              "Notes is a @Variant, and implements no interface with @Discriminator. Let it implement one, or remove the annotation.",
              """
              @Model @Variant("a") record Notes() {}
              """),
          new Example(
              Rule.TWO_BODY_FORMATS,
              3,
              "@Multipart",
              "find has both @FormBody and @Multipart. Keep one; @FormBody(jsonOnRequest = true) is for endpoints that take either.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody
                @Multipart void find(String a);
              }
              """),
          new Example(
              Rule.BINARY_PLACE,
              3,
              "@Header",
              "a is made of bytes, which are a whole body, or a part with @Multipart. Take it from the record, the query or the headers.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                  @Header byte[] a);
              }
              """),
          new Example(
              Rule.BINARY_PLACE,
              2,
              "a",
              "a is made of bytes, which are a whole body, or a part with @Multipart. Take it from the record, the query or the headers.",
              """
              @Model record Notes(Upload
                a) {}
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              3,
              "a",
              "a has the type InputStream, which cannot be described. To do: use Upload to send, and Download to receive.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(
                  java.io.InputStream a);
              }
              """),
          new Example(
              Rule.TWO_BODIES,
              4,
              "b",
              "b is a second body beside a. A request has one: make the rest fields, or one record.",
              """
              @SdkClient interface Notes {
                @Post("a") void find(
                  Upload a,
                  Upload b);
              }
              """),
          new Example(
              Rule.CLIENT_AUTH_BODY,
              2,
              "{",
              "find puts the client into its body, which has no place for it. Accept only BASIC.",
              """
              @SdkClient interface Notes {
                @Post("a") @ClientAuthenticated({Mechanism.BASIC, Mechanism.BODY}) void find(Upload a);
              }
              """),
          new Example(
              Rule.EVENTS_PLACE,
              2,
              "@Events",
              "@Events is about an EventStream, and find returns none. Return EventStream<...>, or remove the annotation.",
              """
              @SdkClient interface Notes {
                @Get("a") @Events(end = "x") void find();
              }
              """),
          new Example(
              Rule.UNSUPPORTED_TYPE,
              2,
              "find",
              "find has the type String[], which cannot be described. To do: use a java.util.List.",
              """
              @SdkClient interface Notes {
                @Get("a") EventStream<String[]> find();
              }
              """),
          new Example(
              Rule.NO_PARTS,
              2,
              "find",
              "find has @Multipart and no part. Add a parameter, or remove it.",
              """
              @SdkClient interface Notes {
                @Post("a") @Multipart void find();
              }
              """),
          new Example(
              Rule.PAGES_UNTURNED,
              2,
              "find",
              "find returns Pages and does not say how one leads to the next. Annotate it with @PagedByCursor, @PagedByNumber or @PagedByLink.",
              """
              @SdkClient interface Notes {
                @Get("a") Pages<List<String>, String> find();
              }
              """),
          new Example(
              Rule.PAGES_PLACE,
              2,
              "@PagedByLink",
              "find has pages and does not return them. Return Pages<page, item>, with the record of a page and the type of its items.",
              """
              @SdkClient interface Notes {
                @Get("a") @PagedByLink List<String> find();
              }
              """),
          new Example(
              Rule.PAGES_TWICE,
              2,
              "@PagedByLink",
              "find says in two ways how one page leads to the next. Keep one.",
              """
              @SdkClient interface Notes {
                @Get("a") @PagedByNumber @PagedByLink Pages<List<String>, String> find(int page);
              }
              """),
          new Example(
              Rule.PAGES_ITEMS,
              3,
              "\"note\"",
              "Page does not say which of its components has the items, of type String. Name one in items = ... that is a List of them. Did you mean notes?",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByLink(items = "note")
                Pages<Page, String> find();
                @Model record Page(List<String> notes, List<String> more) {}
              }
              """),
          new Example(
              Rule.PAGES_ITEMS,
              3,
              "@PagedByLink",
              "Page does not say which of its components has the items, of type String. Name one in items = ... that is a List of them.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByLink
                Pages<Page, String> find();
                @Model record Page(List<String> notes, List<String> more) {}
              }
              """),
          new Example(
              Rule.PAGES_COMPONENT,
              3,
              "\"nextt\"",
              "next = \"nextt\" names no component of Page with a text. Name one that has it. Did you mean next?",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByCursor(next = "nextt")
                Pages<Page, String> find(Optional<String> cursor);
                @Model record Page(List<String> notes, Optional<String> next) {}
              }
              """),
          new Example(
              Rule.PAGES_COMPONENT,
              3,
              "\"next\"",
              "next = \"next\" names no component of Page with a text. Name one that has it. Did you mean meta.next?",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByCursor(next = "next")
                Pages<Page, String> find(Optional<String> cursor);
                @Model record Page(List<String> notes, Optional<Meta> meta) {}
                @Model record Meta(Optional<String> next, int size) {}
              }
              """),
          new Example(
              Rule.PAGES_COMPONENT,
              3,
              "\"notes\"",
              "last = \"notes\" names no component of Page with a number. Name one that has it.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByNumber(last = "notes")
                Pages<Page, String> find(int page);
                @Model record Page(List<String> notes) {}
              }
              """),
          new Example(
              Rule.PAGES_PARAMETER,
              3,
              "\"curser\"",
              "parameter = \"curser\" is no query parameter of find. Add @Query(\"curser\") to one of its parameters. Did you mean cursor?",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByCursor(next = "next", parameter = "curser")
                Pages<Page, String> find(Optional<String> cursor);
                @Model record Page(List<String> notes, Optional<String> next) {}
              }
              """),
          new Example(
              Rule.KEY_USELESS,
              2,
              "@IdempotencyKey",
              "@IdempotencyKey is for requests that are not idempotent, and @Put says that this one is. Keep one of them.",
              """
              @SdkClient interface Notes {
                @Put("a") @IdempotencyKey void find(String a);
              }
              """),
          new Example(
              Rule.EMPTY_BODY,
              2,
              "find",
              "find has a body format and nothing to send in it. Remove the format, or @SuppressWarnings(\"GW070\").",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody void find();
              }
              """),
          new Example(
              Rule.NOT_A_DESCRIPTOR,
              1,
              ".class",
              "@Fakes names Runnable, which is no descriptor. Name an interface that is annotated @SdkClient.",
              """
              @Fakes(Runnable.class) class Notes {}
              """),
          new Example(
              Rule.DEVIATION_WITHOUT_ROLE,
              2,
              "\"data\"",
              "@Wrapped is meant for role REVOCATION, which no endpoint of Notes plays. Extend the capability that it is for, or leave the role out.",
              """
              @SdkClient
              @Wrapped(value = "data", at = Role.REVOCATION)
              interface Notes {
                @Post("a") @At(Role.TOKEN) void token(@Field String a);
              }
              """),
          new Example(
              Rule.DEVIATION_SAYS_NOTHING,
              2,
              "@TokenTypes",
              "@TokenTypes says nothing. Say how the provider differs from the standards, or remove it.",
              """
              @SdkClient
              @TokenTypes
              interface Notes {
                @Post("a") @At(Role.TOKEN) void token(@Field String a);
              }
              """),
          new Example(
              Rule.DEVIATION_SAYS_NOTHING,
              2,
              "@Lifetime",
              "@Lifetime says nothing. Say how the provider differs from the standards, or remove it.",
              """
              @SdkClient
              @Lifetime(unit = Lifetime.Unit.SECONDS)
              interface Notes {
                @Post("a") @At(Role.TOKEN) void token(@Field String a);
              }
              """),
          new Example(
              Rule.DEVIATION_SAYS_NOTHING,
              2,
              "{",
              "@OfflineAccess says nothing. Say how the provider differs from the standards, or remove it.",
              """
              @SdkClient
              @OfflineAccess(parameters = {})
              interface Notes {}
              """),
          new Example(
              Rule.NAME_INVALID,
              2,
              "\"\"",
              "\"\" is no name on the wire. It must not be empty, nor have control characters.",
              """
              @SdkClient
              @Renamed(name = "code", to = "")
              interface Notes {}
              """),
          new Example(
              Rule.RENAMED_TWICE,
              3,
              "interface",
              "code is renamed twice, to \"a\" and to \"b\". Keep one, or tell them apart with in and at.",
              """
              @SdkClient
              @Renamed(name = "code", to = "a")
              @Renamed(name = "code", to = "b") interface Notes {}
              """),
          new Example(
              Rule.LIFETIME,
              2,
              "-",
              "missing = -1 is no time. Give seconds above 0, or leave it out.",
              """
              @SdkClient
              @Lifetime(missing = -1)
              interface Notes {
                @Post("a") @At(Role.TOKEN) void token(@Field String a);
              }
              """),
          new Example(
              Rule.OFFLINE_PARAMETER,
              2,
              "\"offline\"",
              "\"offline\" is no parameter. Write name=value, as in access_type=offline.",
              """
              @SdkClient
              @OfflineAccess(parameters = "offline")
              interface Notes {}
              """),
          new Example(
              Rule.SCOPE_SEPARATOR,
              2,
              "\"\"",
              "@Scopes has an empty separator. Write what stands between values.",
              """
              @SdkClient
              @Scopes(request = "")
              interface Notes {}
              """),
          new Example(
              Rule.STATUS_SYNTAX,
              2,
              "\"4\"",
              "\"4\" is no status. Write three digits from 100 to 599, or in @Fails a range such as \"4XX\".",
              """
              @SdkClient
              @ErrorCode(value = "gone", status = "4", as = ErrorCode.Meaning.INVALID_GRANT)
              interface Notes {}
              """),
          new Example(
              Rule.OUT_OF_PLACE,
              2,
              "find",
              "Note has word in the query, and is received here. Take the annotation off, or declare another record for this place.",
              """
              @SdkClient interface Notes {
                @Get("a") Note find();
              }
              @Model record Note(@Query String word, String text) {}
              """),
          new Example(
              Rule.OUT_OF_PLACE,
              4,
              "first",
              "Note has tag in the header, and is a part of something else here. Take the annotation off, or declare another record for this place.",
              """
              @SdkClient interface Notes {
                @Get("a") Page find();
              }
              @Model record Page(Note first) {}
              @Model record Note(@Header("ETag") String tag, String text) {}
              """),
          new Example(
              Rule.OUT_OF_PLACE,
              3,
              ".class",
              "Refusal has tag in the header, and is a failure here. Take the annotation off, or declare another record for this place.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @Fails(status = "404", as = Refusal.class) void find();
              }
              @Model(failure = true) record Refusal(@Header("ETag") String tag) {}
              """),
          new Example(
              Rule.HEAD_BODY,
              2,
              "find",
              "find is a HEAD request, whose answer has no body, and returns Note. Return void, or a record of @Header components only.",
              """
              @SdkClient interface Notes {
                @Head("a") Note find();
              }
              @Model record Note(@Header("ETag") String tag, String text) {}
              """),
          new Example(
              Rule.OPTIONS_TWICE,
              3,
              "more",
              "more is a second CallOptions, beside some. Keep one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(CallOptions some,
                CallOptions more);
              }
              """),
          new Example(
              Rule.ALIKE,
              2,
              "Id",
              "id and Id differ only in the case of their first letter. Rename one of them, and say with @Name what it is on the wire.",
              """
              @Model(request = true) record Note(String id,
                  String Id) {}
              """),
          new Example(
              Rule.LINE_SEPARATOR,
              2,
              "\"a\\u2028b\"",
              "The text has a separator of lines or paragraphs (U+2028, U+2029). Remove it: nothing on the wire has one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(@Query("a\\u2028b") String a);
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"a?b={c}\"",
              "\"a?b={c}\" is no path: its query has a part that varies, which is a @Query. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("a?b={c}") void find(@Path String c);
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"https://example.com/a\"",
              "\"https://example.com/a\" is no path: it is a URL, and the server is in @SdkClient. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("https://example.com/a") void find();
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"a#b\"",
              "\"a#b\" is no path: it has a fragment, which is never sent. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("a#b") void find();
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"a b\"",
              "\"a b\" is no path: it has a character that must be percent-encoded. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("a b") void find();
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"100%\"",
              "\"100%\" is no path: a % begins an escape of two digits. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("100%") void find();
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"a/../b\"",
              "\"a/../b\" is no path: its segment of dots would lead elsewhere. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("a/../b") void find();
              }
              """),
          new Example(
              Rule.SEALED,
              1,
              "@SdkClient",
              "Notes is sealed, and its client could not implement it. Remove the modifier.",
              """
              @SdkClient sealed interface Notes permits Fixed {}
              final class Fixed implements Notes {}
              """),
          new Example(
              Rule.MEDIA_TYPE,
              3,
              "{",
              "\"*/*\" is no media type. Write type/subtype, without parameters and wildcards, or \"\" for any.",
              """
              @SdkClient interface Notes {
                @Get("a") @Fails(as = OAuthError.class, contentType = "*/*",
                    status = { "404" }) void find();
              }
              """),
          new Example(
              Rule.FAILS_TWICE,
              4,
              "find",
              "Status 404 fails twice, as OAuthError and as Refusal. Keep one, or tell them apart with contentType.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @Fails(status = "404", as = OAuthError.class)
                @Fails(status = "404", as = Refusal.class) void find();
              }
              @Model(failure = true) record Refusal(String why) {}
              """),
          new Example(
              Rule.HEADER_VALUE,
              2,
              "\"X\"",
              "The value of the header X has line breaks or other control characters. Remove them: they could end the header (RFC 9110 §5.5).",
              """
              @SdkClient interface Notes {
                @Constant(in = Constant.Place.HEADER, name = "X", value = "a\\nb")
                @Get("a") void find();
              }
              """),
          new Example(
              Rule.NO_FAILURE,
              3,
              ".class",
              "int is no declared failure. Annotate it with @Model(failure = true).",
              """
              @SdkClient interface Notes {
                @Get("a")
                @Fails(status = "404", as = int.class) void find();
              }
              """),
          new Example(
              Rule.METHOD_OF_CLIENT,
              2,
              "toString",
              "toString() is a method that each client has. Give the endpoint another name.",
              """
              @SdkClient interface Notes {
                @Get("a") String toString();
              }
              """),
          new Example(
              Rule.RESERVED_HEADER,
              3,
              "\"Content-Type\"",
              "Content-Type follows from the body, and is not sent as type says it. Remove it: the format of the body, or the Upload, says what is in it.",
              """
              @SdkClient interface Notes {
                @Post("a") void add(String text,
                @Header("Content-Type") String type);
              }
              """),
          new Example(
              Rule.RESERVED_HEADER,
              2,
              "\"Content-Length\"",
              "Content-Length follows from the body, and is not sent as @Constant says it. Remove it: the format of the body, or the Upload, says what is in it.",
              """
              @SdkClient interface Notes {
                @Constant(in = Constant.Place.HEADER, name = "Content-Length", value = "1")
                @Post("a") void add(String text);
              }
              """),
          new Example(
              Rule.TWO_BODY_FORMATS,
              2,
              "add",
              "add has both @FormBody and the body text. Keep one; @FormBody(jsonOnRequest = true) is for endpoints that take either.",
              """
              @SdkClient interface Notes {
                @Post("a") @FormBody void add(@Body String text);
              }
              """),
          new Example(
              Rule.COMPUTED,
              2,
              ".class",
              "String cannot be made by generated code, or is no SecretMint. Declare a class that is not private, has a constructor without parameters, and implements that interface.",
              """
              @SdkClient
              @SecretBy(String.class)
              interface Notes {}
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"as.example\"",
              "\"as.example\" is no issuer: it is neither an absolute URL nor a path that begins with a slash. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"//as.example\"",
              "\"//as.example\" is no issuer: it is neither an absolute URL nor a path that begins with a slash. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("//as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"ftp://as.example\"",
              "\"ftp://as.example\" is no issuer: it is neither an absolute URL nor a path that begins with a slash. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("ftp://as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"HTTPS://as.example\"",
              "\"HTTPS://as.example\" is no issuer: it is neither an absolute URL nor a path that begins with a slash. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("HTTPS://as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"https://as.example\"",
              "\"https://as.example\" is no issuer: it is absolute, and atRoot is for what is not. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer(value = "https://as.example", atRoot = true)
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"https://as.example/a b\"",
              "\"https://as.example/a b\" is no issuer: it has what no URL has. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("https://as.example/a b")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"https:///tenant\"",
              "\"https:///tenant\" is no issuer: it has no host. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("https:///tenant")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"https://me@as.example\"",
              "\"https://me@as.example\" is no issuer: it has a user name. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("https://me@as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"/tenant?a=b\"",
              "\"/tenant?a=b\" is no issuer: it has a query. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("/tenant?a=b")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_SYNTAX,
              2,
              "\"https://as.example/#a\"",
              "\"https://as.example/#a\" is no issuer: it has a fragment. Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands behind the server's URL (RFC 8414 §2).",
              """
              @SdkClient
              @Issuer("https://as.example/#a")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_PLAIN,
              2,
              "\"http://as.example\"",
              "The issuer \"http://as.example\" has plain http. Use https; plain http is only for localhost and loopback addresses.",
              """
              @SdkClient
              @Issuer("http://as.example")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.ISSUER_UNUSED,
              2,
              "@Issuer",
              "Nothing uses @Issuer: Notes has neither an authorization endpoint nor the keys of id tokens. Remove it, or extend what does, such as AuthorizationCodeGrant.",
              """
              @SdkClient
              @Issuer("https://as.example")
              interface Notes {
                @Post("a") @At(Role.TOKEN) void token(@Field String a);
              }
              """),
          new Example(
              Rule.ISSUER_UNUSED,
              2,
              "@Issuer",
              "Nothing uses inCallbacks: Notes has no authorization endpoint. Remove it, or extend what does, such as AuthorizationCodeGrant.",
              """
              @SdkClient
              @Issuer(inCallbacks = true)
              interface Notes {
                @Get("a") @At(Role.JWKS) void keys();
              }
              """),
          new Example(
              Rule.PATH_UNBOUND,
              3,
              "\"/{tenent}\"",
              "Nothing fills {tenent} in \"/{tenent}\". Add a parameter @Path(\"tenent\"), or a @PathVariable to the descriptor. Did you mean {tenant}?",
              """
              @SdkClient
              @PathVariable(name = "tenant", value = "common")
              @Issuer("/{tenent}")
              interface Notes {
                @Get("a") @At(Role.AUTHORIZATION) String a();
              }
              """),
          new Example(
              Rule.STATUS_NONE,
              1,
              "{",
              "@Status of Note names no status. Name those that it stands for, or remove it: without it, a record stands for all of success.",
              """
              @Model @Status({}) record Note(String a) {}
              """),
          new Example(
              Rule.BODILESS,
              3,
              "@Body",
              "note is in the body, and a GET request has none. Send it in the query or as a header, or use another verb.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Body Note note);
                @Model record Note(String a) {}
              }
              """),
          new Example(
              Rule.LINK,
              3,
              "\"X-Shop\"",
              "find is a @Link, and has the header X-Shop. A link is a GET request: send the rest in its query.",
              """
              @SdkClient interface Notes {
                @Link @Get("a") String find(
                @Header("X-Shop") String shop);
              }
              """),
          new Example(
              Rule.UNSUPPORTED_RESULT,
              2,
              "find",
              "find cannot return Answer. To do: let it permit records without type parameters only.",
              """
              @SdkClient interface Notes {
                @Get("a") Answer find();
                sealed interface Answer {}
                @Model @Status(200) record One(String a) implements Answer {}
                final class Two implements Answer {}
              }
              """),
          new Example(
              Rule.INHERITED_TWICE,
              3,
              "interface",
              "find is inherited from One and from Two, which send different requests. Declare it in Notes, as it is meant.",
              """
              interface One { @Get("one") void find(); }
              interface Two { @Get("two") void find(); }
              @SdkClient interface Notes extends One, Two {}
              """),
          new Example(
              Rule.RETRY,
              3,
              "99",
              "maxIntervalMillis = 99 is not possible. Give milliseconds above 0, a longest interval that is no shorter than the first, and an exponent of at least 1.",
              """
              @SdkClient interface Notes {
                @Retry(initialIntervalMillis = 100, maxIntervalMillis =
                    99)
                @Get("a") void find();
              }
              """),
          new Example(
              Rule.PAGES_COUNT,
              4,
              "page",
              "page counts the pages of find, and is no whole number. Make it an int or a long.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByNumber Pages<List<String>, String> find(
                    String page);
              }
              """),
          new Example(
              Rule.PAGES_COUNT,
              4,
              "window",
              "window.page counts the pages of find, and is no whole number. Make it an int or a long.",
              """
              @SdkClient interface Notes {
                @Get("a")
                @PagedByNumber Pages<List<String>, String> find(
                    Window window);
                @Model record Window(double page) {}
              }
              """),
          new Example(
              Rule.NULLABLE_PRIMITIVE,
              3,
              "limit",
              "limit is @Nullable, and a value of type int is never null. Make it Integer, or an Optional.",
              """
              @interface Nullable {}
              @SdkClient interface Notes {
                @Get("a") void find(@Nullable int limit);
              }
              """),
          new Example(
              Rule.NULLABLE_PRIMITIVE,
              2,
              "done",
              "done is @Nullable, and a value of type boolean is never null. Make it Boolean, or an Optional.",
              """
              @interface Nullable {}
              @Model record Note(@Nullable boolean done) {}
              """),
          new Example(
              Rule.CONSTANT_REPEATED,
              4,
              "find",
              "@Constant \"x-kind\" is declared twice. Keep one.",
              """
              @SdkClient interface Notes {
                @Constant(in = Constant.Place.HEADER, name = "X-Kind", value = "a")
                @Constant(in = Constant.Place.HEADER, name = "x-kind", value = "b")
                @Get("a") void find();
              }
              """),
          new Example(
              Rule.FAKED_TWICE,
              3,
              ".class",
              "example.NotesFake is there already: another @Fakes of the package asks for it, or it is written by hand. Ask for a fake once in a package.",
              """
              @SdkClient interface Notes {}
              @Fakes(Notes.class) class One {}
              @Fakes(Notes.class) class Two {}
              """),
          new Example(
              Rule.TWO_AUTHORIZATIONS,
              3,
              "\"authorization\"",
              "find has two Authorization headers, of @Bearer and of token. Keep one, or accept BODY only.",
              """
              @SdkClient interface Notes {
                @Get("a") @Bearer void find(
                @Header("authorization") String token);
              }
              """),
          new Example(
              Rule.TWO_AUTHORIZATIONS,
              2,
              "\"Authorization\"",
              "find has two Authorization headers, of BASIC and of @Constant. Keep one, or accept BODY only.",
              """
              @SdkClient interface Notes {
                @Constant(in = Constant.Place.HEADER, value = "a", name = "Authorization")
                @Post("a") @FormBody @ClientAuthenticated(Mechanism.BASIC) void find(String a);
              }
              """),
          new Example(
              Rule.TWO_AUTHORIZATIONS,
              4,
              "add",
              "add has two Authorization headers, of @Bearer and of @IdempotencyKey. Keep one, or accept BODY only.",
              """
              @SdkClient interface Notes {
                @Post("a") @Bearer
                @IdempotencyKey("authorization")
                void add(String text);
              }
              """),
          new Example(
              Rule.RESERVED_HEADER,
              4,
              "add",
              "Content-Type follows from the body, and is not sent as @IdempotencyKey says it. Remove it: the format of the body, or the Upload, says what is in it.",
              """
              @SdkClient interface Notes {
                @Post("a")
                @IdempotencyKey("Content-Type")
                void add(String text);
              }
              """),
          new Example(
              Rule.CONSTANT_TWICE,
              2,
              "\"X-Key\"",
              "@Constant \"X-Key\" is also sent by @IdempotencyKey. Keep one.",
              """
              @SdkClient interface Notes {
                @Constant(in = Constant.Place.HEADER, value = "a", name = "X-Key")
                @Post("a") @IdempotencyKey("X-Key") void add(String text);
              }
              """),
          new Example(
              Rule.HEADER_VALUE,
              3,
              "\"X\"",
              "The value of the header X has line breaks or other control characters. Remove them: they could end the header (RFC 9110 §5.5).",
              """
              @SdkClient interface Notes {
                @Get("a") void find(
                @Header("X") @Joined("\\r\\n") List<String> all);
              }
              """),
          new Example(
              Rule.PATH_CONTENT,
              2,
              "\"a/%2E%2e/b\"",
              "\"a/%2E%2e/b\" is no path: its segment of dots would lead elsewhere. Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3).",
              """
              @SdkClient interface Notes {
                @Get("a/%2E%2e/b") void find();
              }
              """),
          new Example(
              Rule.SERVER_RELATIVE,
              1,
              "\"https://example.com:65536\"",
              "\"https://example.com:65536\" is no absolute http or https URL. Write it with its scheme and host, without query and fragment, or leave it to the application.",
              """
              @SdkClient(server = "https://example.com:65536") interface Notes {}
              """),
          new Example(
              Rule.DISCRIMINATOR_KEPT,
              2,
              "record",
              "Line must keep what \"type\" says. Give it a component of that name with the type String.",
              """
              @Model @Discriminator("type") sealed interface Notes {
                @Model record Line(Optional<String> type) implements Notes {}
              }
              """),
          new Example(
              Rule.STATUS_NONE,
              3,
              "{",
              "@Status of One names no status. Name those that it stands for, or remove it: without it, a record stands for all of success.",
              """
              @SdkClient interface Notes {
                sealed interface Answer {}
                @Model @Status({}) record One(String a) implements Answer {}
                @Get("a") Answer find();
              }
              """),
          new Example(
              Rule.EXAMPLE,
              2,
              "\"2020-13-01\"",
              "@Example \"2020-13-01\" is no value of day, which is a LocalDate, such as 2025-01-31. Give a value that it could have; only texts, dates, numbers, truth values and lists of them have one.",
              """
              @Model record Notes(
                  @io.grantwright.annotations.Example("2020-13-01") java.time.LocalDate day) {}
              """),
          new Example(
              Rule.EXAMPLE,
              3,
              "\"2025-01-31\"",
              "@Example \"2025-01-31\" is no value of since, which is an Instant, such as 2025-01-31T12:00:00Z. Give a value that it could have; only texts, dates, numbers, truth values and lists of them have one.",
              """
              @SdkClient interface Notes {
                @Get("a") void find(@Query
                  @io.grantwright.annotations.Example("2025-01-31") List<java.time.Instant> since);
              }
              """));

  @TestFactory
  Stream<DynamicTest> saysWhatWasFoundWhereItStands() {
    return EXAMPLES.stream()
        .map(
            example ->
                dynamicTest(
                    example.rule() + ": " + example.message(),
                    () ->
                        assertThat(
                                Compile.messages(
                                    Compile.of(Compile.source("Notes", example.source()))))
                            .containsExactly(
                                example.line()
                                    + " "
                                    + example.at()
                                    + ": ["
                                    + example.rule().code()
                                    + "] "
                                    + example.message())));
  }

  @Test
  void hasAnExampleForEachRule() {
    Set<Rule> shown = EnumSet.copyOf(ELSEWHERE);
    EXAMPLES.forEach(example -> shown.add(example.rule()));

    assertThat(shown).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void givesEachRuleACodeOfItsOwn() {
    assertThat(Stream.of(Rule.values()).map(Rule::code)).doesNotHaveDuplicates();
  }
}
