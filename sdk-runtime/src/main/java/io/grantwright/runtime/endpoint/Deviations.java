package io.grantwright.runtime.endpoint;

import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.Lifetime.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the messages of one endpoint differ from the standards, as its descriptor declares. Names are
 * the standard ones, unless said otherwise. Immutable.
 */
public final class Deviations {
  /** With these nothing was decided, whatever else a server says in general (RFC 6585 §4). */
  private static final Set<Integer> UNDECIDED = Set.of(408, 425, 429);

  private final Map<String, String> requestNames;
  private final Map<String, String> answerNames;
  private final Map<String, String> errorNames;
  private final Set<String> omitted;
  private final List<String> wrapper;
  private final Set<String> textual;
  private final boolean tokenTypeMissing;
  private final Set<String> bearerTypes;
  private final Unit lifetimeUnit;
  private final long lifetimeIfMissing;
  private final String requestSeparator;
  private final String answerSeparator;
  private final boolean scopeListed;
  private final Set<String> mediaTypes;
  private final boolean errorsInSuccess;
  private final Set<String> noErrors;
  private final List<Code> codes;
  private final List<String> declared;

  private Deviations(Builder builder) {
    this.requestNames = Map.copyOf(builder.requestNames);
    this.answerNames = Map.copyOf(builder.answerNames);
    this.errorNames = Map.copyOf(builder.errorNames);
    this.omitted = Set.copyOf(builder.omitted);
    this.wrapper = builder.wrapper;
    this.textual = Set.copyOf(builder.textual);
    this.tokenTypeMissing = builder.tokenTypeMissing;
    this.bearerTypes = Set.copyOf(builder.bearerTypes);
    this.lifetimeUnit = builder.lifetimeUnit;
    this.lifetimeIfMissing = builder.lifetimeIfMissing;
    this.requestSeparator = builder.requestSeparator;
    this.answerSeparator = builder.answerSeparator;
    this.scopeListed = builder.scopeListed;
    this.mediaTypes = Set.copyOf(builder.mediaTypes);
    this.errorsInSuccess = builder.errorsInSuccess;
    this.noErrors = Set.copyOf(builder.noErrors);
    this.codes = List.copyOf(builder.codes);
    this.declared = List.copyOf(builder.declared);
  }

  /**
   * Starts without deviations; generated code does.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Gives the name that a parameter is sent under.
   *
   * @param name its standard name
   * @return the provider's name
   */
  public String requestName(String name) {
    return requestNames.getOrDefault(name, name);
  }

  /**
   * Gives the text that a parameter is sent as.
   *
   * @param name its standard name
   * @param value its standard text
   * @return the provider's text
   */
  public String requestValue(String name, String value) {
    return name.equals("scope") ? value.replace(" ", requestSeparator) : value;
  }

  /**
   * Says whether a parameter is left out.
   *
   * @param name its standard name
   * @return whether the provider must not get it
   */
  public boolean omits(String name) {
    return omitted.contains(name);
  }

  /** {@return the provider's names of the members of answers that say yes, by standard names} */
  public Map<String, String> answerNames() {
    return answerNames;
  }

  /** {@return the provider's names of the members of answers that say no, by standard names} */
  public Map<String, String> errorNames() {
    return errorNames;
  }

  /** {@return the members in which an answer stands, the outermost first; none most of the time} */
  public List<String> wrapper() {
    return wrapper;
  }

  /** {@return the members whose numbers or booleans are texts} */
  public Set<String> textual() {
    return textual;
  }

  /** {@return whether an answer without a token type means a bearer token} */
  public boolean isTokenTypeMissing() {
    return tokenTypeMissing;
  }

  /**
   * Says whether a token type means a bearer token here.
   *
   * @param type the provider's word
   * @return whether it is declared to
   */
  public boolean isBearer(String type) {
    return bearerTypes.contains(type.toLowerCase(Locale.ROOT));
  }

  /** {@return what lifetimes are counted in} */
  public Unit lifetimeUnit() {
    return lifetimeUnit;
  }

  /** {@return the lifetime in seconds of a token whose answer does not say; 0 if nobody knows} */
  public long lifetimeIfMissing() {
    return lifetimeIfMissing;
  }

  /** {@return what stands between the scope values of an answer} */
  public String answerSeparator() {
    return answerSeparator;
  }

  /** {@return whether answers have a list of scope values} */
  public boolean isScopeListed() {
    return scopeListed;
  }

  /**
   * Says whether answers are of a media type beside JSON's.
   *
   * @param mediaType the type without its parameters
   * @return whether it is declared
   */
  public boolean isAnsweredAs(String mediaType) {
    return mediaTypes.contains(mediaType.toLowerCase(Locale.ROOT));
  }

  /** {@return whether errors come with a status of success} */
  public boolean hasErrorsInSuccess() {
    return errorsInSuccess;
  }

  /**
   * Says whether an error's code means that there is none.
   *
   * @param code the code
   * @return whether it is declared to
   */
  public boolean isNoError(String code) {
    return noErrors.contains(code);
  }

  /**
   * Says what an error means.
   *
   * @param status the status of the answer
   * @param code the provider's code; empty if it gives none
   * @return what is declared for it
   */
  public Optional<Meaning> meaning(int status, String code) {
    for (Code each : codes) {
      if (each.code.equals(code) && each.claims(status)) {
        return Optional.of(each.meaning);
      }
    }
    return Optional.empty();
  }

  /** {@return what is declared, in the words of the descriptor} */
  @Override
  public String toString() {
    return String.join(" ", declared);
  }

  private record Code(String code, String status, Meaning meaning) {
    boolean claims(int found) {
      if (status.isEmpty() || status.endsWith("XX")) {
        boolean inRange = status.isEmpty() || status.charAt(0) - '0' == found / 100;
        return inRange && !(code.isEmpty() && UNDECIDED.contains(found));
      }
      return status.equals(Integer.toString(found));
    }
  }

  /** Takes what a descriptor declares; written for generated code. */
  public static final class Builder {
    private final Map<String, String> requestNames = new LinkedHashMap<>();
    private final Map<String, String> answerNames = new LinkedHashMap<>();
    private final Map<String, String> errorNames = new LinkedHashMap<>();
    private final Set<String> omitted = new LinkedHashSet<>();
    private List<String> wrapper = List.of();
    private final Set<String> textual = new LinkedHashSet<>();
    private boolean tokenTypeMissing;
    private final Set<String> bearerTypes = new LinkedHashSet<>();
    private Unit lifetimeUnit = Unit.SECONDS;
    private long lifetimeIfMissing;
    private String requestSeparator = " ";
    private String answerSeparator = " ";
    private boolean scopeListed;
    private final Set<String> mediaTypes = new LinkedHashSet<>();
    private boolean errorsInSuccess;
    private final Set<String> noErrors = new LinkedHashSet<>();
    private final List<Code> codes = new ArrayList<>();
    private final Set<String> declared = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Renames a parameter of requests.
     *
     * @param name its standard name
     * @param to the provider's name
     * @return this builder
     */
    public Builder requestName(String name, String to) {
      requestNames.put(name, to);
      return declared("@Renamed", name);
    }

    /**
     * Renames a member of answers that say yes.
     *
     * @param name its standard name
     * @param to the provider's name
     * @return this builder
     */
    public Builder answerName(String name, String to) {
      answerNames.put(name, to);
      return declared("@Renamed", name);
    }

    /**
     * Renames a member of answers that say no.
     *
     * @param name its standard name
     * @param to the provider's name
     * @return this builder
     */
    public Builder errorName(String name, String to) {
      errorNames.put(name, to);
      return declared("@Renamed", name);
    }

    /**
     * Leaves a parameter out of requests.
     *
     * @param name its standard name
     * @return this builder
     */
    public Builder omitted(String name) {
      omitted.add(name);
      return declared("@Omitted", name);
    }

    /**
     * Says where an answer stands.
     *
     * @param member the member, with dots between names for one in another
     * @return this builder
     */
    public Builder wrapped(String member) {
      wrapper = List.of(member.split("\\.", -1));
      return declared("@Wrapped", member);
    }

    /**
     * Reads numbers and booleans from texts.
     *
     * @param member the member
     * @return this builder
     */
    public Builder textual(String member) {
      textual.add(member);
      return declared("@Textual", member);
    }

    /**
     * Says which token types mean a bearer token.
     *
     * @param missing whether none at all does
     * @param bearer the words that do
     * @return this builder
     */
    public Builder tokenTypes(boolean missing, String... bearer) {
      tokenTypeMissing = missing;
      for (String type : bearer) {
        bearerTypes.add(type.toLowerCase(Locale.ROOT));
      }
      declared.add("@TokenTypes");
      return this;
    }

    /**
     * Says how lifetimes are told.
     *
     * @param unit what they are counted in
     * @param missing the lifetime in seconds where none is told; 0 if nobody knows
     * @return this builder
     */
    public Builder lifetime(Unit unit, long missing) {
      lifetimeUnit = unit;
      lifetimeIfMissing = missing;
      declared.add("@Lifetime");
      return this;
    }

    /**
     * Says how scopes are written.
     *
     * @param request what stands between the values that are sent
     * @param answer what stands between the values of an answer
     * @param listed whether answers have a list
     * @return this builder
     */
    public Builder scopes(String request, String answer, boolean listed) {
      requestSeparator = request;
      answerSeparator = answer;
      scopeListed = listed;
      declared.add("@Scopes");
      return this;
    }

    /**
     * Reads answers of another media type.
     *
     * @param mediaType the type without parameters
     * @return this builder
     */
    public Builder answeredAs(String mediaType) {
      mediaTypes.add(mediaType.toLowerCase(Locale.ROOT));
      return declared("@AnsweredAs", mediaType);
    }

    /**
     * Looks for errors in answers with a status of success.
     *
     * @param none the codes that mean that there is none
     * @return this builder
     */
    public Builder errorsInSuccess(String... none) {
      errorsInSuccess = true;
      noErrors.addAll(List.of(none));
      declared.add("@ErrorsInSuccess");
      return this;
    }

    /**
     * Says what an error means.
     *
     * @param code the provider's code; empty for an answer without any
     * @param status the status, or a range such as {@code 4XX}; empty for any
     * @param meaning what it means
     * @return this builder
     */
    public Builder errorCode(String code, String status, Meaning meaning) {
      codes.add(new Code(code, status, meaning));
      return declared("@ErrorCode", code);
    }

    /** {@return the deviations} */
    public Deviations build() {
      return new Deviations(this);
    }

    private Builder declared(String annotation, String what) {
      declared.add(annotation + "(" + what + ")");
      return this;
    }
  }
}
