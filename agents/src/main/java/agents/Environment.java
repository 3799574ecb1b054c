package agents;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Settings from environment variables. Those that are not set there come from a file {@code .env}
 * in the working directory or in one above it.
 */
public final class Environment {
  private static Dotenv dotenv;

  static {
    ServiceLoader.load(Startup.class).forEach(Startup::begin);
  }

  private Environment() {}

  /**
   * Returns the value of a variable, unless it is unset or blank.
   *
   * @throws UserError if there is a {@code .env} that cannot be read
   */
  public static synchronized Optional<String> get(String name) {
    if (dotenv == null) {
      dotenv = load(folder(Path.of("")));
    }
    return value(dotenv, name);
  }

  static Optional<String> value(Dotenv settings, String name) {
    return Optional.ofNullable(settings.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Returns the path of the {@code .env} that settings come from, if there is one. */
  public static Optional<Path> file() {
    return Optional.ofNullable(folder(Path.of(""))).map(folder -> folder.resolve(".env"));
  }

  /** Returns the nearest folder with a {@code .env}: this one or one above it. */
  static Path folder(Path start) {
    Path folder = start.toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve(".env"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static Dotenv load(Path folder) {
    try {
      return Dotenv.configure().directory(String.valueOf(folder)).ignoreIfMissing().load();
    } catch (DotenvException e) {
      // Its message quotes the line, and the line may hold a key: do not repeat it.
      throw new UserError(
          folder.resolve(".env")
              + " is malformed: each line is NAME=value, empty, or a # comment.");
    }
  }
}
