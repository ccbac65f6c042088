package io.grantwright.runtime.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record and its companion as the processor writes them. */
record Note(Secret accessToken, Optional<Long> expiresIn, UnknownMembers unknown) {
  static final Companion<Note> KEEPING = new NoteCompanion(true);
  static final Companion<Note> SKIPPING = new NoteCompanion(false);

  private static final class NoteCompanion extends Companion<Note> {
    private static final JsonReader.Options NAMES =
        JsonReader.Options.of("access_token", "expires_in");

    private final boolean keeping;

    NoteCompanion(boolean keeping) {
      super("Note");
      this.keeping = keeping;
    }

    @Override
    protected Note readMembers(JsonReader reader) throws IOException {
      Secret accessToken = null;
      Long expiresIn = null;
      UnknownMembers.@Nullable Collector unknown = null;
      long seen = 0L;
      while (reader.hasNext()) {
        int member = reader.selectName(NAMES);
        if (member >= 0) {
          seen = Decode.once(seen, member, reader);
        }
        switch (member) {
          case 0 -> accessToken = Adapters.SECRET.fromJson(reader);
          case 1 -> expiresIn = Adapters.LONG.fromJson(reader);
          default ->
              unknown =
                  keeping
                      ? UnknownMembers.keep(reader, unknown)
                      : UnknownMembers.skip(reader, unknown);
        }
      }
      return new Note(
          Decode.required(accessToken, "access_token", reader),
          Optional.ofNullable(expiresIn),
          UnknownMembers.of(unknown));
    }

    @Override
    public void writeMembers(JsonWriter writer, Note value) throws IOException {
      writer.name("access_token");
      Adapters.SECRET.toJson(writer, value.accessToken());
      if (value.expiresIn().isPresent()) {
        writer.name("expires_in");
        Adapters.LONG.toJson(writer, value.expiresIn().get());
      }
      value.unknown().writeTo(writer);
    }
  }
}
