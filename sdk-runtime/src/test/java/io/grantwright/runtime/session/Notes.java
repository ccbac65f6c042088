package io.grantwright.runtime.session;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.SdkClient;

/** A resource API. */
@SdkClient
interface Notes {
  @Get("notes")
  @Bearer
  Page list();

  @Post("notes")
  @JsonBody
  @Bearer
  void add(Page page);
}
