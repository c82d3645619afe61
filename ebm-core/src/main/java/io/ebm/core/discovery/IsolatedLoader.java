package io.ebm.core.discovery;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one plugin folder. It sees the platform, its own jars and, of the host, only
 * the packages of the service provider interface, so two plugins may carry two versions of a
 * library, and neither meets the host's.
 */
final class IsolatedLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  IsolatedLoader(String plugin, List<URL> jars, ClassLoader host) {
    super(plugin, jars.toArray(new URL[0]), new SharedPackages(host));
  }

  /** The platform, and the host's shared packages. */
  private static final class SharedPackages extends ClassLoader {
    private static final List<String> SHARED =
        List.of("io.ebm.api.", "io.ebm.math.", "io.ebm.nn.", "org.jspecify.annotations.");

    static {
      registerAsParallelCapable();
    }

    private final ClassLoader host;

    SharedPackages(ClassLoader host) {
      super(ClassLoader.getPlatformClassLoader());
      this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      for (String prefix : SHARED) {
        if (name.startsWith(prefix)) {
          return host.loadClass(name);
        }
      }
      throw new ClassNotFoundException(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
      return ClassLoader.getPlatformClassLoader().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return ClassLoader.getPlatformClassLoader().getResources(name);
    }
  }
}
