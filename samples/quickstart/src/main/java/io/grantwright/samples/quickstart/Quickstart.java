package io.grantwright.samples.quickstart;

/** The program that {@code mvn -Pquickstart} runs. */
public final class Quickstart {
  private Quickstart() {}

  /** Runs the program. */
  public static void main(String[] args) {
    System.out.println("Grantwright quickstart");
  }
}
