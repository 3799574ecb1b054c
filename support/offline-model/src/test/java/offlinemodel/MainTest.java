package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The offline model in a process of its own. */
class MainTest {
  @Test
  void printsItsAddressAndServes() throws Exception {
    Process process = start("0", "none");
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertTrue(
          line.matches("offline model at http://127.0.0.1:\\d+/v1  \\(Ctrl-C stops it\\)"), line);
      String url = line.split(" ")[3];
      try (Client client = Client.instant()) {
        assertEquals(200, client.get(URI.create(url) + "/models").statusCode());
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    try (OfflineModel model = OfflineModel.start(Settings.instant())) {
      int port = URI.create(model.baseUrl()).getPort();
      assertFails("cannot listen at 127.0.0.1:" + port, start(Integer.toString(port), "none"));
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithASetting() throws Exception {
    assertFails("OFFLINE_FAULT must be one of none, 401", start("0", "sleepy"));
    assertFails("port must be a number", start("http", "none"));
  }

  private static void assertFails(String beginning, Process process) throws Exception {
    try (BufferedReader errors = process.errorReader()) {
      List<String> lines = errors.lines().toList();
      assertEquals(1, lines.size(), lines.toString());
      assertTrue(lines.get(0).startsWith(beginning), lines.get(0));
      assertEquals(1, process.waitFor());
    }
  }

  private static Process start(String port, String fault) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dport=" + port,
            "offlinemodel.Main");
    builder.environment().put("OFFLINE_FAULT", fault);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }
}
