/** An application of somebody else's. */
module com.example.notes {
  requires io.grantwright.sdk;
  requires jdk.httpserver;
  requires retrofit2.converter.moshi;

  // For Moshi's reflection on a class that is not the SDK's.
  opens com.example.notes to
      com.squareup.moshi;
}
