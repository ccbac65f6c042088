package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.List;

/**
 * A set of keys (RFC 7517 §5).
 *
 * @param keys the keys, each as its members
 */
@Model
@Naming(Naming.Case.SNAKE)
public record JsonWebKeys(List<JsonWebKey> keys) {}
