package io.grantwright.runtime.session;

import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.ClientCredentialsRequest;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where new tokens come from. */
sealed interface TokenSource {
  /** Asks for tokens; {@code refreshToken} is there if the source needs one. */
  TokenResponse ask(Optional<Secret> refreshToken, TokenKey key);

  /** Asks the application for the client as it is now; says whether it is another one. */
  boolean reread();

  boolean needsRefreshToken();

  boolean sendsParameters();

  /** The standard's refresh. */
  final class Refreshes implements TokenSource {
    private final Reread<RefreshTokenGrant> grant;

    Refreshes(Supplier<? extends RefreshTokenGrant> grants) {
      this.grant = new Reread<>(grants);
    }

    @Override
    public TokenResponse ask(Optional<Secret> refreshToken, TokenKey key) {
      return grant
          .get()
          .refreshToken(
              new RefreshRequest(refreshToken.orElseThrow(), key.scope(), key.resource()));
    }

    @Override
    public boolean reread() {
      return grant.reread();
    }

    @Override
    public boolean needsRefreshToken() {
      return true;
    }

    @Override
    public boolean sendsParameters() {
      return false;
    }
  }

  /** A refresh by the application's own code. */
  final class Own implements TokenSource {
    private final Refresher refresher;

    Own(Refresher refresher) {
      this.refresher = refresher;
    }

    @Override
    public TokenResponse ask(Optional<Secret> refreshToken, TokenKey key) {
      return refresher.refresh(refreshToken.orElseThrow(), key);
    }

    @Override
    public boolean reread() {
      return false;
    }

    @Override
    public boolean needsRefreshToken() {
      return true;
    }

    @Override
    public boolean sendsParameters() {
      return true;
    }
  }

  /** The client's own credentials. */
  final class Credentials implements TokenSource {
    private final Reread<ClientCredentialsGrant> grant;

    Credentials(Supplier<? extends ClientCredentialsGrant> grants) {
      this.grant = new Reread<>(grants);
    }

    @Override
    public TokenResponse ask(Optional<Secret> refreshToken, TokenKey key) {
      return grant
          .get()
          .clientCredentials(new ClientCredentialsRequest(key.scope(), key.resource()));
    }

    @Override
    public boolean reread() {
      return grant.reread();
    }

    @Override
    public boolean needsRefreshToken() {
      return false;
    }

    @Override
    public boolean sendsParameters() {
      return false;
    }
  }

  /** A client that is kept until its credentials are refused. One flight uses it at a time. */
  final class Reread<T> {
    private final Supplier<? extends T> supplier;
    private volatile @Nullable T current;

    Reread(Supplier<? extends T> supplier) {
      this.supplier = supplier;
    }

    T get() {
      T known = current;
      if (known == null) {
        try {
          known = supplier.get();
        } catch (RuntimeException e) {
          throw new NotSentException(e);
        }
        current = known;
      }
      return known;
    }

    @SuppressWarnings("ReferenceEquality") // Another client is one with other credentials.
    boolean reread() {
      T before = current;
      T now = supplier.get();
      current = now;
      return now != before;
    }
  }

  /** There was no client to send anything with. */
  @SuppressWarnings("serial") // Never leaves the session.
  final class NotSentException extends RuntimeException {
    NotSentException(RuntimeException cause) {
      super("The client could not be made: " + cause.getMessage(), cause);
    }
  }
}
