package io.grantwright.processor.read;

import io.grantwright.processor.model.Capability;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Fakes;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** From elements to the model, for one round of one compilation. */
public final class SourceReader {
  private final Compilation compilation;
  private final ModelReader models;
  private final DescriptorReader descriptors;
  private final FakesReader fakes;

  /**
   * @param compiledHere the canonical names of the top-level types in source form, of all rounds
   */
  public SourceReader(Elements elements, Types types, Set<String> compiledHere) {
    this.compilation = new Compilation(elements, compiledHere);
    ValueReader values = new ValueReader(compilation, types);
    this.models = new ModelReader(compilation, values);
    this.descriptors =
        new DescriptorReader(
            compilation,
            new Methods(compilation, types),
            new OperationReader(compilation, types, values, models),
            new DeviationReader(compilation, types));
    this.fakes = new FakesReader(compilation, descriptors);
  }

  /**
   * Reads a type annotated {@code @SdkClient}.
   *
   * @throws NotYetKnownException if it needs a type that is not there
   */
  public Descriptor descriptor(TypeElement type) {
    return descriptors.readDescriptor(type);
  }

  /**
   * Whether a type is annotated {@code @Fakes}. The annotation itself cannot be had from javac
   * where it names a class that is missing.
   */
  public boolean asksForFakes(TypeElement type) {
    return Site.of(compilation.elements(), type).has("Fakes");
  }

  /**
   * Reads a type annotated {@code @Fakes}.
   *
   * @throws NotYetKnownException if it needs a type that is not there
   */
  public Fakes fakes(TypeElement type) {
    return fakes.read(type);
  }

  /**
   * Reads what a descriptor without errors reaches.
   *
   * @throws NotYetKnownException if it needs a type that is not there
   */
  public Reach reach(TypeElement type, Descriptor descriptor) {
    return new ReachReader(compilation, models).read(type, descriptor);
  }

  /** Reads a type annotated {@code @Capability}. */
  public Capability capability(TypeElement type) {
    return descriptors.readCapability(type);
  }

  /** Whether a type annotated {@code @Model} is an enum. */
  public boolean isEnum(TypeElement type) {
    return type.getKind() == ElementKind.ENUM;
  }

  /**
   * Reads a type annotated {@code @Model} that is no enum.
   *
   * @throws NotYetKnownException if it needs a type that is not there
   */
  public RecordModel recordModel(TypeElement type) {
    return type.getKind() == ElementKind.RECORD ? models.readRecord(type) : models.readOther(type);
  }

  /** Whether a type annotated {@code @Model} is a union. */
  public boolean isUnion(TypeElement type) {
    return type.getKind() == ElementKind.INTERFACE
        && Site.of(compilation.elements(), type).has("Discriminator");
  }

  /**
   * Reads a union annotated {@code @Model}.
   *
   * @throws NotYetKnownException if it needs a type that is not there
   */
  public UnionModel union(TypeElement type) {
    return models.readUnion(type);
  }

  /** Reads an enum annotated {@code @Model}. */
  public EnumModel enumModel(TypeElement type) {
    return models.readEnum(type);
  }

  /** Where a problem of a type is reported that could not even be read. */
  public Origin origin(TypeElement type) {
    return Site.of(compilation.elements(), type).origin();
  }
}
