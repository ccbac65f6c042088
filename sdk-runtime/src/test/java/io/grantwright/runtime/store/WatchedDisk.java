package io.grantwright.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The local disk, with its steps told to a watcher before they are done. */
final class WatchedDisk implements Disk {
  private final Disk disk = new LocalDisk();
  private final Watcher watcher;

  WatchedDisk(Watcher watcher) {
    this.watcher = watcher;
  }

  /** Hears of each step that changes something, and may forbid it. */
  interface Watcher {
    void before(String step, Path file, int length) throws IOException;
  }

  /** Writes the steps down, with the ends of the files' names. */
  static WatchedDisk noting(List<String> steps) {
    return new WatchedDisk((step, file, length) -> steps.add(step + " " + kind(file)));
  }

  static String kind(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "directory";
  }

  /** Fails the step of a number, counted from 0, as a disk does that goes away. */
  static WatchedDisk failingAt(int number, Consumer<String> failed) {
    List<String> steps = new ArrayList<>();
    return new WatchedDisk(
        (step, file, length) -> {
          steps.add(step);
          if (steps.size() > number) {
            failed.accept(step + " " + kind(file));
            throw new IOException("Input/output error");
          }
        });
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public boolean exists(Path file) {
    return disk.exists(file);
  }

  @Override
  public Output open(Path file) throws IOException {
    watcher.before("open", file, 0);
    Output output = disk.open(file);
    return new Output() {
      @Override
      public void write(byte[] content) throws IOException {
        watcher.before("write", file, content.length);
        output.write(content);
      }

      @Override
      public void sync() throws IOException {
        watcher.before("sync", file, 0);
        output.sync();
      }

      @Override
      public void close() throws IOException {
        output.close();
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    watcher.before("rename", from, 0);
    disk.rename(from, to);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    watcher.before("delete", file, 0);
    return disk.delete(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    watcher.before("sync", directory, 0);
    disk.syncDirectory(directory);
  }
}
