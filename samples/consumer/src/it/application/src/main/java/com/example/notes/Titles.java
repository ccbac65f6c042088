package com.example.notes;

/** What the README's test is about. */
final class Titles {
  private Titles() {}

  static String first(Notes notes, String word) {
    return notes.find(word).titles().get(0);
  }

  static void assertEquals(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("Expected " + expected + ", found " + actual);
    }
  }
}
