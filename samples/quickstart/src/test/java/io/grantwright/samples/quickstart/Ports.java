package io.grantwright.samples.quickstart;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;

/** Ports of this machine that stay as they are while a test runs. */
final class Ports {
  private static final int FIRST = 10_000;
  private static final int LAST = 15_000;

  private Ports() {}

  /**
   * Finds a port that is free, and below those that systems give to whoever names none, so that
   * nobody gets it meanwhile.
   */
  static int free() throws IOException {
    for (int port = new SecureRandom().nextInt(FIRST, LAST); ; port++) {
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException e) {
        // A program listens there: the next one.
      }
    }
  }

  /** Takes a port and does not listen: nobody else does, and whoever connects is refused. */
  static Socket silent() throws IOException {
    Socket silent = new Socket();
    silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return silent;
  }
}
