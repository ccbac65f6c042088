package io.grantwright.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of which every line is on the disk before the answer that it tells of leaves. */
final class Journal implements AutoCloseable {
  private final FileChannel file;

  /** Begins a new file: two lives of a server in one journal would contradict each other. */
  Journal(Path path) throws IOException {
    file = FileChannel.open(path, CREATE_NEW, WRITE);
  }

  void append(JournalEntry entry) throws IOException {
    String line = JournalEntryCompanion.INSTANCE.toJson(entry) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  /** Reads the whole lines; one that a dying server did not finish told nobody anything. */
  static List<JournalEntry> read(Path path) throws IOException {
    String text = Files.readString(path);
    List<JournalEntry> entries = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      entries.add(JournalEntryCompanion.INSTANCE.fromJson(text.substring(start, end)));
      start = end + 1;
    }
    return entries;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
