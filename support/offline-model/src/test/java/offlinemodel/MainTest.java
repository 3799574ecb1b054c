package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void forAClassroomPrintsTheAddressesThatOthersCanUse() throws Exception {
    Process process = start("0", "none", "-Dhost=0.0.0.0");
    try (BufferedReader out = process.inputReader()) {
      String port = out.readLine().replaceAll(".*:(\\d+)/.*", "$1");
      for (InetAddress address : otherMachinesSee()) {
        String line = "for other machines: OPENAI_BASE_URL=http://%s:%s/v1";
        assertEquals(line.formatted(address.getHostAddress(), port), out.readLine());
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static List<InetAddress> otherMachinesSee() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .toList();
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

  private static Process start(String port, String fault, String... options) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Dport=" + port));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "offlinemodel.Main"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OFFLINE_FAULT", fault);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }
}
