package io.grantwright.processor;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import javax.tools.JavaFileObject;

/** Stand-ins for the types of the runtime that descriptors name; the processor never needs it. */
final class RuntimeStubs {
  private RuntimeStubs() {}

  static List<JavaFileObject> all() {
    return List.of(
        stub("secret", "final class Secret {}"),
        stub("secret", "final class SensitiveUri {}"),
        stub("json", "final class UnknownMembers {}"),
        stub("json", "final class Maybe<T> {}"),
        stub("json", "final class OpenEnum<E extends Enum<E>> {}"),
        stub("call", "final class CallOptions {}"),
        stub("call", "final class Upload {}"),
        stub("call", "final class Download {}"),
        stub("call", "final class EventStream<T> {}"),
        stub("call", "final class Pages<P, T> {}"),
        stub("error", "record OAuthError(String error) {}"));
  }

  private static JavaFileObject stub(String packageName, String declaration) {
    String name = declaration.replaceFirst("^(final class|record) ([A-Za-z]+).*", "$2");
    return JavaFileObjects.forSourceString(
        "io.grantwright.runtime." + packageName + "." + name,
        "package io.grantwright.runtime." + packageName + "; public " + declaration);
  }
}
