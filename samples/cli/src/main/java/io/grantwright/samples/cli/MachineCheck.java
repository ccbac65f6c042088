package io.grantwright.samples.cli;

import static io.grantwright.samples.cli.Finding.careful;
import static io.grantwright.samples.cli.Finding.fine;
import static io.grantwright.samples.cli.Finding.wrong;

import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether this machine has what a profile needs: its port, its secret, room for tokens. */
final class MachineCheck {
  private final Machine machine;
  private final Screen screen;

  MachineCheck(Machine machine, Screen screen) {
    this.machine = machine;
    this.screen = screen;
  }

  List<Finding> of(Profile profile, SecretOptions secrets, Home home) {
    List<Finding> findings = new ArrayList<>();
    findings.add(secret(profile, secrets));
    findings.add(port(profile));
    findings.add(store(home));
    return findings;
  }

  /** Looks where the secret would be, and asks nobody. */
  private Finding secret(Profile profile, SecretOptions secrets) {
    if (!profile.hasSecret()) {
      return fine("secret", "the client has none");
    }
    if (!secrets.isSomewhere(profile, machine)) {
      return careful("secret", "each command will ask for it: see --secret-file and --secret-env");
    }
    try {
      secrets.find(profile, machine, screen);
      return fine("secret", "there is one; only the server knows whether it is the right one");
    } catch (Problem e) {
      return wrong("secret", sentence(e));
    }
  }

  private static Finding port(Profile profile) {
    try (LoopbackReceiver receiver = Redirect.receiver(profile)) {
      return fine(
          "redirect",
          profile.redirectUri().isPresent()
              ? receiver.redirectUri() + " is free"
              : "any free port of 127.0.0.1, with the path /callback: the server has to allow that"
                  + " (RFC 8252 §7.3), else see --redirect-uri");
    } catch (IOException | Problem e) {
      return wrong("redirect", sentence(e));
    }
  }

  private static Finding store(Home home) {
    try {
      home.tokensWithRoom();
      return fine("store", "tokens can be stored in " + home.directory());
    } catch (TokenStoreException e) {
      return wrong("store", sentence(e));
    }
  }

  private static String sentence(Exception e) {
    return Failure.of(e).sentence();
  }
}
