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
import io.grantwright.runtime.json.UnknownMembers;
import java.io.IOException;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Reads and writes {@link Opened}.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
@FromSource(
    type = Opened.class,
    documentation = "It is open.",
    members = {
        @FromSource.Member(name = "id"),
        @FromSource.Member(name = "watchers"),
        @FromSource.Member(name = "rest")
    }
)
public final class OpenedCompanion extends Companion<Opened> {
  /**
   * The only instance.
   */
  public static final OpenedCompanion INSTANCE = new OpenedCompanion();

  private static final JsonReader.Options NAMES = JsonReader.Options.of("id", "watchers", "number");

  private static final JsonAdapter<List<String>> WATCHERS = Adapters.oneOrMany(Adapters.STRING);

  private OpenedCompanion() {
    super("Opened");
  }

  @Override
  protected Opened readMembers(JsonReader reader) throws IOException {
    Long id = null;
    List<String> watchers = null;
    UnknownMembers.Collector unknown = null;
    long seen = 0L;
    while (reader.hasNext()) {
      int member = reader.selectName(NAMES);
      if (member >= 0) {
        seen = Decode.once(seen, member, reader);
      }
      switch (member) {
        case 0 -> id = Adapters.LONG.fromJson(reader);
        case 1 -> watchers = WATCHERS.fromJson(reader);
        case 2 -> {
          if (id == null) {
            id = Adapters.LONG.fromJson(reader);
          } else {
            reader.skipValue();
          }
        }
        default -> unknown = UnknownMembers.keep(reader, unknown);
      }
    }
    return new Opened(
        Decode.required(id, "id", reader, unknown),
        Decode.required(watchers, "watchers", reader, unknown),
        UnknownMembers.of(unknown));
  }

  @Override
  public void writeMembers(JsonWriter writer, Opened value) throws IOException {
    writer.name("id");
    Adapters.LONG.toJson(writer, value.id());
    writer.name("watchers");
    WATCHERS.toJson(writer, value.watchers());
    value.rest().writeTo(writer);
  }

  @Override
  public void writeFields(Opened value, Fields fields) {
    fields.add("id", Long.toString(value.id()));
    for (String element : value.watchers()) {
      fields.add("watchers", element);
    }
  }
}
