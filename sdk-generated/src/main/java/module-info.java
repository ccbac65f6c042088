/** Descriptors of OAuth providers, and the clients that javac writes for them. */
module io.grantwright.sdk {
  requires transitive io.grantwright.runtime;
  requires static org.jspecify;

  exports io.grantwright.sdk.exactonline;
  exports io.grantwright.sdk.github;
  exports io.grantwright.sdk.google;
  exports io.grantwright.sdk.homeassistant;
  exports io.grantwright.sdk.oauthnode;
  exports io.grantwright.sdk.omniport;
  exports io.grantwright.sdk.pipeshub;
  exports io.grantwright.sdk.server;
  exports io.grantwright.sdk.slack;
  exports io.grantwright.sdk.spotify;
  exports io.grantwright.sdk.tiktokbusiness;
}
