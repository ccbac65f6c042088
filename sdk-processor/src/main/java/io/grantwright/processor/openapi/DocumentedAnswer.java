package io.grantwright.processor.openapi;

/**
 * An answer with some status.
 *
 * @param written where it is said, which may be a reference
 */
public record DocumentedAnswer(DocumentedBody body, Node written) {}
