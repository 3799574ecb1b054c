package testkit;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles an exercise and its check in this process. That takes half a second, where Maven needs
 * ten and reports a missing semicolon in a page.
 */
final class ExerciseCompiler {
  private final ExerciseFiles files;
  private final ClassLoader libraries = Thread.currentThread().getContextClassLoader();

  ExerciseCompiler(ExerciseFiles files) {
    this.files = files;
  }

  /**
   * Compiles the check and, because the check uses them, the exercise and what it uses.
   *
   * @throws ExerciseFailure with the compiler's words if the student's code does not compile
   */
  ExerciseCheck compile() throws IOException, ReflectiveOperationException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("There is no Java compiler: Maven must run on a JDK.");
    }
    Path classes = files.classes();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            classPath(),
            "-sourcepath",
            files.sources() + File.pathSeparator + files.testSources(),
            "-encoding",
            "UTF-8",
            "-parameters",
            "-proc:none",
            "-nowarn");
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var sources = manager.getJavaFileObjects(files.check());
      if (!compiler.getTask(null, manager, problems, options, null, sources).call()) {
        throw ExerciseFailure.doesNotCompile(inOneLine(problems.getDiagnostics()));
      }
    }
    Constructor<?> check =
        new FreshClasses(classes).loadClass(files.checkClass()).getDeclaredConstructor();
    check.setAccessible(true);
    return (ExerciseCheck) check.newInstance();
  }

  /** The first error, since the others often follow from it. */
  private static String inOneLine(List<Diagnostic<? extends JavaFileObject>> problems) {
    var errors = problems.stream().filter(p -> p.getKind() == Diagnostic.Kind.ERROR).toList();
    var first = errors.get(0);
    String file =
        first.getSource() == null ? "" : Path.of(first.getSource().getName()).getFileName() + " ";
    String words =
        first
            .getMessage(Locale.ENGLISH)
            .lines()
            .map(String::strip)
            .filter(line -> !line.startsWith("location:"))
            .collect(Collectors.joining(", "))
            .replaceAll(", symbol: +", ": ");
    String more = errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1);
    return "%sline %d: %s%s".formatted(file, first.getLineNumber(), words, more);
  }

  /** Maven's exec:java has a class loader instead of a class path. */
  private String classPath() {
    if (!(libraries instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    return Arrays.stream(loader.getURLs())
        .map(URL::toString)
        .map(url -> Path.of(URI.create(url)))
        .filter(path -> !path.startsWith(files.target()))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Loads the lesson's classes from here, and never from what Maven compiled earlier. */
  private final class FreshClasses extends URLClassLoader {
    FreshClasses(Path classes) throws MalformedURLException {
      super(new URL[] {classes.toUri().toURL()}, libraries);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(files.packageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
