/** Descriptors of providers, and the clients that the processor writes from them. */
module io.grantwright.sdk {
  requires transitive io.grantwright.runtime;
}
