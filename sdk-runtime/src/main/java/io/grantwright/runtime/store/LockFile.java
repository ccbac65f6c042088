package io.grantwright.runtime.store;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file whose bytes are locks between processes. It is never written and never deleted: whoever
 * locked a deleted file would share the lock with nobody.
 *
 * <p>A process has one channel for each, which all its users share: POSIX drops a process's locks
 * on a file when the process closes any descriptor of it. For the same reason only {@code tryLock}
 * is called: {@code lock} closes the channel when its thread is interrupted.
 */
final class LockFile {
  /** Which byte of the file. */
  enum Part {
    /** The grant's lock, which sessions hold during a refresh. */
    GRANT(0),
    /** Held while the grant's file is compared and replaced, by whoever holds the other or not. */
    WRITING(1);

    private final long position;

    Part(long position) {
      this.position = position;
    }
  }

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

  /** By the file's identity, not its path: links lead two paths to one file. Guards itself. */
  private static final Map<Object, LockFile> OPEN = new HashMap<>();

  private final Object identity;
  private final FileChannel channel;
  private final Semaphore holder = new Semaphore(1, true);
  private final Semaphore writer = new Semaphore(1, true);
  private int users;

  private LockFile(Object identity, FileChannel channel) {
    this.identity = identity;
    this.channel = channel;
  }

  /**
   * Locks one part of a file.
   *
   * @param deadline until when to try, in the terms of {@code pauses}
   * @return the lock, to be closed once or more often; empty if somebody else has it
   */
  static Optional<Held> lock(Path path, Part part, long deadline, Pauses pauses)
      throws IOException, InterruptedException {
    LockFile file = borrow(path);
    Held held = null;
    try {
      held = file.hold(part, deadline, pauses);
      return Optional.ofNullable(held);
    } finally {
      if (held == null) {
        file.giveBack();
      }
    }
  }

  /** How many lock files this process has open. */
  static int open() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  private static LockFile borrow(Path path) throws IOException {
    // Creating a file opens and closes it: that, too, must not happen beside a lock.
    synchronized (OPEN) {
      if (Files.notExists(path)) {
        LocalDisk.create(path);
      }
      Object identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      LockFile file = OPEN.get(identity);
      if (file == null) {
        file = new LockFile(identity, FileChannel.open(path, WRITE));
        OPEN.put(identity, file);
      }
      file.users++;
      return file;
    }
  }

  private void giveBack() throws IOException {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(identity);
        channel.close();
      }
    }
  }

  private @Nullable Held hold(Part part, long deadline, Pauses pauses)
      throws IOException, InterruptedException {
    Semaphore thread =
        switch (part) {
          case GRANT -> holder;
          case WRITING -> writer;
        };
    if (!thread.tryAcquire(deadline - pauses.nanoTime(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    FileLock lock = null;
    try {
      lock = poll(part, deadline, pauses);
      return lock == null ? null : new Held(this, thread, lock);
    } finally {
      if (lock == null) {
        thread.release();
      }
    }
  }

  /** Asks again and again: the one call that waits cannot be given up without losing locks. */
  private @Nullable FileLock poll(Part part, long deadline, Pauses pauses)
      throws IOException, InterruptedException {
    long pause = FIRST_PAUSE;
    while (true) {
      FileLock lock = tryLock(part);
      long left = deadline - pauses.nanoTime();
      if (lock != null || left <= 0) {
        return lock;
      }
      pauses.pause(Math.min(pause, left));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  private @Nullable FileLock tryLock(Part part) throws IOException {
    try {
      return channel.tryLock(part.position, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // Another class loader's copy of this class has it.
    }
  }

  /** A lock that is held. */
  static final class Held {
    private final LockFile file;
    private final Semaphore thread;
    private final FileLock lock;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Held(LockFile file, Semaphore thread, FileLock lock) {
      this.file = file;
      this.thread = thread;
      this.lock = lock;
    }

    void close() throws IOException {
      if (!held.compareAndSet(true, false)) {
        return;
      }
      try {
        lock.release();
      } finally {
        thread.release();
        file.giveBack();
      }
    }
  }
}
