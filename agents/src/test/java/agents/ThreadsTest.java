package agents;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Set;
import java.util.stream.Collectors;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No run leaves a thread that keeps its program from ending. */
@Timeout(60)
class ThreadsTest {

  private static Set<Thread> holdingTheProgram() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  @Test
  void runsInAllThreeWaysLeaveOnlyDaemons() {
    Set<Thread> before = holdingTheProgram();
    try (OfflineModel server = OfflineModel.start(Settings.instant())) {
      for (String api : new String[] {"responses", "chat"}) {
        Agent agent = Tools.agent(Http.model(api, server.baseUrl()), Tools.weather());
        assertNotNull(Runner.runSync(agent, "Hello").finalOutput());
        assertNotNull(Runner.run(agent, "Hello").join().finalOutput());
        try (var run = Runner.runStreamed(agent, "Hello")) {
          Events.all(run);
          assertNotNull(run.finalOutput());
        }
      }
      Set<Thread> left = holdingTheProgram();
      left.removeAll(before);
      assertEquals(Set.of(), left);
    }
  }
}
