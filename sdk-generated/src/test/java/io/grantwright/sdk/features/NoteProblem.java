package io.grantwright.sdk.features;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * Why there is no note.
 *
 * @param problemCode the reason
 * @param until how long that lasts, in seconds
 */
@Model(failure = true)
@Naming(Naming.Case.PASCAL)
public record NoteProblem(String problemCode, Optional<Long> until) {}
