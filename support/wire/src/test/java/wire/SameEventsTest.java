package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of the Responses API are passed on as the SDK reads them, field by field. */
class SameEventsTest {

  /** The reader finds out by itself what kind of delta it has; the SDK does it here. */
  private static void assertSame(String json) throws IOException {
    JsonNode tree = Json.WIRE.readTree(json);
    ResponseStreamEvent theirs =
        ObjectMappers.jsonMapper().convertValue(tree, ResponseStreamEvent.class);
    List<ResponseStreamEvent> ours = new ArrayList<>();
    ResponsesReader reader = new ResponsesReader(ours::addAll);
    try {
      reader.accept(tree);
    } catch (UnreadableAnswer failure) {
      // The event reports an error. It is passed on before that.
    }
    reader.flush();
    assertEquals(List.of(theirs), ours);
    assertEquals(
        Json.MAPPER.<JsonNode>valueToTree(theirs), Json.MAPPER.<JsonNode>valueToTree(ours.get(0)));
    assertEquals(theirs.toString(), ours.get(0).toString());
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
        "{'type':'response.completed','response':{}}",
        "{'type':'response.created','response':{'tool_choice':'auto'}}",
        "{'type':'response.created','response':{'tool_choice':'required'}}",
        "{'type':'response.created','response':{'tool_choice':'unheard of'}}",
        "{'type':'response.created','response':{'tool_choice':'programmatic_tool_calling'}}",
        "{'type':'response.created','response':{'tool_choice':{'type':'function','name':'f'}}}",
        "{'type':'response.created','response':{'tool_choice':{'type':'programmatic_tool_calling'}}}",
        "{'type':'response.created','response':{'tool_choice':null}}",
        "{'type':'response.created','response':{'tool_choice':5}}",
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
        "{'delta':'x'}",
      })
  void anyEvent(String event) throws IOException {
    assertSame(event.replace('\'', '"'));
  }

  /** What a stream of the other API is turned into is what the SDK would read from its JSON. */
  private static int assertReadable(String chatStream) {
    List<ResponseStreamEvent> events = new ArrayList<>();
    try {
      new ChatChunkReader(events::addAll, "here").readStream(new Body(chatStream));
    } catch (IOException | UnreadableAnswer failure) {
      // Some servers fail in the middle. The events before that count.
    }
    for (ResponseStreamEvent event : events) {
      JsonNode json = Json.MAPPER.valueToTree(event);
      ResponseStreamEvent theirs = Json.MAPPER.convertValue(json, ResponseStreamEvent.class);
      assertEquals(theirs, event);
    }
    return events.size();
  }

  /** Chunks that only add text are read without a tree, unless they have an unknown field. */
  private static void assertSameWithATree(List<String> chunks) {
    List<ResponseStreamEvent> ours = new ArrayList<>();
    List<ResponseStreamEvent> fromTrees = new ArrayList<>();
    ChatChunkReader reader = new ChatChunkReader(ours::addAll, "here");
    ChatChunkReader treeReader = new ChatChunkReader(fromTrees::addAll, "here");
    for (String chunk : chunks) {
      String unknown = chunk.replaceFirst("^\\{\"", "{\"unknown\":0,\"");
      assertEquals(failure(treeReader, unknown), failure(reader, chunk), chunk);
      assertEquals(fromTrees, ours, chunk);
    }
  }

  private static String failure(ChatChunkReader reader, String chunk) {
    try {
      reader.acceptAll(chunk.getBytes(StandardCharsets.UTF_8));
      return "";
    } catch (IOException failure) {
      return failure.getClass().getName(); // Its message says where, which is not the same place.
    } catch (UnreadableAnswer failure) {
      return failure.getMessage().replace("\"unknown\":0,", "");
    } finally {
      reader.flush();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'index':0,'delta':{'content':'x'}",
        "'index':0,'delta':{'content':''}",
        "'index':0,'delta':{'content':null}",
        "'index':0,'delta':{'content':5}",
        "'index':0,'delta':{'content':['x']}",
        "'index':0,'delta':{'content':'<thought>x'}",
        "'index':0,'delta':{'content':'x</thought>y'}",
        "'index':0,'delta':{'content':'x','role':'assistant'}",
        "'index':0,'delta':{'content':'x','refusal':'y'}",
        "'index':0,'delta':{'content':'x','reasoning':'y'}",
        "'index':0,'delta':{'content':'x','extra_content':{'google':{'thought':true}}}",
        "'index':0,'delta':{'content':'x','tool_calls':[{'id':'a','function':{'name':'f'}}]}",
        "'index':0,'delta':{'content':'x'},'finish_reason':'stop'",
        "'index':0,'delta':{'content':'x'},'error':{'message':'m'}",
        "'index':0,'delta':{'content':'x'}}],'object':'error','choices':[{'index':0",
        "'index':0,'delta':{'content':'x'}}],'usage':{'prompt_tokens':3},'model':[{'index':0",
        "'index':0,'delta':{'content':'x'}},{'index':0,'delta':{'content':'y'}",
        "'index':0,'delta':{'content':'x'}},{'index':1,'delta':{'content':'y'}",
        "'index':1,'delta':{'content':'x'}",
        "'index':null,'delta':{'content':'x'}",
        "'index':'0','delta':{'content':'x'}",
        "'index':0.5,'delta':{'content':'x'}",
        "'delta':{'content':'x'}",
        "'delta':[{'content':'x'}]",
        "'content':'x'",
        "'message':{'content':'x'}",
        "'delta':{'content':'x'",
        "'delta':{'content':'x'}}]}{'choices':[{'delta':{'content':'y'}",
      })
  void aChunkWithoutATree(String choice) {
    String chunk =
        "{'id':'c','model':'m','object':'chunk','choices':[{%s}],'system_fingerprint':null}";
    assertSameWithATree(
        Stream.of("'delta':{'content':'a'}", choice, "'delta':{'content':'z'}")
            .map(said -> chunk.formatted(said).replace('\'', '"'))
            .toList());
  }

  @Test
  void allRecordedChatsWithoutATree() throws IOException {
    int compared = 0;
    for (Path file : recordings()) {
      List<String> chunks = new ArrayList<>();
      ServerSentEvents events =
          new ServerSentEvents(new Body(Files.readAllBytes(file)), () -> {}, () -> {});
      for (byte[] data; (data = events.next()) != null; ) {
        chunks.add(new String(data, StandardCharsets.UTF_8));
      }
      if (Files.readString(file).contains("\"choices\"")) {
        assertSameWithATree(chunks);
        compared += chunks.size();
      }
    }
    assertTrue(compared > 100, "only " + compared + " chunks were compared");
  }

  /** Deltas are made one after the other: what was unusual in one is not in the next. */
  @Test
  void oneAfterTheOther() throws IOException {
    List<ResponseStreamEvent> ours = new ArrayList<>();
    ResponsesReader reader = new ResponsesReader(ours::addAll);
    String usual =
        "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"output_index\":1,"
            + "\"content_index\":2,\"delta\":\"x\",\"sequence_number\":3%s}";
    List<ResponseStreamEvent> theirs = new ArrayList<>();
    for (String more : List.of(",\"obfuscation\":\"o\",\"logprobs\":[]", "", ",\"l\":[1]")) {
      JsonNode tree = Json.WIRE.readTree(usual.formatted(more));
      theirs.add(ObjectMappers.jsonMapper().convertValue(tree, ResponseStreamEvent.class));
      reader.accept(tree);
    }
    reader.flush();
    assertEquals(theirs, ours);
  }

  /** Everything is usual but one field, which the SDK's own way must see. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'delta':'x'|'delta':5",
        "'item_id':'i'|'item_id':['i']",
        "'output_index':1|'output_index':'1'",
        "'content_index':2|'content_index':2.5",
        "'sequence_number':3|'sequence_number':null",
        "'logprobs':[]|'logprobs':[{'token':'x'}]",
        "'logprobs':[]|'logprobs':null",
        "'logprobs':[]|'logprobs':{}"
      })
  void aTextDeltaWithOneUnusualField(String usual, String unusual) throws IOException {
    String event =
        "{'type':'response.output_text.delta','item_id':'i','output_index':1,'content_index':2,"
            + "'delta':'x','logprobs':[],'sequence_number':3}";
    assertTrue(event.contains(usual));
    assertSame(event.replace('\'', '"'));
    assertSame(event.replace(usual, unusual).replace('\'', '"'));
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
  void aChat() {
    assertTrue(assertReadable(Api.CHAT.stream("'x'")) > 5);
  }

  @Test
  void allRecordedChats() throws IOException {
    int compared = 0;
    for (Path file : recordings()) {
      String stream = Files.readString(file);
      compared += stream.contains("\"choices\"") ? assertReadable(stream) : 0;
    }
    assertTrue(compared > 100, "only " + compared + " events were compared");
  }

  @Test
  void allRecordedEvents() throws IOException {
    int compared = 0;
    for (Path file : recordings()) {
      ServerSentEvents events =
          new ServerSentEvents(new Body(Files.readAllBytes(file)), () -> {}, () -> {});
      for (byte[] data; (data = events.next()) != null; ) {
        String json = new String(data, StandardCharsets.UTF_8);
        if (json.startsWith("{\"type\"")) {
          assertSame(json);
          compared++;
        }
      }
    }
    assertTrue(compared > 10, "only " + compared + " events were compared");
  }
}
