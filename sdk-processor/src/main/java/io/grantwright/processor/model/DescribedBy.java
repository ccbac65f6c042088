package io.grantwright.processor.model;

/**
 * The provider's document of an API.
 *
 * @param file its name in the directory of such documents
 */
public record DescribedBy(String file, Origin origin) {}
