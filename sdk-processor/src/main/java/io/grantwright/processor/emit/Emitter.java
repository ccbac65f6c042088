package io.grantwright.processor.emit;

import com.palantir.javapoet.JavaFile;
import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.model.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** Hands files to the filer and problems to the messager. */
public final class Emitter {
  private final Filer filer;
  private final Messager messager;

  public Emitter(Filer filer, Messager messager) {
    this.filer = filer;
    this.messager = messager;
  }

  /**
   * Writes a file, with the element of the origin as the only one that it originates from: Gradle's
   * isolating processors must have exactly one.
   */
  public List<Problem> write(JavaFile file, Origin origin) {
    String packageName = file.packageName();
    String simpleName = file.typeSpec().name();
    String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    try (Writer writer = filer.createSourceFile(name, (Element) origin.element()).openWriter()) {
      writer.write(SourceText.of(file.toString()));
      return List.of();
    } catch (FilerException e) {
      return List.of(Problem.of(Rule.NAME_CLASH, origin, name));
    } catch (IOException e) {
      return unwritten(name, e, origin);
    }
  }

  /**
   * Writes a text into the class output, below {@code META-INF/grantwright}, with the element of
   * the origin as the only one that it originates from.
   */
  public List<Problem> write(String name, String text, Origin origin) {
    String path = "META-INF/grantwright/" + name;
    try (OutputStream output =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, "", path, (Element) origin.element())
            .openOutputStream()) {
      output.write(text.getBytes(StandardCharsets.UTF_8));
      return List.of();
    } catch (IOException e) {
      return unwritten(path, e, origin);
    }
  }

  private static List<Problem> unwritten(String file, IOException why, Origin origin) {
    return List.of(Problem.of(Rule.UNWRITTEN, origin, file, why.toString()));
  }

  /** Reports a problem on the literal at fault, or as near to it as its origin knows. */
  public void report(Problem problem) {
    if (problem.suppressed()) {
      return;
    }
    Origin origin = problem.origin();
    messager.printMessage(
        switch (problem.severity()) {
          case ERROR -> Diagnostic.Kind.ERROR;
          case WARNING -> Diagnostic.Kind.WARNING;
          case NOTE -> Diagnostic.Kind.NOTE;
        },
        problem.text(),
        (Element) origin.element(),
        (AnnotationMirror) origin.annotation(),
        (AnnotationValue) origin.value());
  }
}
