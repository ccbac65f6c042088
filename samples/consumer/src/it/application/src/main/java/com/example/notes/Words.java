package com.example.notes;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.SdkClient;

/** Answers with a class that is not the SDK's, which the application's own converter reads. */
@SdkClient
public interface Words {
  /** Counts a word. */
  @Get("words/{word}")
  Word count(@Path("word") String word);
}
