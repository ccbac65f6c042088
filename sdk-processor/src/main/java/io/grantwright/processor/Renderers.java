package io.grantwright.processor;

import com.palantir.javapoet.JavaFile;
import io.grantwright.processor.model.Capability;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Fake;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.render.ClientSource;
import io.grantwright.processor.render.CompanionSource;
import io.grantwright.processor.render.DescriptionSource;
import io.grantwright.processor.render.EnumSource;
import io.grantwright.processor.render.ExceptionSource;
import io.grantwright.processor.render.FakeSource;
import io.grantwright.processor.render.UnionSource;
import java.util.function.Function;

/**
 * What writes the source of each kind of file.
 *
 * @param exception for records that are failures
 */
record Renderers(
    Function<Descriptor, JavaFile> client,
    Function<RecordModel, JavaFile> companion,
    Function<RecordModel, JavaFile> exception,
    Function<EnumModel, JavaFile> names,
    Function<UnionModel, JavaFile> union,
    Function<Capability, JavaFile> description,
    Function<Fake, JavaFile> fake) {
  /** Those of the package {@code render}. */
  static Renderers standard() {
    return new Renderers(
        ClientSource::render,
        CompanionSource::render,
        ExceptionSource::render,
        EnumSource::render,
        UnionSource::render,
        DescriptionSource::render,
        FakeSource::render);
  }
}
