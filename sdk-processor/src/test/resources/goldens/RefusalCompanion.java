package example;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.annotations.FromSource;
import io.grantwright.annotations.Generated;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.error.DeclaredFailure;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.runtime.json.Companion;
import io.grantwright.runtime.json.Decode;
import io.grantwright.runtime.json.UnknownMembers;
import java.io.IOException;
import java.lang.Override;
import java.lang.String;
import org.jspecify.annotations.NullMarked;

/**
 * Reads and writes {@link Refusal}.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
@FromSource(
    type = Refusal.class,
    documentation = "Why not.",
    members = @FromSource.Member(name = "reason")
)
public final class RefusalCompanion extends Companion<Refusal> implements DeclaredFailure<Refusal> {
  /**
   * The only instance.
   */
  public static final RefusalCompanion INSTANCE = new RefusalCompanion();

  private static final JsonReader.Options NAMES = JsonReader.Options.of("reason");

  private RefusalCompanion() {
    super("Refusal");
  }

  @Override
  protected Refusal readMembers(JsonReader reader) throws IOException {
    String reason = null;
    UnknownMembers.Collector unknown = null;
    long seen = 0L;
    while (reader.hasNext()) {
      int member = reader.selectName(NAMES);
      if (member >= 0) {
        seen = Decode.once(seen, member, reader);
      }
      switch (member) {
        case 0 -> reason = Adapters.STRING.fromJson(reader);
        default -> unknown = UnknownMembers.skip(reader, unknown);
      }
    }
    return new Refusal(Decode.required(reason, "reason", reader));
  }

  @Override
  public void writeMembers(JsonWriter writer, Refusal value) throws IOException {
    writer.name("reason");
    Adapters.STRING.toJson(writer, value.reason());
  }

  @Override
  public void writeFields(Refusal value, Fields fields) {
    fields.add("reason", value.reason());
  }

  @Override
  public RefusalException exception(ErrorContext context, Refusal body) {
    return new RefusalException(context, body);
  }
}
