package io.grantwright.processor.read;

import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Address;
import io.grantwright.processor.model.Authorizing;
import io.grantwright.processor.model.Capability;
import io.grantwright.processor.model.DescribedBy;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Issuer;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.PathTemplate;
import io.grantwright.processor.model.PathVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** From interfaces to descriptors and capabilities. */
final class DescriptorReader {
  private final Compilation compilation;
  private final Methods methods;
  private final OperationReader operations;
  private final DeviationReader deviations;

  DescriptorReader(
      Compilation compilation,
      Methods methods,
      OperationReader operations,
      DeviationReader deviations) {
    this.compilation = compilation;
    this.methods = methods;
    this.operations = operations;
    this.deviations = deviations;
  }

  Descriptor readDescriptor(TypeElement type) {
    Site site = Site.of(compilation.elements(), type);
    Mark client = site.find("SdkClient").orElseThrow();
    List<Flaw> flaws = new ArrayList<>();
    String simpleName = type.getSimpleName().toString();
    List<Deviation> declared = deviations.deviations(site, flaws);
    Authorizing authorizing = deviations.authorizing(site, flaws);
    List<Operation> read = new ArrayList<>();
    List<Flaw> unusable = new ArrayList<>();
    if (isUsable(type, client, unusable)) {
      Set<String> names = new HashSet<>();
      for (Methods.Method method : methods.of(type)) {
        Set<String> before = Set.copyOf(names);
        Optional<Operation> operation =
            operations.read(
                type, site, method, methods.signature(method.element()), declared, names, flaws);
        operation.ifPresent(read::add);
        if (!method.owner().equals(type)) {
          rival(type, site, method, operation, declared, before).ifPresent(flaws::add);
        }
      }
    }
    flaws.addAll(unusable);
    // A deprecated method is overridden by one that is deprecated as well: no warning there.
    Stream<? extends Element> types =
        flaws.isEmpty() ? methods.of(type).stream().flatMap(methods::types) : Stream.of();
    String name = client.text("name");
    return new Descriptor(
        Compilation.ref(type),
        name.isEmpty() ? simpleName : name,
        client.text("server"),
        compilation.visibility(type),
        site.all("PathVariable").stream().map(DescriptorReader::pathVariable).toList(),
        addresses(site, flaws),
        site.has("Discovered"),
        issuer(site),
        declared,
        authorizing,
        describedBy(site),
        read,
        compilation.documentation(type),
        methods.nestedTypes(type),
        compilation.elements().isDeprecated(type),
        compilation.deprecations(Stream.concat(Stream.of(type), types)),
        flaws,
        client.text("server").isEmpty() ? site.origin() : client.origin("server"));
  }

  Capability readCapability(TypeElement type) {
    Site site = Site.of(compilation.elements(), type);
    List<Flaw> flaws = new ArrayList<>();
    if (type.getKind() != ElementKind.INTERFACE) {
      flaws.add(flaw(Flaw.Kind.NOT_AN_INTERFACE, "Capability", type, site.origin()));
    } else if (compilation.hidden(type)) {
      flaws.add(flaw(Flaw.Kind.HIDDEN, type.getSimpleName().toString(), type, site.origin()));
    }
    List<Capability.Method> declared =
        flaws.isEmpty()
            ? methods.declared(type).stream().map(method -> note(method.element())).toList()
            : List.of();
    return new Capability(
        Compilation.ref(type),
        compilation.visibility(type),
        declared,
        compilation.documentation(type),
        flaws,
        site.origin());
  }

  private boolean isUsable(TypeElement type, Mark client, List<Flaw> flaws) {
    String name = type.getSimpleName().toString();
    if (type.getKind() != ElementKind.INTERFACE) {
      flaws.add(flaw(Flaw.Kind.NOT_AN_INTERFACE, "SdkClient", type, client.origin()));
    } else if (!type.getTypeParameters().isEmpty()) {
      flaws.add(flaw(Flaw.Kind.GENERIC, name, type, client.origin()));
    } else if (compilation.hidden(type)) {
      flaws.add(flaw(Flaw.Kind.HIDDEN, name, type, client.origin()));
    } else if (type.getModifiers().contains(Modifier.SEALED)) {
      flaws.add(flaw(Flaw.Kind.SEALED, name, type, client.origin()));
    }
    return flaws.isEmpty();
  }

  /** Of two requests that are inherited with one signature, the client could send only one. */
  private Optional<Flaw> rival(
      TypeElement type,
      Site site,
      Methods.Method method,
      Optional<Operation> operation,
      List<Deviation> declared,
      Set<String> names) {
    for (Methods.Method rival : methods.rivals(type, method)) {
      String signature = methods.signature(rival.element());
      // Its own flaws are told where it is the one that counts.
      Optional<Operation> other =
          operations.read(
              type, site, rival, signature, declared, new HashSet<>(names), new ArrayList<>());
      if (operation.isPresent() && other.isPresent() && !operation.get().sendsWhat(other.get())) {
        List<String> args =
            List.of(
                method.name(),
                method.owner().getSimpleName().toString(),
                rival.owner().getSimpleName().toString(),
                type.getSimpleName().toString());
        return Optional.of(new Flaw(Flaw.Kind.INHERITED_TWICE, args, site.origin()));
      }
    }
    return Optional.empty();
  }

  private Capability.Method note(ExecutableElement method) {
    List<String> nullable =
        method.getParameters().stream()
            .filter(parameter -> Site.of(compilation.elements(), parameter).nullable())
            .map(parameter -> parameter.getSimpleName().toString())
            .toList();
    return new Capability.Method(
        methods.signature(method),
        compilation.comment(method),
        method.getParameters().stream()
            .map(parameter -> parameter.getSimpleName().toString())
            .toList(),
        nullable);
  }

  private static List<Address> addresses(Site site, List<Flaw> flaws) {
    List<Address> addresses = new ArrayList<>();
    for (Mark address : site.all("Address")) {
      Optional<Role> role = address.constant("role", Role.class);
      if (role.isEmpty()) {
        flaws.add(ModelReader.unknownConstant(address, "role", "@Address", Role.values()));
      } else if (addresses.stream().anyMatch(known -> known.role() == role.get())) {
        flaws.add(
            new Flaw(
                Flaw.Kind.ADDRESSED_TWICE, List.of(role.get().name()), address.origin("role")));
      } else {
        PathTemplate template = PathTemplate.parse(address.text("value"), address.origin("value"));
        addresses.add(new Address(role.get(), template, address.origin()));
      }
    }
    return addresses;
  }

  private static @Nullable Issuer issuer(Site site) {
    return site.find("Issuer")
        .map(
            mark ->
                new Issuer(
                    PathTemplate.parse(mark.text("value"), mark.origin("value")),
                    mark.flag("atRoot"),
                    mark.flag("inCallbacks"),
                    mark.origin()))
        .orElse(null);
  }

  private static @Nullable DescribedBy describedBy(Site site) {
    return site.find("DescribedBy")
        .map(mark -> new DescribedBy(mark.text("value"), mark.origin("value")))
        .orElse(null);
  }

  private static PathVariable pathVariable(Mark mark) {
    return new PathVariable(mark.text("name"), mark.text("value"), mark.origin("name"));
  }

  private static Flaw flaw(Flaw.Kind kind, String first, TypeElement type, Origin origin) {
    return new Flaw(kind, List.of(first, type.getSimpleName().toString()), origin);
  }
}
