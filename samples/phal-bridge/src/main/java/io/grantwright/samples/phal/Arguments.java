package io.grantwright.samples.phal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;

/**
 * What the program was asked to do.
 *
 * @param command what that is
 * @param settings with which settings
 */
record Arguments(Command command, Settings settings) {

  static final String HELP =
      """
      OpenVoiceOS' OAuth broker: serves skills and the shell on the message bus.

        --config FILE         settings, one a line, such as port = 36536; arguments count more
        --bus URL             the message bus; by default ws://127.0.0.1:8181/core
        --port PORT           the port of callbacks; by default 36536
        --bind ADDRESS        the address that callbacks are listened for on; by default 127.0.0.1.
                              With any other, codes cross the network in clear: for trusted ones only
        --host HOST           the host in the redirect URIs, if it is not that address: this
                              machine's name, or what is registered at the provider
        --directory DIRECTORY where apps and tokens are kept; by default grantwright-phal in
                              $XDG_STATE_HOME, or else in ~/.local/state
        --plain-http HOST     a host beyond this machine that may be reached without TLS, such as
                              homeassistant.local; may be repeated
        --terminal-qr         draw QR codes here, too
        --light-terminal      the terminal is light and shows no colours, so draw them for that
        --help                this text

      A file's settings are called as the arguments; plain-http takes several with commas between.
      """;

  /** What to do. */
  enum Command {
    SERVE,
    HELP
  }

  /** Something is wrong with the arguments; the message says what. */
  @SuppressWarnings("serial") // Not meant to travel.
  static final class Mistake extends Exception {
    Mistake(String message) {
      super(message);
    }
  }

  /**
   * Reads the arguments.
   *
   * @param environment the environment, for the default directory
   */
  static Arguments parse(Map<String, String> environment, String... args) throws Mistake {
    Properties given = new Properties();
    Set<String> plainHttp = new LinkedHashSet<>();
    Command command = Command.SERVE;
    String config = "";
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      String name = rest.remove();
      switch (name) {
        case "--help" -> command = Command.HELP;
        case "--terminal-qr", "--light-terminal" -> given.setProperty(name.substring(2), "true");
        case "--config" -> config = value(name, rest);
        case "--plain-http" -> plainHttp.add(value(name, rest));
        case "--bus", "--port", "--bind", "--host", "--directory" ->
            given.setProperty(name.substring(2), value(name, rest));
        default -> throw new Mistake("There is no argument " + name + ".");
      }
    }
    if (!plainHttp.isEmpty()) {
      given.setProperty("plain-http", String.join(",", plainHttp));
    }
    Settings settings = Settings.in(directory(environment));
    if (!config.isEmpty()) {
      settings = applied(settings, file(config), config + ": ");
    }
    return new Arguments(command, checked(applied(settings, given, "--")));
  }

  private static Settings applied(Settings settings, Properties given, String where)
      throws Mistake {
    Settings result = settings;
    for (String name : new TreeSet<>(given.stringPropertyNames())) {
      String value = given.getProperty(name).strip();
      result =
          switch (name) {
            case "bus" -> result.withBus(value);
            case "port" -> result.withPort(port(where + name, value));
            case "bind" -> result.withBind(value);
            case "host" -> result.withHost(value);
            case "directory" -> result.withDirectory(path(where + name, value));
            case "plain-http" ->
                result.withPlainHttpHosts(Set.copyOf(List.of(value.split("[,\\s]+"))));
            case "terminal-qr" -> result.withTerminalQr(truth(where + name, value));
            case "light-terminal" -> result.withLightTerminal(truth(where + name, value));
            default -> throw new Mistake(where + name + " is no setting.");
          };
    }
    return result;
  }

  /** What the settings must be together. */
  private static Settings checked(Settings settings) throws Mistake {
    String url = settings.busUrl();
    HttpUrl bus = HttpUrl.parse(url.replaceFirst("^ws", "http"));
    if (!url.matches("wss?://.*") || bus == null) {
      throw new Mistake("The bus is an address such as " + Settings.BUS_URL + ", not " + url + ".");
    }
    if (!new PlainHttp(settings.plainHttpHosts()).allows(bus)) {
      throw new Mistake(
          "The bus at %s has no TLS, and tokens travel on it. Use wss, or --plain-http %s."
              .formatted(bus.host(), bus.host()));
    }
    if (settings.bind().matches("0\\.0\\.0\\.0|::") && settings.host().isEmpty()) {
      throw new Mistake(
          "With --bind %s, say with --host how browsers reach this machine."
              .formatted(settings.bind()));
    }
    return settings;
  }

  private static String value(String name, Deque<String> rest) throws Mistake {
    if (rest.isEmpty()) {
      throw new Mistake(name + " lacks its value.");
    }
    return rest.remove();
  }

  private static int port(String name, String text) throws Mistake {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 0xFFFF) {
      throw new Mistake(name + " is a port between 0 and 65535, not " + text + ".");
    }
    return Integer.parseInt(text);
  }

  private static boolean truth(String name, String text) throws Mistake {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Mistake(name + " is true or false, not " + text + ".");
    };
  }

  private static Properties file(String name) throws Mistake {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path("--config", name))) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new Mistake("There is no file %s for --config.".formatted(name));
    } catch (AccessDeniedException e) {
      throw new Mistake("The settings in %s cannot be read: permission denied.".formatted(name));
    } catch (IOException | IllegalArgumentException e) {
      throw new Mistake("The settings in %s cannot be read: %s.".formatted(name, e.getMessage()));
    }
    return properties;
  }

  private static Path path(String name, String text) throws Mistake {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Mistake(name + " is no path.");
    }
  }

  /** Where state belongs, after the XDG Base Directory Specification. */
  private static Path directory(Map<String, String> environment) throws Mistake {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? path("HOME", environment.getOrDefault("HOME", ".")).resolve(".local/state")
            : path("XDG_STATE_HOME", state);
    return base.resolve("grantwright-phal");
  }
}
