package io.grantwright.processor;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.Fakes;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.SdkClient;
import io.grantwright.processor.check.Checks;
import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.emit.Emitter;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Fake;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.read.NotYetKnownException;
import io.grantwright.processor.read.SourceReader;
import io.grantwright.processor.read.UnwritableException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes the clients of descriptors, the companions of models, the descriptions of capabilities and
 * the fakes that tests ask for.
 *
 * <p>In each round:
 *
 * <ol>
 *   <li>The annotated types of the round are collected, with those that earlier rounds put off.
 *   <li>Each is read into the model. One that needs a type which is not there yet is put off to the
 *       next round, since another processor may write that type; if none does, javac reports it.
 *   <li>Its model is checked against every {@link Rule}.
 *   <li>If there is no error its files are rendered and written, each with the type as its only
 *       originating element.
 *   <li>The contract of a descriptor is written beside its client, and compared with the committed
 *       one if there is a directory of them.
 *   <li>The descriptor is held against its provider's document, if it names one.
 *   <li>All problems are reported. A failure of the processor itself is one of them, and ends
 *       nothing but the type that it is about.
 * </ol>
 *
 * <p>Whatever is written follows from the type and what is reachable from it, so that the processor
 * is isolating in the sense of Gradle.
 */
@AutoService(Processor.class)
public final class DescriptorProcessor extends AbstractProcessor {
  private static final List<Class<? extends Annotation>> STARTING_POINTS =
      List.of(Model.class, Capability.class, SdkClient.class, Fakes.class);
  private static final int FRAMES = 3;

  private final Renderers renderers;
  private final Set<String> compiledHere = new TreeSet<>();
  private final DriftStep drift = new DriftStep();
  private final Set<String> postponed = new LinkedHashSet<>();

  /** Called by javac. */
  public DescriptorProcessor() {
    this(Renderers.standard());
  }

  DescriptorProcessor(Renderers renderers) {
    this.renderers = renderers;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> names = new TreeSet<>();
    STARTING_POINTS.forEach(type -> names.add(type.getCanonicalName()));
    return names;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Stream.of(ContractStep.OPTIONS, DriftStep.OPTIONS)
        .flatMap(Set::stream)
        .collect(toUnmodifiableSet());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        compiledHere.add(type.getQualifiedName().toString());
      }
    }
    if (round.processingOver()) {
      return false;
    }
    Emitter emitter = new Emitter(processingEnv.getFiler(), processingEnv.getMessager());
    SourceReader reader =
        new SourceReader(
            processingEnv.getElementUtils(), processingEnv.getTypeUtils(), compiledHere);
    List<Problem> problems = new ArrayList<>();
    for (String name : pending(round)) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        problems.addAll(process(type, reader, emitter));
      }
    }
    problems.forEach(emitter::report);
    return false;
  }

  private Set<String> pending(RoundEnvironment round) {
    Set<String> names = new LinkedHashSet<>(postponed);
    postponed.clear();
    for (Class<? extends Annotation> start : STARTING_POINTS) {
      for (Element element : round.getElementsAnnotatedWith(start)) {
        if (element instanceof TypeElement type) {
          names.add(type.getQualifiedName().toString());
        }
      }
    }
    return names;
  }

  private List<Problem> process(TypeElement type, SourceReader reader, Emitter emitter) {
    try {
      List<Supplier<List<Problem>>> read = new ArrayList<>();
      if (type.getAnnotation(Model.class) != null) {
        read.add(readModel(type, reader, emitter));
      }
      if (type.getAnnotation(Capability.class) != null) {
        io.grantwright.processor.model.Capability capability = reader.capability(type);
        read.add(
            () ->
                finish(
                    Checks.of(capability),
                    capability.origin(),
                    emitter,
                    () -> renderers.description().apply(capability)));
      }
      if (type.getAnnotation(SdkClient.class) != null) {
        read.add(readDescriptor(type, reader, emitter));
      }
      if (reader.asksForFakes(type)) {
        io.grantwright.processor.model.Fakes fakes = reader.fakes(type);
        read.add(() -> processFakes(fakes, emitter));
      }
      // Only now is anything written: what needs another round leaves nothing half done.
      return read.stream().flatMap(each -> each.get().stream()).toList();
    } catch (NotYetKnownException e) {
      postponed.add(type.getQualifiedName().toString());
      return List.of();
    } catch (UnwritableException e) {
      return List.of(Problem.of(Rule.LINE_SEPARATOR, e.origin()));
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(Problem.of(Rule.INTERNAL, reader.origin(type), describe(e)));
    }
  }

  private Supplier<List<Problem>> readDescriptor(
      TypeElement type, SourceReader reader, Emitter emitter) {
    Descriptor descriptor = reader.descriptor(type);
    List<Problem> own = Checks.of(descriptor);
    if (hasError(own)) {
      return () -> own;
    }
    Reach reach = reader.reach(type, descriptor);
    List<Problem> problems = new ArrayList<>(own);
    problems.addAll(Checks.of(descriptor, reach));
    return () -> {
      List<Problem> all =
          new ArrayList<>(
              finish(
                  problems,
                  descriptor.origin(),
                  emitter,
                  () -> renderers.client().apply(descriptor)));
      if (!hasError(problems) && !hasError(Checks.of(reach))) {
        all.addAll(
            new ContractStep(processingEnv.getOptions(), emitter).process(descriptor, reach));
        all.addAll(drift.process(descriptor, reach, processingEnv.getOptions()));
      }
      return all;
    };
  }

  private Supplier<List<Problem>> readModel(
      TypeElement type, SourceReader reader, Emitter emitter) {
    if (reader.isEnum(type)) {
      EnumModel model = reader.enumModel(type);
      return () ->
          finish(Checks.of(model), model.origin(), emitter, () -> renderers.names().apply(model));
    }
    if (reader.isUnion(type)) {
      UnionModel model = reader.union(type);
      return () ->
          finish(Checks.of(model), model.origin(), emitter, () -> renderers.union().apply(model));
    }
    RecordModel model = reader.recordModel(type);
    return () -> {
      List<Problem> problems =
          finish(
              Checks.of(model), model.origin(), emitter, () -> renderers.companion().apply(model));
      return model.failure() && problems.isEmpty()
          ? finish(problems, model.origin(), emitter, () -> renderers.exception().apply(model))
          : problems;
    };
  }

  private List<Problem> processFakes(io.grantwright.processor.model.Fakes fakes, Emitter emitter) {
    SourceVersion level = processingEnv.getSourceVersion();
    if (level.compareTo(SourceVersion.RELEASE_16) < 0) {
      String release = level.name().replace("RELEASE_", "");
      return List.of(Problem.of(Rule.SOURCE_LEVEL, fakes.origin(), release));
    }
    List<Problem> problems = new ArrayList<>(Checks.of(fakes));
    for (Fake fake : fakes.fakes()) {
      // What is wrong with a descriptor is said where it is compiled.
      if (!fake.compiledHere() || !hasError(Checks.of(fake.descriptor()))) {
        emitter.write(renderers.fake().apply(fake), fakes.origin()).stream()
            .map(each -> faked(each, fake))
            .forEach(problems::add);
      }
    }
    return problems;
  }

  /** A fake that is there already is most likely one that somebody else asked for. */
  private static Problem faked(Problem problem, Fake fake) {
    return problem.rule() == Rule.NAME_CLASH
        ? Problem.of(Rule.FAKED_TWICE, problem.origin(), fake.type().canonicalName())
        : problem;
  }

  private static List<Problem> finish(
      List<Problem> problems, Origin origin, Emitter emitter, Supplier<JavaFile> file) {
    if (hasError(problems)) {
      return problems;
    }
    return Stream.concat(problems.stream(), emitter.write(file.get(), origin).stream()).toList();
  }

  private static boolean hasError(List<Problem> problems) {
    return problems.stream().anyMatch(each -> each.severity() == Rule.Severity.ERROR);
  }

  /** The exception and its first frames: enough for a report, and no stack trace of javac. */
  private static String describe(Throwable exception) {
    return Stream.of(exception.getStackTrace())
        .limit(FRAMES)
        .map(
            frame ->
                frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
        .collect(joining(", ", exception + " (at ", ")"));
  }
}
