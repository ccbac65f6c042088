package io.grantwright.samples.phal.broker;

/** The names of the messages, as the original has them. */
final class MessageType {
  static final String PING = "oauth.ping";

  static final String REGISTER = "oauth.register";
  static final String START = "oauth.start";
  static final String GET = "oauth.get";
  static final String REFRESH = "oauth.refresh";
  static final String CREDENTIALS = "ovos.shell.oauth.register.credentials";
  static final String HOST_INFO = "oauth.get.app.host.info";
  static final String QR = "oauth.generate.qr.request";

  static final String URL = "oauth.url";
  static final String START_IN_SHELL = "ovos.shell.oauth.start.authentication";
  static final String HOST_INFO_RESPONSE = "oauth.app.host.info.response";
  static final String QR_RESPONSE = "oauth.generate.qr.response";
  static final String QR_IN_SHELL = "ovos.shell.oauth.display.qr.code";

  /** Followed by the app's munged identifier. */
  static final String TOKEN = "oauth.token.response.";

  private MessageType() {}
}
