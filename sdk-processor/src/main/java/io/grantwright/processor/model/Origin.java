package io.grantwright.processor.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in the source something was said, for reports. Only the reader fills it, and only the
 * emitter looks into it.
 *
 * @param element the element, of {@code javax.lang.model}
 * @param annotation the annotation on it that is at fault, if any
 * @param value the value in the annotation that is at fault, if any
 * @param inherited the inherited member meant, such as {@code "Crud.find(java.lang.String)"}; empty
 *     where {@code element} itself is meant
 * @param suppressed what {@code @SuppressWarnings} names, there or around it
 */
public record Origin(
    Object element,
    @Nullable Object annotation,
    @Nullable Object value,
    String inherited,
    Set<String> suppressed) {
  public Origin {
    suppressed = Set.copyOf(suppressed);
  }
}
