package io.grantwright.samples.interop;

/** What is tried with each server: the rows of the README's table, in their order. */
enum Flow {
  CODE("Code with PKCE and consent, id token"),
  CONSENT_DENIED("Consent denied"),
  OFFLINE_ACCESS("Offline access with `prompt=consent`"),
  OFFLINE_SCOPE_ALONE("`offline_access` without it"),
  ROTATION("Refresh with rotation"),
  REUSE("An old refresh token again"),
  SESSION("A session that refreshes itself, and its logout"),
  DEVICE_APPROVED("Device approved"),
  DEVICE_DENIED("Device denied"),
  DEVICE_PENDING("Device still pending"),
  DEVICE_EXPIRED("Device code expired"),
  USERINFO("Userinfo"),
  INTROSPECTION("Introspection"),
  REVOCATION("Revocation"),
  WRONG_SECRET("Wrong secret");

  /** How a line of the report starts that {@link ReadmeTable} reads. */
  static final String MARK = "interop | ";

  final String title;

  Flow(String title) {
    this.title = title;
  }

  /** Writes to the test report what came out, once it is sure. */
  void cameOut(Server server, String outcome) {
    System.out.println(MARK + server.name() + " | " + name() + " | " + outcome);
  }
}
