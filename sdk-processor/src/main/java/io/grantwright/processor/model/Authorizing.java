package io.grantwright.processor.model;

import io.grantwright.annotations.Pkce.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's authorizations differ from the standards, beyond single messages.
 *
 * @param offlineParameters each {@code name=value}; null where offline access is as standardized
 */
public record Authorizing(
    Method pkce,
    String offlineScope,
    @Nullable List<String> offlineParameters,
    @Nullable Computed callbackCheck,
    @Nullable Computed secretMint,
    @Nullable Origin offlineOrigin) {
  /**
   * A class that generated code makes.
   *
   * @param usable whether it can
   * @param contract the simple name of what it implements
   */
  public record Computed(ClassRef type, boolean usable, String contract, Origin origin) {}
}
