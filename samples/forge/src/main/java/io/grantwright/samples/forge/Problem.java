package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import java.util.List;
import java.util.Optional;

/**
 * Why something was not done (RFC 9457).
 *
 * @param title what is wrong
 * @param detail what is wrong with this request
 * @param fields the fields that are at fault
 */
@Model(failure = true)
public record Problem(String title, Optional<String> detail, Optional<List<String>> fields) {}
