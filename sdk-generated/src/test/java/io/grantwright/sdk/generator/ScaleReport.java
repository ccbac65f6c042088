package io.grantwright.sdk.generator;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures compilations of different sizes with the processor, and the same without it, and prints
 * a table in Markdown. {@code mvn -Pscale -pl sdk-generated -am} runs it.
 */
public final class ScaleReport {
  private static final int LARGE = 1000;

  private ScaleReport() {}

  /**
   * One compilation with the processor, and one of the same sources with those that it wrote.
   *
   * @param rounds the time in the processor's rounds, in nanoseconds
   * @param all the time of the compilation with the processor
   * @param without the time of the one without it
   * @param bytes what the processor's rounds allocated
   * @param live the heap that was in use when the processor had written everything
   */
  private record Run(long rounds, long all, long without, long bytes, long live) {}

  /**
   * Measures and prints.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    // The first compilation is javac warming up.
    run(LARGE);
    Map<Integer, List<Run>> runs = new TreeMap<>();
    Map<Integer, Integer> sizes = new TreeMap<>(Map.of(10, 25, 100, 11, LARGE, 3));
    sizes.forEach(
        (endpoints, times) -> {
          List<Run> all = new ArrayList<>();
          for (int i = 0; i < times; i++) {
            all.add(run(endpoints));
          }
          runs.put(endpoints, all);
        });
    print(runs, System.out);
  }

  private static Run run(int endpoints) {
    Map<String, String> sources = Workload.many(endpoints);
    long before = used();
    AtomicLong live = new AtomicLong();
    AtomicLong collecting = new AtomicLong();
    Measured processor =
        new Measured(
            () -> {
              long start = System.nanoTime();
              live.set(used());
              collecting.set(System.nanoTime() - start);
            });
    long start = System.nanoTime();
    Javac.Result with = Javac.compile(sources, Javac.ClassPath.EMPTY, List.of(processor));
    long all = System.nanoTime() - start - collecting.get();
    Map<String, String> complete = new TreeMap<>(sources);
    complete.putAll(Javac.sources(with.generated()));
    start = System.nanoTime();
    Javac.Result without = Javac.compile(complete, Javac.ClassPath.EMPTY, List.of());
    long plain = System.nanoTime() - start;
    if (!with.success() || !without.success()) {
      throw new IllegalStateException("Does not compile: " + with.messages() + without.messages());
    }
    return new Run(processor.nanos(), all, plain, processor.bytes(), live.get() - before);
  }

  /** The heap in use, without what nobody needs any more. */
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(Map<Integer, List<Run>> runs, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s %s, %d processors%n%n",
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
    out.println(
        "| endpoints | records | descriptors | with, ms | without, ms | in rounds | overhead |"
            + " ms an endpoint | allocated KB an endpoint | live KB an endpoint |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    runs.forEach(
        (endpoints, measured) -> {
          double with = median(measured.stream().map(Run::all).toList()) / 1e6;
          double without = median(measured.stream().map(Run::without).toList()) / 1e6;
          double rounds = median(measured.stream().map(Run::rounds).toList()) / 1e6;
          double bytes = median(measured.stream().map(Run::bytes).toList()) / 1024.0;
          double live = median(measured.stream().map(Run::live).toList()) / 1024.0;
          out.printf(
              Locale.ROOT,
              "| %d | %d | %d | %.0f | %.0f | %.0f %% | %.0f %% | %.2f | %.0f | %.0f |%n",
              endpoints,
              endpoints,
              endpoints / Workload.ENDPOINTS_PER_DESCRIPTOR,
              with,
              without,
              100 * rounds / with,
              100 * (with - without) / without,
              rounds / endpoints,
              bytes / endpoints,
              live / endpoints);
        });
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
