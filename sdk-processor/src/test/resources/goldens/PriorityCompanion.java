package example;

import io.grantwright.annotations.FromSource;
import io.grantwright.annotations.Generated;
import io.grantwright.runtime.json.EnumNames;
import org.jspecify.annotations.NullMarked;

/**
 * The names of {@link Priority} on the wire.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
@FromSource(
    type = Priority.class,
    documentation = "How bad it is.",
    members = {
        @FromSource.Member(name = "LOW"),
        @FromSource.Member(name = "VERY_HIGH")
    }
)
public final class PriorityCompanion {
  /**
   * The names, in the order of the constants.
   */
  public static final EnumNames<Priority> NAMES = new EnumNames<>("Priority", Priority.values(),
      "low", "very_high");

  private PriorityCompanion() {
  }
}
