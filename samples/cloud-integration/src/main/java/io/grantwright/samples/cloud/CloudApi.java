package io.grantwright.samples.cloud;

import com.squareup.moshi.JsonDataException;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.SdkClient;
import java.util.List;
import java.util.Optional;

/**
 * The provider's API. Its address is a setting, and so is the path that says whose account it is.
 */
@SdkClient(name = "Cloud API")
@PathVariable(name = "account", value = "me")
@Bearer
interface CloudApi {
  /** Says whose account the access token is for. */
  @Get("{account}")
  User user();

  /** Lists what the account has. */
  @Get("devices")
  List<Device> devices();

  /**
   * Whose account it is.
   *
   * @param id what never changes about it, 255 characters at most; OpenID Connect calls it {@code
   *     sub}
   * @param name what people call it, as much of it as a page has room for
   */
  @Model
  record User(
      @Name(
              value = "id",
              aliases = {"sub", "user_id"})
          String id,
      @Name(
              value = "name",
              aliases = {"preferred_username", "display_name", "login", "email"})
          Optional<String> name) {
    private static final int LONGEST = 255;

    public User {
      if (!id.matches("\\P{Cntrl}{1," + LONGEST + "}")) {
        throw new JsonDataException("An account's id is no text that a form can hold.");
      }
      name =
          name.map(String::strip)
              .filter(text -> !text.isEmpty())
              .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
  }

  /**
   * Something of the account's.
   *
   * @param name what people call it
   * @param state what it is doing
   */
  @Model
  record Device(String name, String state) {}
}
