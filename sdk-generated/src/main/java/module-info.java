/** Descriptors of OAuth providers, and the clients that javac writes for them. */
module io.grantwright.sdk {
  requires transitive io.grantwright.runtime;
  requires static org.jspecify;

  exports io.grantwright.sdk.pipeshub;
  exports io.grantwright.sdk.server;
}
