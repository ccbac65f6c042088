package io.grantwright.samples.phal.broker;

import io.grantwright.samples.phal.app.App;
import io.grantwright.samples.phal.app.AppName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data of the messages that the broker emits. */
final class Answers {
  private static final String ERROR = "error";

  /** What is too long to be registered does not go back to everybody on the bus. */
  private static final int LONGEST_ECHO = 8 * 1024;

  private Answers() {}

  static Map<String, @Nullable Object> registered(App app) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("munged_id", app.name().munged());
    data.put("client_id", app.clientId().orElse(null));
    data.put("needs_creds", app.needsCredentials());
    return data;
  }

  static Map<String, @Nullable Object> url(String url) {
    return Map.of("url", url);
  }

  static Map<String, @Nullable Object> noUrl(String error) {
    return Map.of("url", "", ERROR, error);
  }

  static Map<String, @Nullable Object> start(App app, String url) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("url", url);
    data.putAll(name(app.name()));
    data.put("needs_credentials", app.needsCredentials());
    return data;
  }

  static Map<String, @Nullable Object> hostInfo(String host, int port) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("host", host);
    data.put("port", port);
    return data;
  }

  static Map<String, @Nullable Object> qr(AppName app, Path file) {
    Map<String, @Nullable Object> data = name(app);
    data.put("qr", file.toString());
    return data;
  }

  /** The token's members, for apps as they are, and in a member, as the documentation has it. */
  static Map<String, @Nullable Object> token(Map<String, @Nullable Object> members) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(members);
    data.put("token_response", members);
    return data;
  }

  static Map<String, @Nullable Object> noToken(AppName app, String error, String description) {
    Map<String, @Nullable Object> data = name(app);
    data.put(ERROR, error);
    data.put("error_description", description);
    return data;
  }

  static Map<String, @Nullable Object> refreshed(
      String clientId, Map<String, @Nullable Object> members) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("result", "Ok");
    data.put("client_id", clientId);
    data.put("token", members);
    return data;
  }

  static Map<String, @Nullable Object> notRefreshed(String error) {
    return Map.of("result", "Error", ERROR, error);
  }

  /** An error, with the names as far as the request has them. */
  static Map<String, @Nullable Object> error(Optional<AppName> app, String error) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    app.ifPresent(name -> data.putAll(name(name)));
    data.put(ERROR, error);
    return data;
  }

  static Map<String, @Nullable Object> notRegistered(
      Optional<AppName> app, @Nullable Object clientId, String error) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    app.ifPresent(name -> data.put("munged_id", name.munged()));
    boolean isShort = clientId instanceof String text && text.length() <= LONGEST_ECHO;
    data.put("client_id", isShort ? clientId : null);
    data.put(ERROR, error);
    return data;
  }

  private static Map<String, @Nullable Object> name(AppName app) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("skill_id", app.skillId());
    data.put("app_id", app.appId());
    return data;
  }
}
