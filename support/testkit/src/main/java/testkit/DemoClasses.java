package testkit;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes of one demo, as a new JVM has them: nothing has been set in {@code agents} yet, no
 * offline model is running, and the environment has just the settings that a test gives it. The
 * libraries, which take long to load, are those of the test.
 */
final class DemoClasses extends URLClassLoader {
  private final Set<String> fresh;
  private final Map<String, String> settings = new HashMap<>(Map.of("OFFLINE_PACE", "0"));

  DemoClasses(String lesson, Map<String, String> settings) {
    super(classPath(), DemoClasses.class.getClassLoader());
    fresh = Set.of("agents", "launcher", lesson);
    this.settings.putAll(settings);
  }

  /** Starts a demo with the launcher, and returns its exit status. */
  int launch(String... args) throws ReflectiveOperationException {
    begin();
    return (int)
        loadClass("launcher.Launcher").getMethod("run", String[].class).invoke(null, (Object) args);
  }

  /** Calls the main method. */
  int main(String mainClass) throws ReflectiveOperationException {
    begin();
    loadClass(mainClass).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    return 0;
  }

  private void begin() throws ReflectiveOperationException {
    Thread.currentThread().setContextClassLoader(this);
    Field environment = loadClass("agents.Environment").getDeclaredField("dotenv");
    environment.setAccessible(true);
    environment.set(null, new Settings(settings));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!fresh.contains(name.split("\\.", 2)[0])) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  /** All are on the class path, and each is there once. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }

  private static URL[] classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(DemoClasses::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Variables that are no longer read from the environment of this process. */
  private record Settings(Map<String, String> variables) implements Dotenv {
    @Override
    public String get(String name) {
      return variables.get(name);
    }

    @Override
    public String get(String name, String otherwise) {
      return variables.getOrDefault(name, otherwise);
    }

    @Override
    public Set<DotenvEntry> entries() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<DotenvEntry> entries(Filter filter) {
      throw new UnsupportedOperationException();
    }
  }
}
