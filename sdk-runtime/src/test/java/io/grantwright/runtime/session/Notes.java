package io.grantwright.runtime.session;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.SdkClient;

/** A resource API. */
@SdkClient
interface Notes {
  @Get("notes")
  @Bearer
  Page list();
}
