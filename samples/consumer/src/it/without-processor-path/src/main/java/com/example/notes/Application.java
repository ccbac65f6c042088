package com.example.notes;

/** What JDK 23 and newer do not compile. */
public final class Application {
  private Application() {}

  /** Uses a client that nobody writes. */
  public static void main(String[] arguments) {
    try (NotesClient notes = NotesClient.builder().build()) {
      System.out.println(notes.notes());
    }
  }
}
