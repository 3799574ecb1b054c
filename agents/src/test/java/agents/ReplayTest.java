package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import wire.Json;

/**
 * Streams that providers really sent are read as their index says. Where they lie is told by the
 * system property {@code streams}; by default they are looked for in {@code shared/streams} in the
 * folders above.
 */
class ReplayTest {
  /** Far more than a replay takes, and less than a hang does. */
  private static final Duration NO_HANG = Duration.ofSeconds(60);

  /** A tool call as the events tell it. */
  private record Call(String name, String arguments) {
    /** JSON is compared as such, what is none as text. */
    private Object comparable() {
      try {
        return List.of(name, Json.parse(arguments));
      } catch (IllegalArgumentException e) {
        return List.of(name, arguments);
      }
    }
  }

  @TestFactory
  Stream<DynamicNode> recordedStreams() throws IOException {
    Path folder = folder();
    if (folder == null && System.getProperty("streams") != null) {
      fail("There is no index.json in " + System.getProperty("streams"));
    }
    if (folder == null) {
      abort("No recorded streams: there is no shared/streams above, and -Dstreams names none.");
    }
    JsonNode index = Json.parse(Files.readString(folder.resolve("index.json")));
    return StreamSupport.stream(index.spliterator(), false)
        .filter(entry -> entry.path("file").asText().endsWith(".sse"))
        .map(entry -> tests(folder, entry));
  }

  private static Path folder() {
    String folder = System.getProperty("streams", "shared/streams");
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isRegularFile(up.resolve(folder).resolve("index.json"))) {
        return up.resolve(folder);
      }
    }
    return null;
  }

  private static DynamicNode tests(Path folder, JsonNode entry) {
    String file = entry.path("file").asText();
    return dynamicContainer(
        file,
        List.of(
            dynamicTest("at once", () -> replay(folder.resolve(file), entry, Integer.MAX_VALUE)),
            dynamicTest("byte by byte", () -> replay(folder.resolve(file), entry, 1))));
  }

  private static void replay(Path file, JsonNode entry, int pieceSize) throws Exception {
    byte[] body = Files.readAllBytes(file);
    RawServer.Answer answer =
        out -> {
          out.write(RawServer.SSE.getBytes());
          for (int i = 0; i < body.length; i += Math.min(pieceSize, body.length)) {
            out.write(body, i, Math.min(pieceSize, body.length - i));
          }
        };
    try (RawServer server = RawServer.answering(answer)) {
      assertTimeoutPreemptively(NO_HANG, () -> check(server, entry));
    }
  }

  private static void check(RawServer server, JsonNode entry) {
    Agent.Builder agent = Agent.builder().name("Replay");
    agent.model(Http.model(entry.path("api").asText(), server.url()));
    Stream<Call> expected =
        StreamSupport.stream(entry.path("expected_tool_calls").spliterator(), false)
            .map(call -> new Call(call.path("name").asText(), call.path("arguments").asText()));
    List<Call> expectedCalls = expected.toList();
    expectedCalls.stream()
        .map(Call::name)
        .distinct()
        .forEach(name -> agent.tool(FunctionTool.of(name, "A tool.", context -> "ok")));

    StringBuilder text = new StringBuilder();
    Map<String, Call> calls = new LinkedHashMap<>();
    RunConfig config = RunConfig.builder().maxTurns(1).build();
    try (RunResultStreaming run = Runner.runStreamed(agent.build(), "Go on.", config)) {
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof RawResponseEvent raw) {
          raw.data().outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
          collect(Json.MAPPER.valueToTree(raw.data()), calls);
        }
      }
    } catch (AgentsException e) {
      // After a turn of tools, or because the recording is of a failure.
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    assertEquals(entry.path("expected_text").asText(), text.toString());
    assertEquals(
        expectedCalls.stream().map(Call::comparable).toList(),
        calls.values().stream().map(Call::comparable).toList());
    assertEquals(1, server.requests.get());
  }

  private static void collect(JsonNode event, Map<String, Call> calls) {
    String place = event.path("output_index").asText();
    JsonNode item = event.path("item");
    if (item.path("type").asText().equals("function_call")) { // begun, or done
      calls.put(place, new Call(item.path("name").asText(), item.path("arguments").asText()));
    } else if (event.path("type").asText().equals("response.function_call_arguments.delta")) {
      String more = event.path("delta").asText();
      calls.computeIfPresent(place, (key, call) -> new Call(call.name, call.arguments + more));
    }
  }
}
