package io.grantwright.samples.phal.bus;

/** What takes messages to everybody on the bus. */
@FunctionalInterface
public interface Bus {
  /** Sends a message, at once or as soon as the bus is back. Never blocks. */
  void emit(BusMessage message);
}
