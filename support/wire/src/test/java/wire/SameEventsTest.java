package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are read the fast way are the ones that the SDK reads, field by field. */
class SameEventsTest {

  private static ResponseStreamEvent slow(String json) throws IOException {
    return Json.MAPPER.convertValue(Json.WIRE.readTree(json), ResponseStreamEvent.class);
  }

  private static DeltaEvent fast(String json) throws IOException {
    try (JsonParser parser = Json.WIRE.createParser(json.getBytes(StandardCharsets.UTF_8))) {
      return DeltaEvent.read(parser);
    }
  }

  private static void assertSame(ResponseStreamEvent slow, ResponseStreamEvent fast) {
    assertEquals(slow, fast);
    assertEquals(Json.MAPPER.<JsonNode>valueToTree(slow), Json.MAPPER.<JsonNode>valueToTree(fast));
    assertEquals(slow.toString(), fast.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'response.output_text.delta','item_id':'i','output_index':1,'content_index':2,"
            + "'delta':'x','logprobs':[],'sequence_number':3,'obfuscation':'o','n':null,'l':[1]}",
        "{'delta':'x','type':'response.output_text.delta'}",
        "{'type':'response.output_text.delta'}",
        "{'type':'response.function_call_arguments.delta','item_id':'i','output_index':1,"
            + "'delta':'{','sequence_number':3,'obfuscation':'o'}",
        "{'type':'response.reasoning_summary_text.delta','item_id':'i','output_index':1,"
            + "'summary_index':0,'delta':'x','sequence_number':3}",
        "{'type':'response.reasoning_text.delta','item_id':'i','output_index':1,"
            + "'content_index':0,'delta':'x','sequence_number':3}",
        "{'type':'response.refusal.delta','item_id':'i','output_index':1,'content_index':0,"
            + "'delta':'x','sequence_number':3}",
      })
  void growthIsReadFast(String event) throws IOException {
    String json = event.replace('\'', '"');
    DeltaEvent fast = fast(json);
    assertNotNull(fast);
    assertSame(slow(json), fast.event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'response.completed','response':{}}",
        "{'type':'response.custom_tool_call_input.delta','delta':'x'}",
        "{'type':'response.output_text.done','text':'x'}",
        "{'type':'output_text.delta','delta':'x'}",
        "{'type':'response.output_text.delta','delta':null}",
        "{'type':'response.output_text.delta','delta':5}",
        "{'type':'response.output_text.delta','delta':'x','output_index':'1'}",
        "{'type':'response.output_text.delta','delta':'x','output_index':1.5}",
        "{'type':'response.output_text.delta','delta':'x','item_id':['i']}",
        "{'type':'response.output_text.delta','delta':'x','summary_index':0}",
        "{'type':'response.output_text.delta','delta':'x','logprobs':[{}]}",
        "{'type':'response.output_text.delta','delta':'x','logprobs':null}",
        "{'type':'response.output_text.delta','delta':'x','error':{'message':'m'}}",
        "{'type':'response.refusal.delta','delta':'x','logprobs':[]}",
        "{'type':'response.function_call_arguments.delta','delta':'x','content_index':0}",
        "{'type':'response.reasoning_summary_text.delta','delta':'x','content_index':0}",
        "{'type':'response.output_text.delta','delta':'x'}{}",
        "{'delta':'x'}",
        "[]",
        "5",
      })
  void whatIsUnusualIsLeftToTheSdk(String event) throws IOException {
    assertNull(fast(event.replace('\'', '"')));
  }

  /** The recorded streams lie outside of the project: {@code shared/streams} in a folder above. */
  private static List<Path> recordings() throws IOException {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path folder = up.resolve(System.getProperty("streams", "shared/streams"));
      if (Files.isRegularFile(folder.resolve("index.json"))) {
        try (Stream<Path> files = Files.walk(folder)) {
          return files.filter(file -> file.toString().endsWith(".sse")).toList();
        }
      }
    }
    return abort("No recorded streams: there is no shared/streams above.");
  }

  @Test
  void allRecordedEventsOfTheResponsesApiAreTheSame() throws IOException {
    int fastOnes = 0;
    for (Path file : recordings()) {
      ServerSentEvents events = new ServerSentEvents(Files.newInputStream(file));
      for (byte[] data; (data = events.next()) != null; ) {
        String json = new String(data, StandardCharsets.UTF_8);
        DeltaEvent fast = json.startsWith("{") ? fast(json) : null;
        if (fast != null) {
          assertSame(slow(json), fast.event());
          fastOnes++;
        }
      }
    }
    assertTrue(fastOnes > 10, "only " + fastOnes + " events were read fast");
  }

  /** Chat chunks are read fast too: an unknown field in each chunk makes the reader go slowly. */
  @Test
  void allRecordedChunksGiveTheSameEvents() throws IOException {
    for (Path file : recordings()) {
      String stream = Files.readString(file);
      if (stream.contains("\"choices\"")) {
        List<ResponseStreamEvent> fast = read(stream);
        List<ResponseStreamEvent> slow =
            read(stream.replace("\"choices\":", "\"unknown\":true,\"choices\":"));
        assertEquals(
            slow.stream().map(Json.MAPPER::<JsonNode>valueToTree).toList(),
            fast.stream().map(Json.MAPPER::<JsonNode>valueToTree).toList(),
            file.toString());
        assertEquals(slow, fast, file.toString());
      }
    }
  }

  private static List<ResponseStreamEvent> read(String stream) {
    List<ResponseStreamEvent> events = new ArrayList<>();
    try {
      new ChatChunkReader(events::add).readStream(new Body(stream));
    } catch (IOException | UnreadableAnswer recordedFailure) {
      // What came before it is compared.
    }
    return events;
  }
}
