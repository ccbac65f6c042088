package io.grantwright.runtime.oauth;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.List;

/** No metadata of an issuer was found that may be used; {@link #tried} says why. */
public final class DiscoveryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String issuer;
  private final transient List<Attempt> tried;

  DiscoveryException(String issuer, List<Attempt> tried) {
    super(message(issuer, tried), tried.get(0).reason());
    this.issuer = issuer;
    this.tried = List.copyOf(tried);
    tried.stream().skip(1).forEach(attempt -> addSuppressed(attempt.reason()));
  }

  /** {@return the issuer that was asked for} */
  public String issuer() {
    return issuer;
  }

  /** {@return the addresses that were tried, in this order; at least one} */
  public List<Attempt> tried() {
    return tried;
  }

  /**
   * An address that was tried.
   *
   * @param address the address of a metadata document
   * @param reason what is wrong there: a {@link io.grantwright.runtime.error.CallException} if no
   *     document came, or an {@link UntrustedMetadataException} if one came that may not be used
   */
  public record Attempt(String address, RuntimeException reason) {}

  private static String message(String issuer, List<Attempt> tried) {
    StringBuilder message =
        new StringBuilder("No metadata of the issuer \"" + issuer + "\" was found.");
    for (Attempt attempt : tried) {
      message.append(" Tried ").append(attempt.address()).append(": ");
      message.append(attempt.reason().getMessage());
    }
    return message.toString();
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(getClass().getName());
  }
}
