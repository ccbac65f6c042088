package io.grantwright.processor.check;

import java.util.List;
import java.util.Locale;

/** What a descriptor and its models must keep. A code, once given, keeps its meaning. */
public enum Rule {
  INTERNAL(
      "GW000",
      Severity.ERROR,
      "The processor failed with %s",
      "This is a bug of the processor: please report it with this declaration"),
  NOT_AN_INTERFACE(
      "GW001", Severity.ERROR, "@%s is for interfaces, and %s is none", "Declare an interface"),
  NOT_A_MODEL(
      "GW002",
      Severity.ERROR,
      "@Model is for records and enums, and %s is neither",
      "Declare a record"),
  HIDDEN(
      "GW003",
      Severity.ERROR,
      "%s is private, or inside something private",
      "Generated code must be able to name it: make it visible in its package"),
  GENERIC(
      "GW004",
      Severity.ERROR,
      "%s has type parameters",
      "Declare a type without them; an interface may extend one that has them"),
  GENERIC_METHOD(
      "GW005",
      Severity.ERROR,
      "%s has type parameters of its own",
      "Name the types that it is for"),
  NO_VERB(
      "GW006",
      Severity.ERROR,
      "%s has no verb",
      "Annotate it with one of @Get, @Head, @Options, @Delete, @Post, @Put and @Patch, or make it a default method"),
  TWO_VERBS("GW007", Severity.ERROR, "%s has two verbs, @%s and @%s", "Keep one"),
  TWO_BODY_FORMATS(
      "GW008",
      Severity.ERROR,
      "%s has both %s and %s",
      "Keep one; @FormBody(jsonOnRequest = true) is for endpoints that take either"),
  TWO_PLACES("GW009", Severity.ERROR, "@%s and @%s give it two places", "Keep one"),
  UNKNOWN_CONSTANT("GW010", Severity.ERROR, "%s names a constant that does not exist", "Known: %s"),
  PARAMETER_NAME_LOST(
      "GW011",
      Severity.ERROR,
      "The class file has lost the name of parameter %s",
      "Name it in its annotation, or compile its interface with -parameters"),
  ADDRESSED_TWICE("GW012", Severity.ERROR, "Role %s has two addresses", "Keep one"),
  PATH_SYNTAX(
      "GW020",
      Severity.ERROR,
      "The braces of \"%s\" do not match, or have no name between them",
      "Write {name} for a part that varies"),
  PATH_UNBOUND(
      "GW021",
      Severity.ERROR,
      "Nothing fills {%s} in \"%s\"",
      "Add a parameter @Path(\"%s\"), or a @PathVariable to the descriptor.%s"),
  PATH_WITHOUT_HOLE("GW022", Severity.ERROR, "@Path(\"%s\") has no {%s} in \"%s\"", "%s"),
  PATH_TWICE("GW023", Severity.ERROR, "{%s} is filled twice", "Keep one of its parameters"),
  PATH_OPTIONAL(
      "GW024",
      Severity.ERROR,
      "@Path(\"%s\") cannot be absent, nor a list, map or record",
      "A segment of a path is one value: declare two methods if there are two paths"),
  PATH_VARIABLE_TWICE(
      "GW025", Severity.ERROR, "@PathVariable \"%s\" is declared twice", "Keep one"),
  PATH_VARIABLE_NAME(
      "GW026",
      Severity.ERROR,
      "@PathVariable \"%s\" cannot become a setting of the client's builder",
      "Give it a name that a method may have, and not that of another setting"),
  BODILESS(
      "GW030",
      Severity.ERROR,
      "%s is in the body, and a %s request has none",
      "Send it in the query or as a header, or use another verb"),
  TWO_BODIES(
      "GW031",
      Severity.ERROR,
      "%s is a second body beside %s",
      "A request has one: make the rest fields, or one record"),
  UNSUPPORTED_TYPE(
      "GW032", Severity.ERROR, "%s has the type %s, which cannot be described", "To do: %s"),
  UNSUPPORTED_RESULT("GW033", Severity.ERROR, "%s cannot return %s", "To do: %s"),
  NO_COMPANION(
      "GW034",
      Severity.ERROR,
      "%s has no companion",
      "Annotate it with @Model, and compile its module with the processor"),
  JSON_ONLY(
      "GW035",
      Severity.ERROR,
      "%s is a %s, which only JSON can carry, and here it goes into %s",
      "Send a text, a number, an enum or a list of those"),
  FOREIGN_VALUE(
      "GW036",
      Severity.ERROR,
      "%s has the type %s, which the SDK does not own",
      "Such a type can only be a whole @Body, or the whole result"),
  JSON_MEMBER(
      "GW037",
      Severity.ERROR,
      "%s is a %s, and a parameter can only be a member of a JSON object with one simple value",
      "Put it into a record, or send it alone as the @Body"),
  BODY_ABSENT(
      "GW038",
      Severity.ERROR,
      "%s is the whole body and may be absent",
      "Declare a second method for requests without it"),
  HEADER_LIST(
      "GW039",
      Severity.ERROR,
      "%s is a list, and a header is one text",
      "Declare a String, or a parameter with @Joined"),
  STATUS_MISSING(
      "GW040",
      Severity.ERROR,
      "%s is a result without @Status",
      "Annotate it with the statuses that it stands for"),
  STATUS_TWICE(
      "GW041", Severity.ERROR, "Status %s stands for both %s and %s", "A status is bound once"),
  STATUS_FAILS(
      "GW042",
      Severity.ERROR,
      "Status %s is both a result, %s, and a failure, %s",
      "A status is bound once"),
  STATUS_SYNTAX(
      "GW043",
      Severity.ERROR,
      "\"%s\" is no status",
      "Write three digits from 100 to 599, or in @Fails a range such as \"4XX\""),
  NO_FAILURE(
      "GW044",
      Severity.ERROR,
      "%s is no declared failure",
      "Annotate it with @Model(failure = true)"),
  SERVER_RELATIVE(
      "GW050",
      Severity.ERROR,
      "\"%s\" is no absolute http or https URL",
      "Write it with its scheme and host, without query and fragment, or leave it to the application"),
  SERVER_PLAIN(
      "GW051",
      Severity.ERROR,
      "\"%s\" would send credentials in the clear",
      "Use https; plain http is only for localhost and loopback addresses"),
  NAME_INVALID(
      "GW052",
      Severity.ERROR,
      "\"%s\" is no name on the wire",
      "It must not be empty, nor have control characters"),
  HEADER_INVALID(
      "GW053",
      Severity.ERROR,
      "\"%s\" is no name of a header",
      "It is made of letters, digits and !#$%%&'*+-.^_`|~ (RFC 9110 §5.6.2)"),
  NAME_TWICE(
      "GW054",
      Severity.ERROR,
      "%s and %s have one name on the wire, \"%s\"",
      "Rename one with @Name"),
  PARAMETER_TWICE("GW055", Severity.ERROR, "%s \"%s\" is sent by both %s and %s", "Keep one"),
  CONSTANT_TWICE("GW056", Severity.ERROR, "@Constant \"%s\" is also sent by %s", "Keep one"),
  TIMEOUTS(
      "GW057",
      Severity.ERROR,
      "%s = %s is no time",
      "Give milliseconds above 0, and no more for an attempt than for the call"),
  RETRY(
      "GW058",
      Severity.ERROR,
      "%s = %s is not possible",
      "Give milliseconds above 0, a longest interval that is no shorter than the first, and an exponent of at least 1"),
  SENSITIVE_COMPONENT(
      "GW059",
      Severity.ERROR,
      "%s is @Sensitive, and %s.toString() would show it",
      "Give it the type Secret"),
  OVERLOADED(
      "GW060",
      Severity.ERROR,
      "%s and %s would share the endpoint key %s",
      "Rename one of the methods"),
  SECRET_OF_NONE(
      "GW061",
      Severity.ERROR,
      "secretRequired asks for a secret, and NONE is the only mechanism",
      "Add BASIC or BODY"),
  CLIENT_AUTH_EMPTY(
      "GW062",
      Severity.ERROR,
      "@ClientAuthenticated has no mechanism",
      "Name at least one of BASIC, BODY and NONE"),
  ROLE_WITHOUT_ADDRESS(
      "GW063",
      Severity.ERROR,
      "%s is called at role %s, and %s gives it no address",
      "Add @Address(role = Role.%s, value = ...), or @Discovered"),
  LINK(
      "GW064",
      Severity.ERROR,
      "%s is a @Link, and %s",
      "A link is a GET request: send the rest in its query"),
  TWO_AUTHORIZATIONS(
      "GW065",
      Severity.ERROR,
      "%s has two Authorization headers, of %s and of %s",
      "Keep one, or accept BODY only"),
  IDEMPOTENT_FIELD(
      "GW066",
      Severity.ERROR,
      "@Idempotent(when = \"%s\") names no field of the body",
      "Write name=value.%s"),
  NAME_CLASH(
      "GW067",
      Severity.ERROR,
      "%s is already there",
      "Rename the type that it would be generated for, or the class that has its name"),
  UNKNOWN_MEMBERS_TWICE(
      "GW068", Severity.ERROR, "%s collects unknown members, as %s does", "Keep one"),
  UNKNOWN_MEMBERS_PLACE(
      "GW069",
      Severity.ERROR,
      "%s has UnknownMembers where nothing is unknown",
      "Declare a component of a record with exactly this type"),
  EMPTY_BODY(
      "GW070",
      Severity.WARNING,
      "%s has a body format and nothing to send in it",
      "Remove the format, or @SuppressWarnings(\"GW070\")"),
  JOINED(
      "GW071",
      Severity.ERROR,
      "@Joined is for %s, and %s is none",
      "Remove it, or change the type"),
  JOINED_BY_NOTHING(
      "GW072", Severity.ERROR, "@Joined of %s has an empty separator", "Write what stands between"),
  ONE_OR_MANY("GW073", Severity.ERROR, "@OneOrMany is for lists, and %s is none", "Remove it"),
  METHOD_OF_CLIENT(
      "GW074",
      Severity.ERROR,
      "%s is a method that each client has",
      "Give the endpoint another name"),
  NAME_INHERITED(
      "GW075",
      Severity.ERROR,
      "%s is also the name of a type that each companion inherits",
      "Give the model another name, or declare it inside another type"),
  DEVIATION_WITHOUT_ROLE(
      "GW080",
      Severity.ERROR,
      "%s is meant for role %s, which no endpoint of %s plays",
      "Extend the capability that it is for, or leave the role out"),
  DEVIATION_SAYS_NOTHING(
      "GW081",
      Severity.ERROR,
      "%s says nothing",
      "Say how the provider differs from the standards, or remove it"),
  RENAMED_TWICE(
      "GW082",
      Severity.ERROR,
      "%s is renamed twice, to \"%s\" and to \"%s\"",
      "Keep one, or tell them apart with in and at"),
  LIFETIME("GW083", Severity.ERROR, "%s = %s is no time", "Give seconds above 0, or leave it out"),
  OFFLINE_PARAMETER(
      "GW084",
      Severity.ERROR,
      "\"%s\" is no parameter",
      "Write name=value, as in access_type=offline"),
  SCOPE_SEPARATOR(
      "GW085",
      Severity.ERROR,
      "@Scopes has an empty separator",
      "Write what stands between values"),
  COMPUTED(
      "GW086",
      Severity.ERROR,
      "%s cannot be made by generated code, or is no %s",
      "Declare a class that is not private, has a constructor without parameters, and implements that interface"),
  MAYBE_PLACE(
      "GW100",
      Severity.ERROR,
      "%s is a Maybe, and only a member of a JSON object can be null",
      "Make it Optional, or a component of a record that is sent as JSON"),
  UNION_MEMBER(
      "GW101",
      Severity.ERROR,
      "%s belongs to the union %s, and is no record with a companion",
      "Declare a record without type parameters, annotated with @Model"),
  VARIANT_TWICE(
      "GW102",
      Severity.ERROR,
      "Both %s and %s are told apart by \"%s\"",
      "Give one of them another @Variant"),
  UNION_OTHERWISE(
      "GW103",
      Severity.ERROR,
      "Both %s and %s take the variants that are not known",
      "Keep one @Variant(otherwise = true)"),
  DISCRIMINATOR_KEPT(
      "GW104",
      Severity.ERROR,
      "%s must keep what \"%s\" says",
      "Give it a component of that name with the type String"),
  DISCRIMINATOR_PLACE(
      "GW105",
      Severity.ERROR,
      "@Discriminator is for sealed interfaces, and %s is none",
      "Seal it, or remove the annotation"),
  VARIANT_OUTSIDE(
      "GW106",
      Severity.ERROR,
      "%s is a @Variant, and implements no interface with @Discriminator",
      "Let it implement one, or remove the annotation"),
  BINARY_PLACE(
      "GW107",
      Severity.ERROR,
      "%s is made of bytes, which are a whole body, or a part with @Multipart",
      "Take it from the record, the query or the headers"),
  CLIENT_AUTH_BODY(
      "GW108",
      Severity.ERROR,
      "%s puts the client into its body, which has no place for it",
      "Accept only BASIC"),
  EVENTS_PLACE(
      "GW109",
      Severity.ERROR,
      "@Events is about an EventStream, and %s returns none",
      "Return EventStream<...>, or remove the annotation"),
  NO_PARTS(
      "GW110", Severity.ERROR, "%s has @Multipart and no part", "Add a parameter, or remove it"),
  PAGES_UNTURNED(
      "GW111",
      Severity.ERROR,
      "%s returns Pages and does not say how one leads to the next",
      "Annotate it with @PagedByCursor, @PagedByNumber or @PagedByLink"),
  PAGES_PLACE(
      "GW112",
      Severity.ERROR,
      "%s has pages and does not return them",
      "Return Pages<page, item>, with the record of a page and the type of its items"),
  PAGES_TWICE(
      "GW113", Severity.ERROR, "%s says in two ways how one page leads to the next", "Keep one"),
  PAGES_ITEMS(
      "GW114",
      Severity.ERROR,
      "%s does not say which of its components has the items, of type %s",
      "Name one in items = ... that is a List of them.%s"),
  PAGES_COMPONENT(
      "GW115",
      Severity.ERROR,
      "%s = \"%s\" names no component of %s with %s",
      "Name one that has it.%s"),
  PAGES_PARAMETER(
      "GW116",
      Severity.ERROR,
      "parameter = \"%s\" is no query parameter of %s",
      "Add @Query(\"%s\") to one of its parameters.%s"),
  KEY_USELESS(
      "GW117",
      Severity.ERROR,
      "@IdempotencyKey is for requests that are not idempotent, and %s says that this one is",
      "Keep one of them"),
  NOT_A_DESCRIPTOR(
      "GW095",
      Severity.ERROR,
      "@Fakes names %s, which is no descriptor",
      "Name an interface that is annotated @SdkClient"),
  DOCUMENT_MISSING(
      "GW120",
      Severity.ERROR,
      "@DescribedBy names \"%s\", and \"%s\" has no such file",
      "Put the provider's document there, or correct the name.%s"),
  DOCUMENT_UNREADABLE(
      "GW121",
      Severity.ERROR,
      "%s cannot be read: %s",
      "Give a document of OpenAPI 3.0 or 3.1, as JSON or YAML"),
  NOT_COMPARED("GW122", Severity.WARNING, "%s is not compared, or not all of it: %s", "%s"),
  DRIFT_MORE(
      "GW123", Severity.NOTE, "%s has %s more than %s", "Nothing has to be done; they are %s"),
  DRIFT_OPERATION(
      "GW124",
      Severity.WARNING,
      "%s calls %s, which %s does not have",
      "Correct it, or remove it if the provider has.%s"),
  DRIFT_ADDRESS(
      "GW125", Severity.WARNING, "%s is at %s, and %s has it at %s", "Correct it; see %s"),
  DRIFT_FAILURE(
      "GW126",
      Severity.WARNING,
      "%s does not declare the failures with status %s that %s has",
      "Declare them with @Fails; see %s"),
  DRIFT_UNKNOWN(
      "GW127",
      Severity.WARNING,
      "%s is sent, and %s does not know it",
      "Correct or remove it; see %s.%s"),
  DRIFT_PLACE(
      "GW128",
      Severity.WARNING,
      "%s is sent in the %s, and %s has it in the %s",
      "Move it; see %s"),
  DRIFT_REQUIRED(
      "GW129", Severity.WARNING, "%s requires %s, %s", "Send it with each request; see %s"),
  DRIFT_OPTIONAL(
      "GW130",
      Severity.WARNING,
      "%s is required here, and optional in %s",
      "Declare it as an Optional, or suppress this if it is meant; see %s"),
  DRIFT_TYPE("GW131", Severity.WARNING, "%s is %s, and %s says %s", "Make it fit; see %s"),
  DRIFT_CONTENT("GW132", Severity.WARNING, "%s %s, and %s has %s", "Make it fit; see %s"),
  DRIFT_STATUS(
      "GW133",
      Severity.WARNING,
      "%s %s with status %s, and in %s with %s",
      "Make them agree; see %s"),
  DRIFT_ANSWER(
      "GW134", Severity.WARNING, "%s is %s here, and in %s it %s", "Make it fit; see %s.%s"),
  TOO_MANY(
      "GW135",
      Severity.ERROR,
      "%s has %s %s, and there is room for %s",
      "Put some of them into a record, or into another descriptor"),
  ALIKE(
      "GW136",
      Severity.ERROR,
      "%s and %s differ only in the case of their first letter",
      "Rename one of them, and say with @Name what it is on the wire"),
  INVISIBLE(
      "GW137",
      Severity.ERROR,
      "%s is not visible in %s, where generated code names it",
      "Make it public with all that it is in, or keep both in one package"),
  OUT_OF_PLACE(
      "GW138",
      Severity.ERROR,
      "%s has %s in the %s, and %s",
      "Take the annotation off, or declare another record for this place"),
  HEAD_BODY(
      "GW139",
      Severity.ERROR,
      "%s is a HEAD request, whose answer has no body, and returns %s",
      "Return void, or a record of @Header components only"),
  OPTIONS_TWICE("GW140", Severity.ERROR, "%s is a second CallOptions, beside %s", "Keep one"),
  UNWRITTEN(
      "GW141",
      Severity.ERROR,
      "%s cannot be written: %s",
      "See to the directory that javac writes to"),
  LINE_SEPARATOR(
      "GW142",
      Severity.ERROR,
      "The text has a separator of lines or paragraphs (U+2028, U+2029)",
      "Remove it: nothing on the wire has one"),
  UNNAMED_PACKAGE(
      "GW143",
      Severity.ERROR,
      "%s is in the unnamed package, and generated code has a class of this name",
      "Declare it in a package, or give it another name"),
  PATH_CONTENT(
      "GW144",
      Severity.ERROR,
      "\"%s\" is no path: %s",
      "Write what stands behind the server's URL, percent-encoded (RFC 3986 §3.3)"),
  SEALED(
      "GW145",
      Severity.ERROR,
      "%s is sealed, and its client could not implement it",
      "Remove the modifier"),
  MEDIA_TYPE(
      "GW146",
      Severity.ERROR,
      "\"%s\" is no media type",
      "Write type/subtype, without parameters and wildcards, or \"\" for any"),
  FAILS_TWICE(
      "GW147",
      Severity.ERROR,
      "Status %s fails twice, as %s and as %s",
      "Keep one, or tell them apart with contentType"),
  HEADER_VALUE(
      "GW148",
      Severity.ERROR,
      "The value of the header %s has line breaks or other control characters",
      "Remove them: they could end the header (RFC 9110 §5.5)"),
  RESERVED_HEADER(
      "GW149",
      Severity.ERROR,
      "%s follows from the body, and is not sent as %s says it",
      "Remove it: the format of the body, or the Upload, says what is in it"),
  ISSUER_SYNTAX(
      "GW150",
      Severity.ERROR,
      "\"%s\" is no issuer: %s",
      "Write what callbacks have as iss, such as https://as.example/tenant, or /tenant where it stands"
          + " behind the server's URL (RFC 8414 §2)"),
  ISSUER_PLAIN(
      "GW151",
      Severity.ERROR,
      "The issuer \"%s\" has plain http",
      "Use https; plain http is only for localhost and loopback addresses"),
  ISSUER_UNUSED(
      "GW152",
      Severity.WARNING,
      "Nothing uses %s: %s has %s",
      "Remove it, or extend what does, such as AuthorizationCodeGrant"),
  STATUS_NONE(
      "GW160",
      Severity.ERROR,
      "@Status of %s names no status",
      "Name those that it stands for, or remove it: without it, a record stands for all of success"),
  OBSCURED(
      "GW161",
      Severity.ERROR,
      "%s has the name with which package %s begins, and hides %s where generated code writes it in full beside %s",
      "Rename it, and say with @Name what it is on the wire; or rename one of the two types"),
  INHERITED_TWICE(
      "GW170",
      Severity.ERROR,
      "%s is inherited from %s and from %s, which send different requests",
      "Declare it in %s, as it is meant"),
  NULLABLE_PRIMITIVE(
      "GW171",
      Severity.ERROR,
      "%s is @Nullable, and a value of type %s is never null",
      "Make it %s, or an Optional"),
  CONSTANT_REPEATED("GW172", Severity.ERROR, "@Constant \"%s\" is declared twice", "Keep one"),
  FAKED_TWICE(
      "GW173",
      Severity.ERROR,
      "%s is there already: another @Fakes of the package asks for it, or it is written by hand",
      "Ask for a fake once in a package"),
  SOURCE_LEVEL(
      "GW174",
      Severity.ERROR,
      "The sources are of Java %s, and fakes have records",
      "Compile them with --release 17"),
  PAGES_COUNT(
      "GW175",
      Severity.ERROR,
      "%s counts the pages of %s, and is no whole number",
      "Make it an int or a long"),
  CONTRACTS_DIRECTORY(
      "GW200",
      Severity.ERROR,
      "The directory of the contracts, \"%s\", does not exist",
      "Create it, or correct the option grantwright.contracts; relative paths start where javac runs"),
  CONTRACT_NOT_LOCKED(
      "GW201",
      Severity.WARNING,
      "The contract of %s is not locked",
      "Accept it, with Maven by -Pcontracts-accept, and commit %s"),
  CONTRACT_NEWER(
      "GW202",
      Severity.ERROR,
      "%s has format %s, which is newer than this processor",
      "Use the processor that wrote it, or a newer one"),
  CONTRACT_BROKEN(
      "GW203",
      Severity.ERROR,
      "%s cannot be read: %s",
      "Restore it from version control, or delete it and accept the contract anew"),
  CONTRACT_BREAKING(
      "GW204",
      Severity.ERROR,
      "Breaking (%s): %s",
      "Undo it, or accept it, with Maven by -Pcontracts-accept"),
  CONTRACT_COMPATIBLE(
      "GW205",
      Severity.ERROR,
      "Compatible: %s",
      "Undo it, or accept it, with Maven by -Pcontracts-accept"),
  CONTRACT_DOCUMENTATION(
      "GW206",
      Severity.ERROR,
      "Documentation: %s",
      "Undo it, or accept it, with Maven by -Pcontracts-accept"),
  EXAMPLE(
      "GW210",
      Severity.ERROR,
      "@Example \"%s\" is no value of %s, which is %s",
      "Give a value that it could have; only texts, dates, numbers, truth values and lists of them have one");

  private final String code;
  private final Severity severity;
  private final String message;
  private final String help;

  Rule(String code, Severity severity, String message, String help) {
    this.code = code;
    this.severity = severity;
    this.message = message;
    this.help = help;
  }

  /** Its code in messages and in {@code @SuppressWarnings}. */
  public String code() {
    return code;
  }

  public Severity severity() {
    return severity;
  }

  /** What was found, with an ellipsis for each of what a message names. */
  public String cause() {
    return general(message);
  }

  /** What to do, in the same way. */
  public String remedy() {
    // A suggestion comes behind the last full stop, where there is one.
    return general(help.endsWith(".%s") ? help.substring(0, help.length() - 3) : help);
  }

  private static String general(String format) {
    return format.replace("%s", "…").replace("%%", "%");
  }

  /** The whole message: what was found, then what to do. */
  String text(List<String> args) {
    String text = String.format(Locale.ROOT, message + ". " + help, args.toArray()).strip();
    return "[" + code + "] " + text + (text.endsWith("?") || text.endsWith(".") ? "" : ".");
  }

  /** Whether a problem stops the compilation. */
  public enum Severity {
    ERROR,
    WARNING,
    /** Good to know, and nothing to do. */
    NOTE
  }
}
