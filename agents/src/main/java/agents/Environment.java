package agents;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of whoever runs a lesson: environment variables first, then a file {@code .env} in
 * the working directory or in one above it.
 */
public final class Environment {
  private static Dotenv dotenv;

  private Environment() {}

  /**
   * The value of a variable, if it has one that is not blank.
   *
   * @throws UserError if there is a {@code .env} that cannot be read
   */
  public static synchronized Optional<String> get(String name) {
    if (dotenv == null) {
      dotenv = load(file());
    }
    return Optional.ofNullable(dotenv.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The {@code .env} that is read, if there is one. */
  public static Optional<Path> file() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isRegularFile(dir.resolve(".env"))) {
        return Optional.of(dir.resolve(".env"));
      }
    }
    return Optional.empty();
  }

  private static Dotenv load(Optional<Path> file) {
    try {
      return Dotenv.configure()
          .directory(file.map(f -> f.getParent().toString()).orElse("."))
          .ignoreIfMissing()
          .load();
    } catch (DotenvException e) {
      // The exception quotes the line, and the line may hold a key: do not repeat it.
      throw new UserError(
          "%s is malformed: each line is NAME=value, empty, or a # comment. See .env.example."
              .formatted(file.map(Path::toString).orElse(".env")));
    }
  }
}
