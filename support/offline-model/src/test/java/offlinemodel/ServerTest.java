package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it looks at all threads and at the memory of this process")
class ServerTest {
  @Test
  void leavesNoThreadThatKeepsTheProcessAlive() throws Exception {
    Set<Thread> before = living();
    try (Client client = Client.instant()) {
      client.ask("responses", "{'model':'m','input':'Hello'}");
      Set<Thread> started = living();
      started.removeAll(before);
      assertTrue(started.stream().anyMatch(thread -> thread.getName().equals("HTTP-Dispatcher")));
      assertTrue(started.stream().allMatch(Thread::isDaemon), started.toString());
    }
  }

  @Test
  void stopsWritingWhenTheClientLeaves() throws Exception {
    // At this pace the answer would take hours.
    try (Client client = new Client(new Settings(20, Fault.NONE))) {
      String output = "word ".repeat(400_000);
      String request =
          "{'model':'m','stream':true,'input':[{'role':'user','content':'Hi'},"
              + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
              + "{'type':'function_call_output','call_id':'a','output':'"
              + output
              + "'}]}";
      HttpResponse<Stream<String>> response = client.lines("responses", request);
      try (Stream<String> lines = response.body()) {
        assertEquals("event: response.created", lines.findFirst().orElseThrow());
      }
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            while (isHandling()) Thread.onSpinWait();
          });
    }
  }

  /** Each of these answers has more than 100 MB of events; all of them would not fit. */
  @Test
  void holdsNoAnswerOfSlowReaders() throws Exception {
    String output = "word ".repeat(400_000);
    String request =
        "{'model':'m','stream':true,'input':[{'role':'user','content':'Hi'},"
            + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
            + "{'type':'function_call_output','call_id':'a','output':'"
            + output
            + "'}]}";
    List<Stream<String>> readers = new ArrayList<>();
    try (Client client = Client.instant()) {
      for (int i = 0; i < 20; i++) {
        Stream<String> lines = client.lines("responses", request).body();
        readers.add(lines);
        assertEquals("event: response.created", lines.iterator().next());
      }
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      assertTrue(used < 1_000_000_000, used + " bytes are in use");
    } finally {
      readers.forEach(Stream::close);
    }
  }

  @Test
  void keepsThePaceWholeAndStreamed() throws Exception {
    String question = "'model':'m','input':'What is the capital of Japan?'";
    try (Client client = new Client(new Settings(50, Fault.NONE))) {
      for (String stream : new String[] {"", ",'stream':true"}) {
        long start = System.nanoTime();
        client.post("responses", "{" + question + stream + "}");
        assertTrue(System.nanoTime() - start >= 6 * 50_000_000L);
      }
    }
  }

  private static boolean isHandling() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().equals("offline-model"))
        .flatMap(entry -> Arrays.stream(entry.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("offlinemodel.http.ExchangeHandler"));
  }

  private static Set<Thread> living() {
    return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
  }
}
