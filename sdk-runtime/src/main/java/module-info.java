/** Everything that a generated client or an application calls. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.grantwright.runtime {
  exports io.grantwright.runtime.auth;
  exports io.grantwright.runtime.call;
  exports io.grantwright.runtime.credentials;
  exports io.grantwright.runtime.endpoint;
  exports io.grantwright.runtime.error;
  exports io.grantwright.runtime.flow;
  exports io.grantwright.runtime.json;
  exports io.grantwright.runtime.oauth;
  exports io.grantwright.runtime.retry;
  exports io.grantwright.runtime.secret;
  exports io.grantwright.runtime.session;
  exports io.grantwright.runtime.store;

  requires org.slf4j;
  requires transitive com.squareup.moshi;
  requires transitive dev.failsafe.core;
  requires transitive io.grantwright.annotations;
  requires transitive okhttp3;
  requires transitive okio;
  requires transitive retrofit2;
  requires static com.nimbusds.jose.jwt;
  requires static transitive org.jspecify;
}
