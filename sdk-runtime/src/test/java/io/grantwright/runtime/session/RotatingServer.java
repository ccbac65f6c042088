package io.grantwright.runtime.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** Rotates refresh tokens strictly: one that is used twice is refused. Keeps what it was sent. */
final class RotatingServer extends Dispatcher {
  /** What may go wrong with one answer. */
  enum Fault {
    /** The request was processed; the connection breaks before the answer. */
    LOST,
    /** As {@code LOST}, at a server that answers a repetition with the same tokens for a while. */
    LOST_IN_GRACE,
    /** 503. */
    FAILING,
    /** 429. */
    BUSY,
    /** 400 {@code invalid_token}. */
    GONE
  }

  final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  final List<String> paths = new CopyOnWriteArrayList<>();
  final AtomicInteger atOnce = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  final CountDownLatch arrived = new CountDownLatch(1);

  /** Requests wait for it. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** A client secret that is not taken any more. */
  volatile String unknownClient = "";

  /** What a token was rotated into whose answer was lost. */
  private final Map<String, MockResponse.Builder> grace = new HashMap<>();

  private final Set<String> valid = new HashSet<>();
  private int issued;

  synchronized String newRefreshToken() {
    String token = "rt-" + ++issued;
    valid.add(token);
    return token;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      arrived.countDown();
      gate.await();
      return answer(request);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    Map<String, String> form = form(Objects.requireNonNull(request.getBody()).utf8());
    requests.add(form);
    paths.add(request.getTarget());
    Fault fault = faults.poll();
    if (fault == Fault.FAILING) {
      return new MockResponse.Builder().code(503).build();
    }
    if (fault == Fault.BUSY) {
      return new MockResponse.Builder().code(429).build();
    }
    if (fault == Fault.GONE) {
      return json(400, "{\"error\":\"invalid_token\"}").build();
    }
    if (request.getTarget().equals("/revoke")) {
      return new MockResponse.Builder().code(200).build();
    }
    MockResponse.Builder before = grace.get(form.get("refresh_token"));
    MockResponse.Builder answer = before == null ? tokens(form) : before;
    if (fault == Fault.LOST_IN_GRACE) {
      grace.put(form.get("refresh_token"), answer.clone());
    }
    if (fault == Fault.LOST || fault == Fault.LOST_IN_GRACE) {
      answer.onResponseStart(new SocketEffect.CloseSocket());
    }
    return answer.build();
  }

  private MockResponse.Builder tokens(Map<String, String> form) {
    if (unknownClient.equals(form.get("client_secret"))) {
      return json(401, "{\"error\":\"invalid_client\"}");
    }
    String presented = form.get("refresh_token");
    if (presented != null && !valid.remove(presented)) {
      return json(400, "{\"error\":\"invalid_grant\"}");
    }
    String next = presented == null ? "" : ",\"refresh_token\":\"" + newRefreshToken() + "\"";
    return json(
        200,
        "{\"access_token\":\"at-%s\",\"token_type\":\"Bearer\",\"expires_in\":3600%s}"
            .formatted(presented == null ? "own" : presented, next));
  }

  private static MockResponse.Builder json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return form;
  }
}
