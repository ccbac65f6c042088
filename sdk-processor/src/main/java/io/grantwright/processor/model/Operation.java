package io.grantwright.processor.model;

import io.grantwright.annotations.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a descriptor: a method, with what holds for it from the type included.
 *
 * @param method the name of the method
 * @param id its name in generated code, which no other operation has: the method's, with those of
 *     the parameters behind it for each overload but the first
 * @param owner the interface that declares the method: the descriptor or one that it extends
 * @param signature its name with its erased parameter types, as in {@code "find(java.lang.String)"}
 * @param constant the name of its endpoint key, such as {@code EXCHANGE_TOKEN}
 * @param role the role whose address it is called at; null for its own path
 * @param atRoot whether the path starts at the root of the origin
 * @param idempotencyKey the header that has a key of each call; empty for none
 * @param constants the method's own first
 * @param failures the method's own first
 * @param deviations those of the descriptor that hold for its role
 * @param documentation the whole comment, with its tags
 */
public record Operation(
    String method,
    String id,
    ClassRef owner,
    String signature,
    String constant,
    Verb verb,
    PathTemplate path,
    @Nullable Role role,
    boolean atRoot,
    BodyFormat bodyFormat,
    List<Parameter> parameters,
    List<Constant> constants,
    Result result,
    List<Failure> failures,
    Safety safety,
    String idempotencyKey,
    @Nullable ClientAuth clientAuth,
    @Nullable Bearer bearer,
    @Nullable Timeouts timeouts,
    @Nullable Retry retry,
    List<Deviation> deviations,
    String documentation,
    boolean deprecated,
    Origin origin) {
  public Operation {
    parameters = List.copyOf(parameters);
    constants = List.copyOf(constants);
    failures = List.copyOf(failures);
    deviations = List.copyOf(deviations);
  }

  /** Whether there is no body; a DELETE request has one if its method says so. */
  public boolean bodiless() {
    return verb.bodiless() && (verb != Verb.DELETE || bodyFormat == BodyFormat.NONE);
  }

  /** Whether a request of it is what the other one sends: by verb, address, parameters and body. */
  public boolean sendsWhat(Operation other) {
    return verb == other.verb
        && path.text().equals(other.path.text())
        && role == other.role
        && atRoot == other.atRoot
        && bodyFormat == other.bodyFormat
        && placements().equals(other.placements())
        && texts().equals(other.texts());
  }

  private List<Placement> placements() {
    return parameters.stream().map(Parameter::placement).toList();
  }

  private List<String> texts() {
    return constants.stream()
        .map(each -> each.place() + " " + each.name() + "=" + each.value())
        .toList();
  }
}
