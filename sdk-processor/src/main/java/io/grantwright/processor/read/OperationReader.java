package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Constant.Place;
import io.grantwright.annotations.Naming.Case;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Bearer;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.ClientAuth;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.PathTemplate;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Retry;
import io.grantwright.processor.model.Safety;
import io.grantwright.processor.model.Timeouts;
import io.grantwright.processor.model.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** From methods to operations. */
final class OperationReader {
  private final Compilation compilation;
  private final Types types;
  private final ParameterReader parameters;
  private final ResultReader results;
  private final Sight sight;

  OperationReader(Compilation compilation, Types types, ValueReader values, ModelReader models) {
    this.compilation = compilation;
    this.types = types;
    this.parameters = new ParameterReader(compilation, types, values, models);
    this.results = new ResultReader(compilation, types, values, models);
    this.sight = new Sight(compilation);
  }

  /** The operation; empty, with flaws, where there is too little to make one. */
  Optional<Operation> read(
      TypeElement descriptor,
      Site descriptorSite,
      Methods.Method method,
      String signature,
      List<Deviation> deviations,
      Set<String> names,
      List<Flaw> flaws) {
    Site site = site(descriptor, method);
    List<Site> sites = sites(descriptor, descriptorSite, method, site);
    if (!method.element().getTypeParameters().isEmpty()) {
      flaws.add(new Flaw(Flaw.Kind.GENERIC_METHOD, List.of(method.name()), site.origin()));
      return Optional.empty();
    }
    site.find("Events")
        .filter(mark -> !results.isEvents(method.type().getReturnType()))
        .ifPresent(
            mark ->
                flaws.add(new Flaw(Flaw.Kind.EVENTS_PLACE, List.of(method.name()), mark.origin())));
    pageFlaws(site, method, flaws);
    sightFlaws(Compilation.ref(descriptor).packageName(), method, site, flaws);
    boolean link = site.has("Link");
    List<Verb> verbs = Stream.of(Verb.values()).filter(verb -> site.has(nameOf(verb))).toList();
    if (verbs.size() > 1) {
      Verb second = verbs.get(1);
      flaws.add(
          new Flaw(
              Flaw.Kind.TWO_VERBS,
              List.of(method.name(), nameOf(verbs.get(0)), nameOf(second)),
              site.find(nameOf(second)).orElseThrow().origin()));
      return Optional.empty();
    }
    if (verbs.isEmpty() && !link) {
      flaws.add(new Flaw(Flaw.Kind.NO_VERB, List.of(method.name()), site.origin()));
      return Optional.empty();
    }
    Verb verb = verbs.isEmpty() ? Verb.GET : verbs.get(0);
    PathTemplate path =
        site.find(nameOf(verb))
            .map(mark -> PathTemplate.parse(mark.text("value"), mark.origin("value")))
            .orElseGet(() -> PathTemplate.parse("", site.origin()));
    boolean bodiless =
        verb.bodiless() && (verb != Verb.DELETE || !parameters.saysBody(method, site));
    List<Parameter> read =
        parameters.read(method, site, signature, bodiless, naming(descriptorSite, flaws), flaws);
    Role role = role(site, flaws);
    List<Constant> constants = constants(sites, role, flaws);
    String id = names.add(method.name()) ? method.name() : overloaded(method.name(), read);
    return Optional.of(
        new Operation(
            method.name(),
            id,
            Compilation.ref(method.owner()),
            signature,
            WireNames.constant(id),
            verb,
            path,
            role,
            site.has("AtRoot"),
            bodyFormat(bodySite(site, sites), bodiless, read, constants, flaws, method.name()),
            read,
            constants,
            result(method, site, link),
            failures(sites, flaws),
            safety(site, verb),
            idempotencyKey(site, verb, flaws),
            clientAuth(sites, role, flaws),
            first(sites, "Bearer")
                .map(mark -> new Bearer(mark.text("environment"), mark.origin()))
                .orElse(null),
            first(sites, "Timeouts").map(OperationReader::timeouts).orElse(null),
            first(sites, "Retry").map(OperationReader::retry).orElse(null),
            role == null
                ? List.of()
                : deviations.stream().filter(each -> each.holdsAt(role)).toList(),
            documentation(method, signature),
            compilation.elements().isDeprecated(method.element()),
            link ? site.find("Link").map(Mark::origin).orElse(site.origin()) : site.origin()));
  }

  /** {@code find(word, limit)} as {@code findWordLimit}. */
  private static String overloaded(String name, List<Parameter> parameters) {
    return parameters.stream()
        .map(
            each -> each.name().substring(0, 1).toUpperCase(Locale.ROOT) + each.name().substring(1))
        .collect(joining("", name, ""));
  }

  private Result result(Methods.Method method, Site site, boolean link) {
    TypeMirror type = method.type().getReturnType();
    if (!link) {
      return results.read(type, site);
    }
    return ValueReader.isNamed(type, "java.lang.String")
        ? new Result.Link()
        : new Result.Unsupported(TypeNames.written(type), "return String, since it is a @Link");
  }

  private Site site(TypeElement descriptor, Methods.Method method) {
    if (method.owner().equals(descriptor)) {
      return Site.of(compilation.elements(), method.element());
    }
    String member = method.owner().getSimpleName() + "." + method.name();
    return Site.inherited(compilation.elements(), method.element(), descriptor, member);
  }

  /** The method, its interface and the descriptor: the order in which annotations hold. */
  private List<Site> sites(
      TypeElement descriptor, Site descriptorSite, Methods.Method method, Site site) {
    return method.owner().equals(descriptor)
        ? List.of(site, descriptorSite)
        : List.of(site, site.part(method.owner()), descriptorSite);
  }

  private String documentation(Methods.Method method, String signature) {
    return Optional.ofNullable(compilation.notes(method.owner(), "Description").get(signature))
        .map(note -> note.text("documentation"))
        .orElseGet(() -> compilation.comment(method.element()));
  }

  private static Case naming(Site descriptor, List<Flaw> flaws) {
    List<Flaw> found = new ArrayList<>();
    Case naming = ModelReader.naming(descriptor, Case.AS_WRITTEN, found);
    found.stream().filter(flaw -> !flaws.contains(flaw)).forEach(flaws::add);
    return naming;
  }

  private static @Nullable Role role(Site site, List<Flaw> flaws) {
    Optional<Mark> at = site.find("At");
    if (at.isEmpty()) {
      return null;
    }
    Optional<Role> role = at.get().constant("value", Role.class);
    if (role.isEmpty()) {
      flaws.add(ModelReader.unknownConstant(at.get(), "value", "@At", Role.values()));
    }
    return role.orElse(null);
  }

  private static BodyFormat bodyFormat(
      Site site,
      boolean bodiless,
      List<Parameter> parameters,
      List<Constant> constants,
      List<Flaw> flaws,
      String method) {
    Optional<Mark> form = site.find("FormBody");
    Optional<Mark> json = site.find("JsonBody");
    Optional<Mark> parts = site.find("Multipart");
    if (form.isPresent() && json.isPresent()) {
      flaws.add(twoFormats(method, "@FormBody", "@JsonBody", json.get()));
    } else if (parts.isPresent() && (form.isPresent() || json.isPresent())) {
      flaws.add(
          twoFormats(
              method, form.isPresent() ? "@FormBody" : "@JsonBody", "@Multipart", parts.get()));
    }
    String format =
        parts.isPresent()
            ? "@Multipart"
            : form.isPresent() ? "@FormBody" : json.isPresent() ? "@JsonBody" : "";
    parameters.stream()
        .filter(each -> !fits(each.placement(), format))
        .map(each -> List.of(method, format, "the body " + each.name()))
        .map(args -> new Flaw(Flaw.Kind.TWO_BODY_FORMATS, args, site.origin()))
        .forEach(flaws::add);
    if (parts.isPresent()) {
      return BodyFormat.MULTIPART;
    }
    if (parameters.stream().anyMatch(each -> each.placement() instanceof Placement.Upload)) {
      return BodyFormat.BYTES;
    }
    if (form.isPresent()) {
      return form.get().flag("jsonOnRequest") ? BodyFormat.FORM_OR_JSON : BodyFormat.FORM;
    }
    if (json.isPresent()) {
      return BodyFormat.JSON;
    }
    if (parameters.stream().anyMatch(each -> each.placement() instanceof Placement.ForeignBody)) {
      return BodyFormat.FOREIGN;
    }
    boolean asJson =
        parameters.stream()
                .anyMatch(
                    each ->
                        each.placement() instanceof Placement.Field
                            || each.placement() instanceof Placement.JsonBody
                            || (each.placement() instanceof Placement.Group && !bodiless))
            || (!bodiless && constants.stream().anyMatch(each -> each.place() == Place.FIELD));
    return asJson ? BodyFormat.JSON : BodyFormat.NONE;
  }

  /** What is a whole body leaves no room for fields, and only JSON for JSON. */
  private static boolean fits(Placement placement, String format) {
    return switch (format) {
      case "" -> true;
      case "@JsonBody" ->
          !(placement instanceof Placement.ForeignBody || placement instanceof Placement.Upload);
      default ->
          !(placement instanceof Placement.ForeignBody
              || placement instanceof Placement.Upload
              || placement instanceof Placement.JsonBody);
    };
  }

  private static Flaw twoFormats(String method, String one, String other, Mark at) {
    return new Flaw(Flaw.Kind.TWO_BODY_FORMATS, List.of(method, one, other), at.origin());
  }

  private static List<Constant> constants(List<Site> sites, @Nullable Role role, List<Flaw> flaws) {
    List<Constant> constants = new ArrayList<>();
    for (Site site : sites) {
      List<Constant> own = new ArrayList<>();
      for (Mark mark : site.all("Constant")) {
        Optional<Place> place = mark.constant("in", Place.class);
        if (place.isEmpty()) {
          flaws.add(ModelReader.unknownConstant(mark, "in", "@Constant", Place.values()));
        } else if (holdsAt(mark, role, flaws)) {
          Constant constant =
              new Constant(place.get(), mark.text("name"), mark.text("value"), mark.origin("name"));
          if (own.stream().anyMatch(constant::isAlso)) {
            flaws.add(
                new Flaw(Flaw.Kind.CONSTANT_REPEATED, List.of(constant.name()), constant.origin()));
          }
          own.add(constant);
        }
      }
      // What the method says goes before what holds for all.
      own.removeIf(each -> constants.stream().anyMatch(each::isAlso));
      constants.addAll(own);
    }
    return constants;
  }

  private static boolean holdsAt(Mark constant, @Nullable Role role, List<Flaw> flaws) {
    Optional<List<Role>> at = constant.constants("at", Role.class);
    if (at.isEmpty()) {
      Flaw flaw = ModelReader.unknownConstant(constant, "at", "@Constant", Role.values());
      if (!flaws.contains(flaw)) {
        flaws.add(flaw);
      }
      return false;
    }
    return at.get().isEmpty() || (role != null && Deviation.holdsAt(at.get(), role));
  }

  private List<Failure> failures(List<Site> sites, List<Flaw> flaws) {
    return all(sites, "Fails").stream().flatMap(mark -> failure(mark, flaws).stream()).toList();
  }

  private Optional<Failure> failure(Mark mark, List<Flaw> flaws) {
    TypeMirror as = mark.type("as").orElseThrow(() -> new NotYetKnownException("as"));
    if (as.getKind() == TypeKind.ERROR) {
      throw new NotYetKnownException(TypeNames.written(as));
    }
    if (!(types.asElement(as) instanceof TypeElement record)) {
      flaws.add(new Flaw(Flaw.Kind.NO_FAILURE, List.of(TypeNames.written(as)), mark.origin("as")));
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            mark.texts("status"),
            mark.origin("status"),
            mark.text("contentType"),
            Compilation.ref(record),
            kind(record),
            mark.origin("as")));
  }

  private Failure.Kind kind(TypeElement record) {
    if (record.getQualifiedName().contentEquals("io.grantwright.runtime.error.OAuthError")) {
      return Failure.Kind.OAUTH;
    }
    if (record.getKind() != ElementKind.RECORD || !compilation.modelled(record)) {
      return Failure.Kind.NO_MODEL;
    }
    return Site.of(compilation.elements(), record)
            .find("Model")
            .filter(model -> model.flag("failure"))
            .isPresent()
        ? Failure.Kind.DECLARED
        : Failure.Kind.NO_FAILURE;
  }

  /** What the client names must be visible where it is. */
  private void sightFlaws(String packageName, Methods.Method method, Site site, List<Flaw> flaws) {
    sight.check(packageName, method.type().getReturnType(), site, flaws);
    for (TypeMirror parameter : method.type().getParameterTypes()) {
      sight.check(packageName, parameter, site, flaws);
      TypeMirror type =
          ValueReader.isNamed(parameter, "java.util.Optional")
                  && !((DeclaredType) parameter).getTypeArguments().isEmpty()
              ? ((DeclaredType) parameter).getTypeArguments().get(0)
              : parameter;
      if (types.asElement(type) instanceof TypeElement record) {
        sight.checkPlaced(packageName, record, site, flaws);
      }
    }
  }

  private void pageFlaws(Site site, Methods.Method method, List<Flaw> flaws) {
    List<Mark> marks =
        Stream.of("PagedByCursor", "PagedByNumber", "PagedByLink")
            .flatMap(name -> site.find(name).stream())
            .toList();
    if (marks.size() > 1) {
      flaws.add(new Flaw(Flaw.Kind.PAGES_TWICE, List.of(method.name()), marks.get(1).origin()));
    }
    if (!marks.isEmpty() && !results.isPages(method.type().getReturnType())) {
      flaws.add(new Flaw(Flaw.Kind.PAGES_PLACE, List.of(method.name()), marks.get(0).origin()));
    }
  }

  private static String idempotencyKey(Site site, Verb verb, List<Flaw> flaws) {
    Optional<Mark> key = site.find("IdempotencyKey");
    if (key.isPresent() && (verb.idempotent() || site.has("Idempotent"))) {
      flaws.add(
          new Flaw(
              Flaw.Kind.KEY_USELESS,
              List.of(site.has("Idempotent") ? "@Idempotent" : "@" + nameOf(verb)),
              key.get().origin()));
    }
    return key.map(mark -> mark.text("value")).orElse("");
  }

  private static Safety safety(Site site, Verb verb) {
    if (site.has("IdempotencyKey")) {
      return new Safety.Idempotent();
    }
    Optional<Mark> idempotent = site.find("Idempotent");
    if (idempotent.isEmpty()) {
      return verb.idempotent() ? new Safety.Idempotent() : new Safety.SendOnce();
    }
    if (!idempotent.get().flag("value")) {
      return new Safety.SendOnce();
    }
    List<String> conditions = idempotent.get().texts("when");
    return conditions.isEmpty()
        ? new Safety.Idempotent()
        : new Safety.IdempotentWhen(conditions, idempotent.get().origin("when"));
  }

  /** Where a descriptor inherits a capability, it knows its provider better. */
  private static Site bodySite(Site site, List<Site> sites) {
    Site descriptor = sites.get(sites.size() - 1);
    boolean inherited = sites.size() > 2;
    return inherited && isFormatted(site) && isFormatted(descriptor) ? descriptor : site;
  }

  private static boolean isFormatted(Site site) {
    return site.has("FormBody") || site.has("JsonBody");
  }

  /** Where a descriptor inherits a capability, it knows its provider better. */
  private static @Nullable ClientAuth clientAuth(
      List<Site> sites, @Nullable Role role, List<Flaw> flaws) {
    Optional<ClientAuth> own =
        first(sites.subList(0, sites.size() - 1), "ClientAuthenticated")
            .flatMap(mark -> clientAuth(mark, flaws));
    Optional<Mark> declared = sites.get(sites.size() - 1).find("ClientAuthenticated");
    boolean inherited = sites.size() > 2;
    if (declared.isEmpty() || (own.isPresent() && !inherited)) {
      return own.orElse(null);
    }
    if (own.isEmpty() && inherited && role != null) {
      return null;
    }
    boolean secretRequired = own.map(ClientAuth::secretRequired).orElse(false);
    return clientAuth(declared.get(), flaws)
        .map(
            auth ->
                new ClientAuth(
                    auth.mechanisms(),
                    auth.basicEncoding(),
                    auth.secretRequired() || secretRequired,
                    auth.origin()))
        .orElse(null);
  }

  private static Optional<ClientAuth> clientAuth(Mark mark, List<Flaw> flaws) {
    Optional<List<Mechanism>> mechanisms = mark.constants("value", Mechanism.class);
    Optional<BasicEncoding> encoding = mark.constant("basicEncoding", BasicEncoding.class);
    if (mechanisms.isEmpty()) {
      flaws.add(
          ModelReader.unknownConstant(mark, "value", "@ClientAuthenticated", Mechanism.values()));
    } else if (encoding.isEmpty()) {
      flaws.add(
          ModelReader.unknownConstant(
              mark, "basicEncoding", "@ClientAuthenticated", BasicEncoding.values()));
    }
    return mechanisms.flatMap(
        known ->
            encoding.map(
                basic ->
                    new ClientAuth(
                        known, basic, mark.flag("secretRequired"), mark.origin("value"))));
  }

  private static Timeouts timeouts(Mark mark) {
    return new Timeouts(mark.number("attemptMillis"), mark.number("totalMillis"), mark.origins());
  }

  private static Retry retry(Mark mark) {
    return new Retry(
        mark.number("initialIntervalMillis"),
        mark.number("maxIntervalMillis"),
        mark.decimal("exponent"),
        mark.number("maxElapsedMillis"),
        mark.flag("connectionErrors"),
        mark.origins());
  }

  private static Optional<Mark> first(List<Site> sites, String name) {
    return sites.stream().flatMap(site -> site.find(name).stream()).findFirst();
  }

  private static List<Mark> all(List<Site> sites, String name) {
    return sites.stream().flatMap(site -> site.all(name).stream()).toList();
  }

  private static String nameOf(Verb verb) {
    return verb.name().charAt(0) + verb.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
