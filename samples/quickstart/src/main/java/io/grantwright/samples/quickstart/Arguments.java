package io.grantwright.samples.quickstart;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the program was started with.
 *
 * @param help whether only the help is wanted
 * @param server the issuer of the user's own server; absent for the embedded one
 * @param clientId the client there
 * @param secretFile the file with its secret
 * @param publicClient whether it has no secret
 * @param device whether the user logs in on another machine
 * @param redirectUri the registered redirect URI; absent for any port of this machine
 * @param scopes what to ask for
 */
record Arguments(
    boolean help,
    Optional<String> server,
    Optional<String> clientId,
    Optional<Path> secretFile,
    boolean publicClient,
    boolean device,
    Optional<URI> redirectUri,
    List<String> scopes) {

  static final String HELP =
      """
      Runs a whole life of OAuth tokens, a line a step. Without options: against a server of its own.

        --server ISSUER         your server's issuer, such as https://as.example/tenant
        --client-id ID          your client there
        --secret-file FILE      a file with the client's secret, which is never an argument; or set
                                %s, or be asked for it
        --public                the client has no secret
        --device                log in on another machine, with the device grant
        --redirect-uri URI      the client's redirect URI, http://127.0.0.1:PORT/PATH as registered;
                                by default any free port, with the path /callback
        --scope SCOPE           a scope to ask for; may be repeated; by default openid
        --help                  this text

      Through Maven: mvn -Pquickstart -Dquickstart.args="--server https://as.example --client-id me"
      The exit status is 0 if all steps worked, 1 if one failed, and 2 if an option is wrong.
      """
          .formatted(ClientSecret.VARIABLE);

  /** The program was started with something that it does not understand. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  static Arguments parse(String... args) throws Mistake {
    Parser parser = new Parser();
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      parser.option(rest.pop(), rest);
    }
    return parser.arguments();
  }

  private static final class Parser {
    private boolean help;
    private Optional<String> server = Optional.empty();
    private Optional<String> clientId = Optional.empty();
    private Optional<Path> secretFile = Optional.empty();
    private boolean publicClient;
    private boolean device;
    private Optional<URI> redirectUri = Optional.empty();
    private final List<String> scopes = new ArrayList<>();

    void option(String option, Deque<String> rest) throws Mistake {
      switch (option) {
        case "--help", "-h" -> help = true;
        case "--public" -> publicClient = true;
        case "--device" -> device = true;
        case "--server" -> server = Optional.of(value(option, rest));
        case "--client-id" -> clientId = Optional.of(value(option, rest));
        case "--secret-file" -> secretFile = Optional.of(file(value(option, rest)));
        case "--redirect-uri" -> redirectUri = Optional.of(loopback(value(option, rest)));
        case "--scope" -> scopes.addAll(List.of(value(option, rest).trim().split(" +", -1)));
        default -> throw unknown(option);
      }
    }

    Arguments arguments() throws Mistake {
      if (!help && server.isPresent() != clientId.isPresent()) {
        throw new Mistake("--server and --client-id go together.");
      }
      if (!help && server.isEmpty() && isAboutAClient()) {
        throw new Mistake("The options of a client need --server and --client-id.");
      }
      if (publicClient && secretFile.isPresent()) {
        throw new Mistake("A client with --public has no secret: leave out --secret-file.");
      }
      if (device && redirectUri.isPresent()) {
        throw new Mistake("A device has no redirect URI: leave out --redirect-uri or --device.");
      }
      return new Arguments(
          help,
          server,
          clientId,
          secretFile,
          publicClient,
          device,
          redirectUri,
          scopes.isEmpty() ? List.of("openid") : List.copyOf(scopes));
    }

    private boolean isAboutAClient() {
      return publicClient
          || device
          || secretFile.isPresent()
          || redirectUri.isPresent()
          || !scopes.isEmpty();
    }

    private static String value(String option, Deque<String> rest) throws Mistake {
      if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
        throw new Mistake(option + " needs a value.");
      }
      return rest.pop();
    }

    private static Path file(String text) throws Mistake {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new Mistake("--secret-file is not the name of a file.");
      }
    }

    /** The receiver listens there, and on the literal address only (RFC 8252, section 7.3). */
    private static URI loopback(String text) throws Mistake {
      if (!text.matches("http://127\\.0\\.0\\.1:[1-9][0-9]{0,4}/[^?# ]*")
          || URI.create(text).getPort() > 65_535) {
        throw new Mistake("--redirect-uri has the form http://127.0.0.1:PORT/PATH.");
      }
      return URI.create(text);
    }

    /** Names an option only if it is one: a secret may have been given as an argument. */
    private static Mistake unknown(String option) {
      return new Mistake(
          option.matches("--?[a-z][a-z-]{0,20}")
              ? "There is no option " + option + "."
              : "An argument is no option: options start with --, and their values follow.");
    }
  }
}
