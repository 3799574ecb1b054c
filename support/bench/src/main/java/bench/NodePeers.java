package bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The clients for JavaScript, where there is Node. */
final class NodePeers {
  private NodePeers() {}

  /** Fetches them. Returns the command that starts the worker, or nothing if there is no Node. */
  static List<String> prepare(Path folder) throws IOException, InterruptedException {
    try {
      if (!Files.isDirectory(folder.resolve("node_modules"))) {
        ProcessBuilder npm = new ProcessBuilder("npm", "ci", "--silent", "--no-audit", "--no-fund");
        int status =
            npm.directory(folder.toFile()).redirectError(Redirect.INHERIT).start().waitFor();
        if (status != 0) {
          throw new IOException("npm ci ended with status " + status);
        }
      }
      return List.of("node", folder.resolve("worker.mjs").toString());
    } catch (IOException e) {
      System.err.println("[no clients for JavaScript: " + e.getMessage() + "]");
      return List.of();
    }
  }

  static List<String> command(List<String> node, String client, String url) {
    return List.of(node.get(0), node.get(1), client, url);
  }
}
