package com.example.notes;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.SdkClient;

/** Its client is missed by {@link Application}. */
@SdkClient(server = "https://notes.example.com")
public interface Notes {
  /** Reads all notes. */
  @Get("notes")
  String notes();
}
