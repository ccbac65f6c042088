package io.grantwright.sdk.server;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import java.util.List;

/** An API that takes the server's access tokens. */
@SdkClient
interface Notes {
  @Get("notes")
  @Bearer
  Page find(@Query("q") String word);

  @Model
  record Page(List<String> titles) {}
}
