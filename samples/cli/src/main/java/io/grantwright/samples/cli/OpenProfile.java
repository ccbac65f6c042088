package io.grantwright.samples.cli;

import io.grantwright.runtime.session.TokenStore;
import java.util.Optional;

/**
 * A profile that a command is about, with its tokens.
 *
 * @param name its name
 * @param settings what it says
 * @param profiles where it is kept
 * @param grants its tokens
 */
record OpenProfile(String name, Profile settings, Profiles profiles, Grants grants) {
  /** A profile that is there. */
  static OpenProfile existing(ProfileOption option, Machine machine) {
    Home home = option.home(machine);
    String name = option.name(machine);
    Profile settings = home.profiles().get(name);
    return of(home, name, settings, home.tokens(), machine);
  }

  /**
   * A profile that is there, or is to be. Fails now if its tokens cannot be read, or new ones
   * cannot be written: the user is not asked in vain.
   */
  static OpenProfile forLogin(ProfileOption option, ClientOptions client, Machine machine) {
    Home home = option.home(machine);
    String name = option.name(machine);
    Profile settings = client.over(home.profiles().find(name), name, home.profiles());
    OpenProfile opened = of(home, name, settings, home.tokensWithRoom(), machine);
    opened.grants.read(opened.grants.user());
    opened.grants.read(opened.grants.client());
    return opened;
  }

  private static OpenProfile of(
      Home home, String name, Profile settings, TokenStore store, Machine machine) {
    return new OpenProfile(
        name, settings, home.profiles(), new Grants(store, settings, name, machine));
  }

  /** Whether it is kept already. */
  boolean isKept() {
    return profiles.find(name).isPresent();
  }

  void keep() {
    if (!profiles.find(name).equals(Optional.of(settings))) {
      profiles.put(name, settings);
    }
  }
}
