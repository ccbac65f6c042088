package io.grantwright.samples.cloud;

import io.grantwright.runtime.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the next page says to a browser about what it has just done, once. */
final class Notices {
  private static final int MOST = 1000;

  /**
   * A notice.
   *
   * @param kind how it went
   * @param text what happened
   */
  record Notice(Kind kind, String text) {
    /** How it went. */
    enum Kind {
      DONE,
      WARNING
    }
  }

  private final Map<String, Notice> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Notice> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(Secret browser, Notice notice) {
    waiting.put(browser.reveal(), notice);
  }

  synchronized Optional<Notice> take(Secret browser) {
    return Optional.ofNullable(waiting.remove(browser.reveal()));
  }
}
