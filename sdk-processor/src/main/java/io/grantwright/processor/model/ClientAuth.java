package io.grantwright.processor.model;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import java.util.List;

/** How the client authenticates itself at an endpoint. */
public record ClientAuth(
    List<Mechanism> mechanisms,
    BasicEncoding basicEncoding,
    boolean secretRequired,
    Origin origin) {
  public ClientAuth {
    mechanisms = List.copyOf(mechanisms);
  }
}
