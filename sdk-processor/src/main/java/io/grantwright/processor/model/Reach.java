package io.grantwright.processor.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a descriptor reaches: the types that are part of what it promises.
 *
 * @param capabilities the interfaces that it extends, however far above
 * @param records the models in its signatures, and those in their components
 * @param enums those in the signatures and components
 * @param unions those in the signatures and components
 * @param compiledHere which of these types are in source form, so that problems can be reported
 *     there
 */
public record Reach(
    List<ClassRef> capabilities,
    SortedMap<ClassRef, RecordModel> records,
    SortedMap<ClassRef, EnumModel> enums,
    SortedMap<ClassRef, UnionModel> unions,
    Set<ClassRef> compiledHere) {
  public Reach {
    capabilities = List.copyOf(capabilities);
    records = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(records)));
    unions = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(unions)));
    enums = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(enums)));
    compiledHere = Set.copyOf(compiledHere);
  }

  /** One of its records. */
  public RecordModel record(ClassRef type) {
    return Objects.requireNonNull(records.get(type), type::canonicalName);
  }

  /** One of its unions. */
  public UnionModel union(ClassRef type) {
    return Objects.requireNonNull(unions.get(type), type::canonicalName);
  }

  /** One of its enums. */
  public EnumModel enumeration(ClassRef type) {
    return Objects.requireNonNull(enums.get(type), type::canonicalName);
  }
}
