package io.grantwright.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.security.config.Customizer.withDefaults;

import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What {@link EmbeddedServer} sets up that is not a value of one start.
 *
 * <p>The two filter chains are the ones that Spring Boot makes by default, with one more call: only
 * {@code deviceAuthorizationEndpoint} turns on the device grant, and there is no property for it.
 * The RSA key, the tokens and their storage are Spring's defaults.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
final class ServerConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain protocol(HttpSecurity http) {
    http.oauth2AuthorizationServer(
        server -> {
          http.securityMatcher(server.getEndpointsMatcher());
          server.oidc(withDefaults());
          server.deviceAuthorizationEndpoint(withDefaults());
        });
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.oauth2ResourceServer(resourceServer -> resourceServer.jwt(withDefaults()));
    // A person is led to the login page; a client, which accepts anything, is told 401.
    var person = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
    person.setIgnoredMediaTypes(Set.of(MediaType.ALL));
    http.exceptionHandling(
        exceptions ->
            exceptions.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint("/login"), person));
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain login(HttpSecurity http) {
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.formLogin(withDefaults());
    return http.build();
  }

  /** What Spring would make by itself, and keep to itself. */
  @Bean
  OAuth2AuthorizationService authorizations() {
    return new InMemoryOAuth2AuthorizationService();
  }

  /** As above. */
  @Bean
  OAuth2AuthorizationConsentService consents() {
    return new InMemoryOAuth2AuthorizationConsentService();
  }

  /** Where Spring sends people after they have let a device in. */
  @Bean
  RouterFunction<ServerResponse> end() {
    return RouterFunctions.route()
        .GET(
            "/",
            request ->
                ServerResponse.ok()
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("You can close this page, and go back to where you came from."))
        .build();
  }

  /** Random secrets that live for one run need no hash, and bcrypt costs 80 ms a request. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return new Plain();
  }

  private static final class Plain implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence rawPassword) {
      return rawPassword == null ? null : rawPassword.toString();
    }

    @Override
    public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
      return rawPassword != null
          && encodedPassword != null
          && MessageDigest.isEqual(
              rawPassword.toString().getBytes(UTF_8), encodedPassword.getBytes(UTF_8));
    }
  }
}
