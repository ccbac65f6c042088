package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for fakes of descriptors, for tests of what uses them. Annotate any type of the test's
 * sources: {@code @Fakes(Notes.class)} writes {@code NotesFake} into the package of that type. It
 * implements the descriptor, answers each endpoint as a lambda of the test says, and keeps its
 * calls. The components of a call have the names of the method's parameters, as far as the class
 * file of the descriptor has them: compile it with {@code -parameters}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Fakes {
  /** {@return the descriptors, of this module or of another} */
  Class<?>[] value();
}
