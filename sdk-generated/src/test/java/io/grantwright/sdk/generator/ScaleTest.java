package io.grantwright.sdk.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.grantwright.processor.DescriptorProcessor;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Whether the processor's work grows as its input does. It is counted, not timed: {@link
 * ScaleReport} measures time.
 */
final class ScaleTest {
  private static final int SMALL = 10;
  private static final int MIDDLE = 100;
  private static final int LARGE = 1000;

  /** What one run of the processor took and wrote. */
  private record Work(long questions, long bytes, long files, long characters) {}

  private static final Measured PROCESSOR = new Measured();
  private static final Map<String, String> SOURCES = Workload.many(LARGE);
  private static final Javac.Result TOGETHER =
      Javac.compile(
          SOURCES, Javac.ClassPath.EMPTY, List.of(PROCESSOR), "-Xlint:all,-processing", "-Werror");

  @Test
  void compilesAThousandEndpointsInAHundredDescriptorsWithAThousandRecords() {
    assertThat(TOGETHER.messages()).isEmpty();
    assertThat(SOURCES.values()).filteredOn(text -> text.contains("@SdkClient")).hasSize(100);
    assertThat(SOURCES.values()).filteredOn(text -> text.contains(" record ")).hasSize(LARGE);
    assertThat(TOGETHER.generated().keySet())
        .filteredOn(path -> path.endsWith("Companion.java"))
        .hasSize(LARGE + 200);
  }

  @Test
  void writesTheSameBytesForEachDescriptorAlone() {
    Javac.ClassPath classes = new Javac.ClassPath(TOGETHER.classes());
    for (int i = 0; i < LARGE / Workload.ENDPOINTS_PER_DESCRIPTOR; i++) {
      String name = Workload.descriptor(i);
      Javac.Result alone =
          Javac.compile(
              Map.of(name, SOURCES.get(name)),
              classes,
              List.of(new DescriptorProcessor()),
              "-proc:only");

      assertThat(alone.messages()).isEmpty();
      assertThat(alone.generated()).hasSize(4);
      assertThat(TOGETHER.generated()).containsAllEntriesOf(alone.generated());
    }
  }

  @Test
  void worksAsMuchForEachOfManyDescriptors() {
    assertLinear(Workload::many, work(PROCESSOR, TOGETHER));
  }

  @Test
  void worksAsMuchForEachEndpointOfOneDescriptor() {
    IntFunction<Map<String, String>> sources = endpoints -> Workload.one(endpoints / 2);
    assertLinear(sources, work(sources.apply(LARGE)));
  }

  @Test
  void worksAsMuchForEachRecordOfAChain() {
    assertLinear(Workload::chain, work(Workload.chain(LARGE)));
  }

  private static void assertLinear(IntFunction<Map<String, String>> sources, Work large) {
    // What is loaded only once is not counted.
    work(sources.apply(SMALL));
    Work small = work(sources.apply(SMALL));
    Work middle = work(sources.apply(MIDDLE));

    assertGrowth("questions", Work::questions, small, middle, large, 1);
    assertGrowth("files", Work::files, small, middle, large, 1);
    assertGrowth("characters", Work::characters, small, middle, large, 5);
    assertGrowth("bytes", Work::bytes, small, middle, large, 25);
  }

  /** Ten times the input is ten times the work; what is done once is left out. */
  private static void assertGrowth(
      String what, ToLongFunction<Work> count, Work small, Work middle, Work large, int percent) {
    long first = count.applyAsLong(middle) - count.applyAsLong(small);
    long second = count.applyAsLong(large) - count.applyAsLong(middle);
    assertThat((double) second / (LARGE - MIDDLE))
        .as(what + " for each: " + count.applyAsLong(small) + ", " + first + ", " + second)
        .isCloseTo((double) first / (MIDDLE - SMALL), withinPercentage(percent));
  }

  private static Work work(Map<String, String> sources) {
    Measured processor = new Measured();
    return work(
        processor, Javac.compile(sources, Javac.ClassPath.EMPTY, List.of(processor), "-proc:only"));
  }

  private static Work work(Measured processor, Javac.Result result) {
    assertThat(result.messages()).isEmpty();
    return new Work(
        processor.questions(),
        processor.bytes(),
        result.generated().size(),
        result.generated().values().stream().mapToLong(String::length).sum());
  }
}
