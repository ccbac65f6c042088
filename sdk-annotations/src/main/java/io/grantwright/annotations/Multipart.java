package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Parameters without a place of their own are parts of a {@code multipart/form-data} body (RFC
 * 7578), in their order: texts, numbers and the components of a record as fields, an {@code Upload}
 * or a {@code byte[]} as a file, and anything else, with {@link Field}, as a part of JSON.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Multipart {}
