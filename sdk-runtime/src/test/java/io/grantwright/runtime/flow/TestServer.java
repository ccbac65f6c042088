package io.grantwright.runtime.flow;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.AuthorizationRequest;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that issues tokens for each code, and keeps what it was asked. */
final class TestServer implements AuthorizationCodeGrant {
  final List<AuthorizationRequest> requests = new ArrayList<>();
  final List<CodeExchange> exchanges = new ArrayList<>();

  static final TokenResponse TOKENS =
      new TokenResponse(
          Secret.of("access"),
          "Bearer",
          Optional.of(3600L),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          UnknownMembers.EMPTY);

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    requests.add(request);
    return "https://as.example/authorize?response_type=code&client_id=me&prompt=consent";
  }

  @Override
  public TokenResponse exchangeCode(CodeExchange exchange) {
    exchanges.add(exchange);
    return TOKENS;
  }

  static ServerMetadata metadata(boolean announcesIssuer) {
    return new ServerMetadata(
        "https://as.example",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(announcesIssuer),
        UnknownMembers.EMPTY);
  }
}
