package bench;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the classes of this program come from. */
final class ClassPath {
  private ClassPath() {}

  /** For a second JVM. Maven's exec:java has a class loader instead of a class path. */
  static String ofThisProgram() {
    return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(ClassPath::path)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** The version of a library, from the name of its file. */
  static String version(String library) {
    Matcher jar =
        Pattern.compile(Pattern.quote(library) + "-(\\d[\\w.-]*)\\.jar").matcher(ofThisProgram());
    return jar.find() ? jar.group(1) : "of an unknown version";
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
