package io.grantwright.samples.phal;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import okhttp3.OkHttpClient;

/**
 * What the bridge has from outside.
 *
 * @param clock tells when authorizations and tokens end
 * @param messages runs one task after the other, in order
 * @param work runs tasks that block, as many as there are
 * @param timer runs tasks later
 * @param bus the HTTP client of the bus's connection
 * @param http the HTTP client of providers
 * @param terminal where QR codes may be drawn
 * @param log where to say what happens
 */
public record Surroundings(
    Clock clock,
    ExecutorService messages,
    ExecutorService work,
    Timer timer,
    OkHttpClient bus,
    OkHttpClient http,
    Terminal terminal,
    Log log) {}
