package example;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.annotations.FromSource;
import io.grantwright.annotations.Generated;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.json.Companion;
import io.grantwright.runtime.json.Decode;
import java.io.IOException;
import java.lang.IllegalStateException;
import java.lang.Override;
import okhttp3.Headers;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link Merged}.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
@FromSource(
    type = Merged.class,
    documentation = "It is part of another one.",
    members = @FromSource.Member(name = "location")
)
public final class MergedCompanion extends Companion<Merged> {
  /**
   * The only instance.
   */
  public static final MergedCompanion INSTANCE = new MergedCompanion();

  private MergedCompanion() {
    super("Merged");
  }

  @Override
  protected Merged readMembers(JsonReader reader) throws IOException {
    throw new IllegalStateException("Merged is read from an answer, with its headers.");
  }

  @Override
  public Merged fromAnswer(Headers headers, @Nullable JsonReader body) throws IOException {
    return new Merged(Decode.requiredHeader(Decode.uriHeader(headers, "Location"), "Location"));
  }

  @Override
  public boolean readsBody() {
    return false;
  }

  @Override
  public void writeMembers(JsonWriter writer, Merged value) throws IOException {
  }

  @Override
  public void writeFields(Merged value, Fields fields) {
  }
}
