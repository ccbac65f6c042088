package example;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.annotations.FromSource;
import io.grantwright.annotations.Generated;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.runtime.json.Companion;
import io.grantwright.runtime.json.Decode;
import io.grantwright.runtime.json.OpenEnum;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link OpenRequest}.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
@FromSource(
    type = OpenRequest.class,
    documentation = "What is wrong.",
    members = {
        @FromSource.Member(name = "title", documentation = "in one line"),
        @FromSource.Member(name = "priority", documentation = "how bad it is"),
        @FromSource.Member(name = "token", documentation = "who asks"),
        @FromSource.Member(name = "tags", documentation = "what it is about")
    }
)
public final class OpenRequestCompanion extends Companion<OpenRequest> {
  /**
   * The only instance.
   */
  public static final OpenRequestCompanion INSTANCE = new OpenRequestCompanion();

  private static final JsonReader.Options NAMES = JsonReader.Options.of("title", "priority",
      "token", "tags");

  private static final JsonAdapter<OpenEnum<Priority>> PRIORITY = PriorityCompanion.NAMES.open();

  private static final JsonAdapter<List<String>> TAGS = Adapters.list(Adapters.STRING);

  private OpenRequestCompanion() {
    super("OpenRequest");
  }

  @Override
  protected OpenRequest readMembers(JsonReader reader) throws IOException {
    String title = null;
    OpenEnum<Priority> priority = null;
    Secret token = null;
    List<String> tags = null;
    UnknownMembers.Collector unknown = null;
    long seen = 0L;
    while (reader.hasNext()) {
      int member = reader.selectName(NAMES);
      if (member >= 0) {
        seen = Decode.once(seen, member, reader);
      }
      switch (member) {
        case 0 -> title = Adapters.STRING.fromJson(reader);
        case 1 -> priority = PRIORITY.fromJson(reader);
        case 2 -> token = Adapters.SECRET.fromJson(reader);
        case 3 -> tags = TAGS.fromJson(reader);
        default -> unknown = UnknownMembers.skip(reader, unknown);
      }
    }
    return new OpenRequest(
        Decode.required(title, "title", reader),
        Decode.required(priority, "priority", reader),
        Optional.ofNullable(token),
        Decode.required(tags, "tags", reader));
  }

  @Override
  public void writeMembers(JsonWriter writer, OpenRequest value) throws IOException {
    writer.name("title");
    Adapters.STRING.toJson(writer, value.title());
    writer.name("priority");
    PRIORITY.toJson(writer, value.priority());
    if (value.token().isPresent()) {
      writer.name("token");
      Adapters.SECRET.toJson(writer, value.token().get());
    }
    writer.name("tags");
    TAGS.toJson(writer, value.tags());
  }

  @Override
  public void writeFields(OpenRequest value, Fields fields) {
    fields.add("title", value.title());
    fields.add("priority", value.priority().text());
    if (value.token().isPresent()) {
      fields.addSensitive("token", value.token().get().reveal());
    }
    for (String element : value.tags()) {
      fields.add("tags", element);
    }
  }

  /**
   * Starts a {@link OpenRequest}.
   *
   * @return the first stage
   */
  public static TitleStage builder() {
    return new Builder();
  }

  /**
   * Wants {@code title}.
   */
  public interface TitleStage {
    /**
     * Sets {@code title}.
     *
     * @param title in one line
     * @return the next stage
     */
    PriorityStage title(String title);
  }

  /**
   * Wants {@code priority}.
   */
  public interface PriorityStage {
    /**
     * Sets {@code priority}.
     *
     * @param priority how bad it is
     * @return the next stage
     */
    TagsStage priority(OpenEnum<Priority> priority);
  }

  /**
   * Wants {@code tags}.
   */
  public interface TagsStage {
    /**
     * Sets {@code tags}.
     *
     * @param tags what it is about
     * @return the next stage
     */
    Builder tags(List<String> tags);
  }

  /**
   * Builds a {@link OpenRequest}.
   */
  public static final class Builder implements TitleStage, PriorityStage, TagsStage {
    private @Nullable String title;

    private @Nullable OpenEnum<Priority> priority;

    private Optional<Secret> token = Optional.empty();

    private @Nullable List<String> tags;

    private Builder() {
    }

    @Override
    public PriorityStage title(String title) {
      this.title = Objects.requireNonNull(title, "title");
      return this;
    }

    @Override
    public TagsStage priority(OpenEnum<Priority> priority) {
      this.priority = Objects.requireNonNull(priority, "priority");
      return this;
    }

    /**
     * Sets {@code token}.
     *
     * @param token who asks
     * @return this builder
     */
    public Builder token(Secret token) {
      this.token = Optional.of(Objects.requireNonNull(token, "token"));
      return this;
    }

    @Override
    public Builder tags(List<String> tags) {
      this.tags = List.copyOf(tags);
      return this;
    }

    /**
     * Builds the {@link OpenRequest}.
     *
     * @return the request
     */
    public OpenRequest build() {
      return new OpenRequest(
          Objects.requireNonNull(title),
          Objects.requireNonNull(priority),
          token,
          Objects.requireNonNull(tags));
    }
  }
}
