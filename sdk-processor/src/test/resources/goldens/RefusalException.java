package example;

import io.grantwright.annotations.Generated;
import io.grantwright.runtime.error.DeclaredException;
import io.grantwright.runtime.error.ErrorContext;
import java.lang.Override;
import org.jspecify.annotations.NullMarked;

/**
 * The declared failure whose body is a {@link Refusal}.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
public final class RefusalException extends DeclaredException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal body;

  /**
   * Makes the exception of an answer.
   *
   * @param context the call and its answer
   * @param body the body
   */
  public RefusalException(ErrorContext context, Refusal body) {
    super(context);
    this.body = body;
  }

  @Override
  public Refusal body() {
    return body;
  }
}
