package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wire.Json;

/** An answer that was cut, filtered or empty is none, whichever way it was asked for. */
@Timeout(60)
class CutAnswersTest {
  private static final String TEXT_AND_CALL =
      """
      {'type':'message','id':'m','role':'assistant','status':'incomplete','content':[
      {'type':'output_text','text':'Hello ','annotations':[]}]},
      {'type':'function_call','id':'f','call_id':'c','name':'press','arguments':''}""";
  private static final String THOUGHT =
      "{'type':'reasoning','id':'r','summary':[{'type':'summary_text','text':'Hm.'}]}";

  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger pressed = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> everyWay() {
    return Stream.of("responses", "chat")
        .flatMap(
            api -> Stream.of("runSync", "run", "runStreamed").map(way -> Arguments.of(api, way)));
  }

  private ModelBehaviorError failure(String api, String way, MockResponse answer) {
    server.enqueue(answer);
    Agent agent =
        Agent.builder()
            .name("Test")
            .model(Http.model(api, Http.url(server)))
            .modelSettings(ModelSettings.DEFAULT.maxTokens(50))
            .tool(FunctionTool.of("press", "A button.", context -> pressed.incrementAndGet()))
            .build();
    var error =
        assertThrows(
            ModelBehaviorError.class,
            () -> {
              switch (way) {
                case "runSync" -> Runner.runSync(agent, "Hi");
                case "run" -> join(agent);
                default -> {
                  try (var run = Runner.runStreamed(agent, "Hi")) {
                    Events.all(run);
                  }
                }
              }
            });
    assertEquals(0, pressed.get(), "a tool of a cut answer was run");
    assertEquals(1, error.getMessage().lines().count());
    assertEquals(new Usage(1, 7, 0, 5, 0, 12), error.runData().usage());
    assertFalse(
        error.runData().toInputList().toString().contains("function_call"), "half a call is kept");
    return error;
  }

  private static void join(Agent agent) {
    try {
      Runner.run(agent, "Hi").join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  /** An answer of either API with this output, which ended so. */
  private static MockResponse answer(
      String api, String way, String items, String chatMessage, String reason) {
    boolean streamed = way.equals("runStreamed");
    if (api.equals("responses")) {
      ObjectNode response =
          (ObjectNode)
              Json.parse(
                  ("{'id':'r','object':'response','created_at':0,'model':'m','output':["
                          + items
                          + "],'usage':{'input_tokens':7,'output_tokens':5,'total_tokens':12}}")
                      .replace('\'', '"'));
      response.put("status", reason.isEmpty() ? "completed" : "incomplete");
      if (!reason.isEmpty()) {
        response.putObject("incomplete_details").put("reason", reason);
      }
      JsonNode end =
          Json.object()
              .put("type", reason.isEmpty() ? "response.completed" : "response.incomplete")
              .put("sequence_number", 0)
              .set("response", response);
      return streamed ? Http.sse("data: " + end + "\n\n") : Http.json(200, response.toString());
    }
    String finish =
        switch (reason) {
          case "" -> "stop";
          case "max_output_tokens" -> "length";
          default -> reason;
        };
    String body =
        ("{'id':'c','choices':[{'index':0,'%s':{%s},'finish_reason':'%s'}],"
                + "'usage':{'prompt_tokens':7,'completion_tokens':5,'total_tokens':12}}")
            .formatted(streamed ? "delta" : "message", chatMessage, finish)
            .replace('\'', '"');
    return streamed ? Http.sse("data: " + body + "\n\ndata: [DONE]\n\n") : Http.json(200, body);
  }

  private static final String CHAT_TEXT_AND_CALL =
      "'content':'Hello ','tool_calls':[{'index':0,'id':'c','type':'function',"
          + "'function':{'name':'press','arguments':''}}]";

  @ParameterizedTest
  @MethodSource("everyWay")
  void cutAtMaxTokens(String api, String way) {
    var answer = answer(api, way, TEXT_AND_CALL, CHAT_TEXT_AND_CALL, "max_output_tokens");
    var error = failure(api, way, answer);
    assertTrue(
        error.getMessage().endsWith("The answer was cut at max_tokens: allow more than 50."),
        error.getMessage());
    assertEquals("Hello ", error.runData().partialText());
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void stoppedByAFilter(String api, String way) {
    var answer = answer(api, way, TEXT_AND_CALL, CHAT_TEXT_AND_CALL, "content_filter");
    var error = failure(api, way, answer);
    assertTrue(error.getMessage().contains("content filter"), error.getMessage());
    assertFalse(error.getMessage().contains("gain"), "asking again cannot help");
    assertEquals("Hello ", error.runData().partialText());
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void thoughtsAreNoAnswer(String api, String way) {
    var answer = answer(api, way, THOUGHT, "'reasoning_content':'Hm.'", "");
    assertTrue(failure(api, way, answer).getMessage().contains("it only thought"));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void silenceIsNoAnswer(String api, String way) {
    var answer = answer(api, way, "", "'content':''", "");
    assertTrue(failure(api, way, answer).getMessage().contains("said nothing at all"));
  }
}
