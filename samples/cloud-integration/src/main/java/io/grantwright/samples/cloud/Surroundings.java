package io.grantwright.samples.cloud;

import io.grantwright.runtime.endpoint.EndpointAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import okhttp3.OkHttpClient;

/**
 * What the hub has from outside.
 *
 * @param clock tells when authorizations and tokens end
 * @param work runs tasks that block, as many as there are; the hub ends it
 * @param http the HTTP client of the provider and its API
 * @param endpoints where the provider is, if not where {@link Cloud} says
 * @param patience how long the accounts' page waits for slow answers, before it shows what was
 *     known before
 * @param log where to say what happens
 */
record Surroundings(
    Clock clock,
    ExecutorService work,
    OkHttpClient http,
    EndpointAddresses endpoints,
    Duration patience,
    Log log) {}
