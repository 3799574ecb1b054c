package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server, from the programs that are installed here. */
final class PostgresServer {
  private static PostgresServer shared;

  private final Path programs;
  private final Path folder;
  private final int port = Tests.freePort();

  private PostgresServer(Path programs) throws Exception {
    this.programs = programs;
    folder = Files.createTempDirectory("postgres");
    if (isRoot()) { // PostgreSQL refuses to run as root
      call(List.of("chown", "nobody", folder.toString()));
    }
    run("initdb", "-D", data(), "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8");
    String options = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder + "/log",
        "-o",
        options.formatted(port),
        "start");
  }

  /** Starts the one that all tests of this process share, or skips the test and says so. */
  static synchronized PostgresServer shared() throws Exception {
    if (shared == null) {
      Optional<Path> programs = find();
      assumeTrue(
          programs.isPresent(), "skipped: PostgreSQL is not here (apt-get install postgresql)");
      shared = new PostgresServer(programs.get());
      Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
    }
    return shared;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Optional<Path> find() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql"); // Debian does not put them on the path
    if (!Files.isDirectory(versions)) {
      return Stream.of(System.getenv("PATH").split(File.pathSeparator))
          .map(Path::of)
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .findFirst();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    call(command);
  }

  private void call(List<String> command) throws Exception {
    File output = new File(System.getProperty("java.io.tmpdir"), "postgres-" + port);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    assertEquals(0, process.waitFor(), () -> command + ": " + read(output));
    output.delete();
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void stop() {
    try {
      run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
      deleteFolder();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  private void deleteFolder() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
