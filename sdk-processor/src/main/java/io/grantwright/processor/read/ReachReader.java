package io.grantwright.processor.read;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** From a descriptor to the types that it reaches, each of them once. */
final class ReachReader {
  private final Compilation compilation;
  private final ModelReader models;
  private final TreeSet<ClassRef> capabilities = new TreeSet<>();
  private final TreeMap<ClassRef, RecordModel> records = new TreeMap<>();
  private final TreeMap<ClassRef, EnumModel> enums = new TreeMap<>();
  private final TreeMap<ClassRef, UnionModel> unions = new TreeMap<>();
  private final Set<ClassRef> compiledHere = new HashSet<>();

  /** Those still to be read: no chain of records is too long for a queue. */
  private final Deque<ClassRef> pending = new ArrayDeque<>();

  ReachReader(Compilation compilation, ModelReader models) {
    this.compilation = compilation;
    this.models = models;
  }

  Reach read(TypeElement type, Descriptor descriptor) {
    addCapabilities(type);
    for (Operation operation : descriptor.operations()) {
      for (Parameter parameter : operation.parameters()) {
        add(parameter.type());
      }
      add(operation.result());
      for (Failure failure : operation.failures()) {
        if (failure.kind() == Failure.Kind.DECLARED) {
          add(failure.as());
        }
      }
    }
    while (!pending.isEmpty()) {
      read(pending.remove());
    }
    return new Reach(capabilities.stream().toList(), records, enums, unions, compiledHere);
  }

  private void addCapabilities(TypeElement type) {
    for (TypeMirror above : type.getInterfaces()) {
      if (above instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element) {
        if (capabilities.add(Compilation.ref(element))) {
          addCapabilities(element);
        }
      }
    }
  }

  private void add(Result result) {
    if (result instanceof Result.Json json) {
      add(json.type());
    } else if (result instanceof Result.Paged paged) {
      add(paged.page());
    } else if (result instanceof Result.Events events) {
      add(events.data());
    } else if (result instanceof Result.Statuses statuses) {
      statuses.members().stream().filter(Result.Member::modelled).forEach(each -> add(each.type()));
    } else if (!result.isPlain()) {
      throw new IllegalStateException("Nobody knows what is reached by " + result);
    }
  }

  private void add(ValueType type) {
    if (type instanceof ValueType.Model model) {
      add(model.type(), model.modelled());
    } else if (type instanceof ValueType.Union union) {
      add(union.type(), union.modelled());
    } else if (type instanceof ValueType.Enumeration known) {
      add(known.type(), known.modelled());
    } else if (type instanceof ValueType.OpenEnumeration open) {
      add(open.type(), open.modelled());
    } else if (type instanceof ValueType.ListOf list) {
      add(list.element());
    } else if (type instanceof ValueType.MapOf map) {
      add(map.value());
    } else if (!type.isPlain()) {
      throw new IllegalStateException("Nobody knows what is reached by " + type);
    }
  }

  private void add(ClassRef type, boolean modelled) {
    if (modelled) {
      add(type);
    }
  }

  private void add(ClassRef type) {
    pending.add(type);
  }

  private void read(ClassRef type) {
    if (records.containsKey(type) || enums.containsKey(type) || unions.containsKey(type)) {
      return;
    }
    TypeElement element = compilation.elements().getTypeElement(type.canonicalName());
    if (element == null) {
      throw new NotYetKnownException(type.canonicalName());
    }
    if (compilation.isSource(element)) {
      compiledHere.add(type);
    }
    if (element.getKind() == ElementKind.ENUM) {
      enums.put(type, models.readEnum(element).sorted());
    } else if (element.getKind() == ElementKind.INTERFACE) {
      UnionModel union = models.readUnion(element);
      unions.put(type, union);
      union.variants().stream()
          .filter(UnionModel.Variant::modelled)
          .map(UnionModel.Variant::type)
          .forEach(this::add);
    } else if (element.getKind() == ElementKind.RECORD) {
      RecordModel model = models.readRecord(element);
      records.put(type, model);
      model.components().stream().map(Component::type).forEach(this::add);
    }
  }
}
