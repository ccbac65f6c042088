package io.grantwright.runtime.session;

import io.grantwright.runtime.session.SessionAction.Notice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners, each by itself, in order, and in no thread that does anything else: one that
 * blocks holds up nobody.
 */
final class Listeners {
  /** What a listener that blocks may come to hear late; what is older is lost to it. */
  static final int MOST_UNHEARD = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger("io.grantwright.sessions");

  private final GrantKey grant;
  private final Executor threads;
  private final List<Line> lines;

  Listeners(GrantKey grant, List<SessionListener> listeners, Executor threads) {
    this.grant = grant;
    this.threads = threads;
    this.lines = listeners.stream().map(Line::new).toList();
  }

  void tell(Notice notice) {
    for (Line line : lines) {
      line.add(notice);
    }
  }

  /** What one listener has not heard yet. */
  private final class Line {
    private final SessionListener listener;
    private final Queue<Notice> notices = new ArrayDeque<>();
    private boolean isRunning;

    Line(SessionListener listener) {
      this.listener = listener;
    }

    void add(Notice notice) {
      synchronized (this) {
        if (notices.size() == MOST_UNHEARD) {
          LOG.warn("A listener blocks, and will never hear of {}", notices.remove());
        }
        notices.add(notice);
        if (isRunning) {
          return;
        }
        isRunning = true;
      }
      try {
        threads.execute(this::run);
      } catch (RuntimeException | Error e) {
        LOG.warn(
            "There is no thread to tell a listener of {}; it will hear of it later", notice, e);
        synchronized (this) {
          isRunning = false;
        }
      }
    }

    private void run() {
      while (true) {
        Notice notice;
        synchronized (this) {
          notice = notices.poll();
          if (notice == null) {
            isRunning = false;
            return;
          }
        }
        try {
          tell(notice);
        } catch (Throwable e) { // An Error in a listener is not the session's either.
          LOG.warn("A listener failed at {}", notice, e);
        }
      }
    }

    private void tell(Notice notice) {
      if (notice instanceof Notice.Authorized) {
        listener.authorized(grant);
      } else if (notice instanceof Notice.Refreshed refreshed) {
        listener.refreshed(grant, refreshed.key());
      } else if (notice instanceof Notice.LoggedOut) {
        listener.revoked(grant);
      } else if (notice instanceof Notice.ReauthorizationNeeded needed) {
        listener.reauthorizationNeeded(grant, needed.failure().toException(Optional.empty()));
      } else if (notice instanceof Notice.AnswerLost) {
        listener.answerLost(grant);
      } else if (notice instanceof Notice.Narrowed narrowed) {
        listener.narrowed(grant, narrowed.key(), narrowed.asked(), narrowed.granted());
      }
    }
  }
}
