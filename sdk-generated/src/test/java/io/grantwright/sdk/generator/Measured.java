package io.grantwright.sdk.generator;

import com.sun.management.ThreadMXBean;
import io.grantwright.processor.DescriptorProcessor;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The processor, with a count of what it takes: questions to javac, bytes and time. */
final class Measured extends AbstractProcessor {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final DescriptorProcessor processor = new DescriptorProcessor();
  private final Runnable atEnd;
  private long questions;
  private long bytes;
  private long nanos;

  Measured() {
    this(() -> {});
  }

  /**
   * @param atEnd what to do when everything is written
   */
  Measured(Runnable atEnd) {
    this.atEnd = atEnd;
  }

  /** How often it called {@code Elements} and {@code Types}. */
  long questions() {
    return questions;
  }

  /** What its rounds allocated. */
  long bytes() {
    return bytes;
  }

  /** What its rounds took. */
  long nanos() {
    return nanos;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    Elements elements = counting(Elements.class, environment.getElementUtils());
    Types types = counting(Types.class, environment.getTypeUtils());
    processor.init(
        proxy(
            ProcessingEnvironment.class,
            environment,
            (method, result) ->
                switch (method) {
                  case "getElementUtils" -> elements;
                  case "getTypeUtils" -> types;
                  default -> result;
                }));
  }

  private <T> T counting(Class<T> type, T target) {
    return proxy(
        type,
        target,
        (method, result) -> {
          questions++;
          return result;
        });
  }

  private interface Answer {
    Object replace(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (ignored, method, arguments) -> {
              try {
                return answer.replace(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long nanosBefore = System.nanoTime();
    processor.process(annotations, round);
    nanos += System.nanoTime() - nanosBefore;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    if (round.processingOver()) {
      atEnd.run();
    }
    return false;
  }
}
