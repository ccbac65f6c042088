package io.grantwright.processor.model;

import org.jspecify.annotations.Nullable;

/** The type of a value on the wire, and so what it is in Java. */
public sealed interface ValueType {
  /** A text, or a date: what a string of JSON is read into. */
  record Text(TextKind kind) implements ValueType {}

  /** A number or a truth value, primitive or boxed. */
  record Scalar(ScalarKind kind, boolean boxed) implements ValueType {}

  /**
   * An enum model.
   *
   * @param modelled whether it has a companion, or gets one in this compilation
   */
  record Enumeration(ClassRef type, boolean modelled) implements ValueType {}

  /** {@code OpenEnum} of an enum model. */
  record OpenEnumeration(ClassRef type, boolean modelled) implements ValueType {}

  /**
   * {@code java.util.List}.
   *
   * @param separator what separates the elements in one text; null for a JSON array, or for a name
   *     that is repeated
   * @param oneOrMany whether a lone element is read as a list of one
   */
  record ListOf(ValueType element, @Nullable String separator, boolean oneOrMany)
      implements ValueType {}

  /** {@code java.util.Map} from {@code String}. */
  record MapOf(ValueType value) implements ValueType {}

  /**
   * A record model.
   *
   * @param modelled whether it has a companion, or gets one in this compilation
   */
  record Model(ClassRef type, boolean modelled) implements ValueType {}

  /**
   * A sealed interface whose records a member tells apart.
   *
   * @param modelled whether it has a companion, or gets one in this compilation
   */
  record Union(ClassRef type, boolean modelled) implements ValueType {}

  /** {@code Object}: any JSON. */
  record AnyJson() implements ValueType {}

  /** The runtime's {@code UnknownMembers}. */
  record UnknownMembers() implements ValueType {}

  /** Bytes: a whole body, or a part of a multipart one. */
  record Binary(BinaryKind kind) implements ValueType {}

  /** A class without type arguments that the SDK does not own. */
  record Foreign(ClassRef type) implements ValueType {}

  /**
   * A type that cannot be described; never reaches the renderers.
   *
   * @param written the type, as written but without packages
   */
  record Unsupported(Reason reason, String written) implements ValueType {}

  enum TextKind {
    STRING,
    SECRET,
    SENSITIVE_URI,
    URI,
    INSTANT,
    OFFSET_DATE_TIME,
    LOCAL_DATE,
    LOCAL_DATE_TIME;

    /** Whether it is a date or a time. */
    public boolean isDate() {
      return compareTo(INSTANT) >= 0;
    }
  }

  /** How bytes are held. */
  enum BinaryKind {
    /** {@code byte[]}. */
    BYTES,
    /** The runtime's {@code Upload}. */
    UPLOAD,
    /** The runtime's {@code Download}. */
    DOWNLOAD
  }

  enum ScalarKind {
    INT,
    LONG,
    DOUBLE,
    BOOLEAN
  }

  /** Why a type is {@link Unsupported}, with what is to be used in its place. */
  enum Reason {
    RAW("give it its type arguments"),
    ARRAY("use a java.util.List"),
    WILDCARD("name the type that it stands for"),
    TYPE_VARIABLE("name the type that it stands for, in an interface that extends this one"),
    OPTIONAL_PRIMITIVE("use Optional<Integer>, Optional<Long> or Optional<Double>"),
    STREAM("use Upload to send, and Download to receive"),
    DATE("use java.time's Instant, OffsetDateTime, LocalDate or LocalDateTime"),
    MAYBE_INSIDE("use Maybe only around the whole type of a component"),
    OPTIONAL_INSIDE("use Optional only around the whole type"),
    COLLECTION("use a java.util.List"),
    MAP_KEY("use a java.util.Map with String keys"),
    PRIMITIVE("use int, long, double or boolean"),
    GENERIC_RECORD("declare a record without type parameters"),
    PARAMETERIZED("use a class without type parameters that wraps it"),
    FUTURE("return the value itself: the client's async() gives a CompletableFuture of it"),
    ENVELOPE("return the value itself: the client's raw() gives its status and headers"),
    SEALED_INSIDE("use it only as the whole result, or annotate it with @Model and @Discriminator");

    private final String instead;

    Reason(String instead) {
      this.instead = instead;
    }

    /** What to do. */
    public String instead() {
      return instead;
    }
  }

  /** Whether it is never shown: a {@code Secret}, a {@code SensitiveUri}, or something with one. */
  default boolean sensitive() {
    if (this instanceof Text text) {
      return text.kind() == TextKind.SECRET || text.kind() == TextKind.SENSITIVE_URI;
    }
    if (this instanceof ListOf list) {
      return list.element().sensitive();
    }
    return this instanceof MapOf map && map.value().sensitive();
  }

  /** Whether it is neither a model, nor made of other types. */
  default boolean isPlain() {
    return this instanceof Text
        || this instanceof Scalar
        || this instanceof AnyJson
        || this instanceof UnknownMembers
        || this instanceof Binary
        || this instanceof Foreign
        || this instanceof Unsupported;
  }
}
