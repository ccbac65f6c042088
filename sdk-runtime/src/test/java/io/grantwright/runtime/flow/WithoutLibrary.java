package io.grantwright.runtime.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Runs a probe as if a library were not on the class path. */
final class WithoutLibrary extends ClassLoader {
  private final String missing;

  private WithoutLibrary(String missing) {
    super(WithoutLibrary.class.getClassLoader());
    this.missing = missing;
  }

  static String run(String missing, Class<? extends Supplier<String>> probe) throws Exception {
    Class<?> isolated = new WithoutLibrary(missing).loadClass(probe.getName());
    return (String) ((Supplier<?>) isolated.getDeclaredConstructor().newInstance()).get();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(missing)) {
      throw new ClassNotFoundException(name);
    }
    // A class asks the loader that defined it: what is to miss the library is defined anew here.
    if (!name.startsWith("io.grantwright.runtime.flow.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
