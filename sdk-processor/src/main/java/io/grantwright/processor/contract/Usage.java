package io.grantwright.processor.contract;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Descriptor;
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

/** Which types a descriptor sends, and which ones it receives. */
final class Usage {
  private final Reach reach;
  private final Set<ClassRef> sent = new HashSet<>();
  private final Set<ClassRef> received = new HashSet<>();

  /** The enums that are received where a value that nobody knows is an error. */
  private final Set<ClassRef> closed = new HashSet<>();

  /** Those whose parts are still to be looked at: no chain of records is too long for a queue. */
  private final Deque<Pending> pending = new ArrayDeque<>();

  private record Pending(ClassRef type, Set<ClassRef> direction) {}

  private Usage(Reach reach) {
    this.reach = reach;
  }

  static Usage of(Descriptor descriptor, Reach reach) {
    Usage usage = new Usage(reach);
    for (Operation operation : descriptor.operations()) {
      for (Parameter parameter : operation.parameters()) {
        usage.add(parameter.type(), usage.sent);
      }
      usage.add(operation.result());
      for (Failure failure : operation.failures()) {
        usage.add(failure.as(), usage.received);
      }
    }
    while (!usage.pending.isEmpty()) {
      usage.look(usage.pending.remove());
    }
    return usage;
  }

  private void add(Result result) {
    if (result instanceof Result.Paged paged) {
      add(paged.page());
    } else if (result instanceof Result.Events events) {
      add(events.data(), received);
    } else if (result instanceof Result.Json json) {
      add(json.type(), received);
    } else if (result instanceof Result.Statuses statuses) {
      statuses.members().forEach(member -> add(member.type(), received));
    } else if (!result.isPlain()) {
      throw new IllegalStateException("Nobody knows which types are in " + result);
    }
  }

  String of(ClassRef type) {
    return !received.contains(type)
        ? "sent"
        : sent.contains(type) ? "sent and received" : "received";
  }

  boolean isSent(ClassRef type) {
    return sent.contains(type);
  }

  boolean isClosed(ClassRef type) {
    return closed.contains(type) || !received.contains(type);
  }

  private void add(ValueType type, Set<ClassRef> direction) {
    if (type instanceof ValueType.Model model) {
      add(model.type(), direction);
    } else if (type instanceof ValueType.Union union) {
      add(union.type(), direction);
    } else if (type instanceof ValueType.Enumeration known) {
      direction.add(known.type());
      if (direction == received) {
        closed.add(known.type());
      }
    } else if (type instanceof ValueType.OpenEnumeration open) {
      direction.add(open.type());
    } else if (type instanceof ValueType.ListOf list) {
      add(list.element(), direction);
    } else if (type instanceof ValueType.MapOf map) {
      add(map.value(), direction);
    } else if (!type.isPlain()) {
      throw new IllegalStateException("Nobody knows which types are in " + type);
    }
  }

  private void add(ClassRef type, Set<ClassRef> direction) {
    boolean known = reach.records().containsKey(type) || reach.unions().containsKey(type);
    if (known && direction.add(type)) {
      pending.add(new Pending(type, direction));
    }
  }

  private void look(Pending at) {
    RecordModel model = reach.records().get(at.type());
    UnionModel union = reach.unions().get(at.type());
    if (model != null) {
      model.components().forEach(component -> add(component.type(), at.direction()));
    } else if (union != null) {
      union.variants().forEach(variant -> add(variant.type(), at.direction()));
    }
  }
}
