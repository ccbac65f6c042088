package io.grantwright.samples.phal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the bridge is started with.
 *
 * @param busUrl the message bus
 * @param bind the address that callbacks are listened for on
 * @param host the host in the redirect URIs, if it is not the address itself
 * @param port the port of callbacks; 0 for any
 * @param directory where apps, tokens and QR codes are kept
 * @param plainHttpHosts hosts beyond this machine that may be reached without TLS
 * @param terminalQr whether QR codes are drawn on the terminal as well
 * @param lightTerminal whether that is light, which counts where it shows no colours
 */
public record Settings(
    String busUrl,
    String bind,
    Optional<String> host,
    int port,
    Path directory,
    Set<String> plainHttpHosts,
    boolean terminalQr,
    boolean lightTerminal) {
  static final String BUS_URL = "ws://127.0.0.1:8181/core";
  static final String LOOPBACK = "127.0.0.1";
  static final int PORT = 36_536;

  public static Settings in(Path directory) {
    return new Settings(
        BUS_URL, LOOPBACK, Optional.empty(), PORT, directory, Set.of(), false, false);
  }

  public Settings withBus(String url) {
    return new Settings(
        url, bind, host, port, directory, plainHttpHosts, terminalQr, lightTerminal);
  }

  public Settings withPort(int port) {
    return new Settings(
        busUrl, bind, host, port, directory, plainHttpHosts, terminalQr, lightTerminal);
  }

  Settings withBind(String bind) {
    return new Settings(
        busUrl, bind, host, port, directory, plainHttpHosts, terminalQr, lightTerminal);
  }

  Settings withHost(String host) {
    return new Settings(
        busUrl,
        bind,
        Optional.of(host),
        port,
        directory,
        plainHttpHosts,
        terminalQr,
        lightTerminal);
  }

  Settings withPlainHttpHosts(Set<String> hosts) {
    return new Settings(
        busUrl, bind, host, port, directory, Set.copyOf(hosts), terminalQr, lightTerminal);
  }

  public Settings withTerminalQr(boolean drawn) {
    return new Settings(busUrl, bind, host, port, directory, plainHttpHosts, drawn, lightTerminal);
  }

  Settings withLightTerminal(boolean light) {
    return new Settings(busUrl, bind, host, port, directory, plainHttpHosts, terminalQr, light);
  }

  Settings withDirectory(Path directory) {
    return new Settings(
        busUrl, bind, host, port, directory, plainHttpHosts, terminalQr, lightTerminal);
  }
}
