package io.grantwright.runtime.flow;

import java.io.IOException;

/** The port that a {@link LoopbackReceiver} was to listen on could not be had. */
public final class PortUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The port, 0 if any would have done. */
  private final int port;

  PortUnavailableException(int port, IOException cause) {
    super(
        port == 0
            ? "No port can be listened on: " + cause.getMessage()
            : "Port "
                + port
                + " cannot be listened on: "
                + cause.getMessage()
                + "; end the program that has it, or register another port",
        cause);
    this.port = port;
  }

  /** {@return the port that was asked for; 0 if any would have done} */
  public int port() {
    return port;
  }
}
