package docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies of this repository in which nothing is built yet. */
final class Copies {
  private Copies() {}

  /** Copies all files. Maven works offline there if it does here. */
  static void make(Path folder) throws IOException {
    for (Path file : Repository.files()) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Repository.ROOT.resolve(file), copy);
    }
    if (System.getProperty("offline", "").equals("is-true")) {
      Files.writeString(folder.resolve(".mvn/maven.config"), "-o\n", StandardOpenOption.APPEND);
    }
  }
}
