package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import java.util.List;

/**
 * The public keys of a server (RFC 7517 §5).
 *
 * @param keys the keys; those of an unknown kind are to be ignored
 */
@Model
public record JsonWebKeySet(List<JsonWebKey> keys) {}
