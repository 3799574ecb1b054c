package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import wire.Json;

/** Canned answers of both of OpenAI's APIs, and the models that ask for them. */
final class Http {
  private Http() {}

  static Model responses(String url) {
    return new OpenAIResponsesModel("test-model", OpenAIDefaults.newClient(url, "sk-secret"));
  }

  static Model chat(String url) {
    return new OpenAIChatCompletionsModel("test-model", OpenAIDefaults.newClient(url, "sk-secret"));
  }

  /** By the names of the two APIs. */
  static Model model(String api, String url) {
    return api.equals("chat") ? chat(url) : responses(url);
  }

  static String url(MockWebServer server) {
    return server.url("/v1").toString();
  }

  /** What the server was asked next. */
  static JsonNode body(MockWebServer server) throws InterruptedException {
    return Json.parse(server.takeRequest().getBody().utf8());
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .setHeader("Retry-After", "0")
        .body(body)
        .build();
  }

  static MockResponse sse(String body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "text/event-stream")
        .body(body)
        .build();
  }

  static String frames(Stream<?> pieces) {
    return pieces.map(piece -> "data: " + piece + "\n\n").collect(Collectors.joining());
  }

  static MockResponse chunks(String... chunks) {
    return sse(frames(Stream.concat(Stream.of(chunks), Stream.of("[DONE]"))));
  }

  /** The stream of a scripted turn over the Responses API. */
  static MockResponse stream(int number, ScriptedModel.Turn turn) {
    return sse(frames(events(number, turn).stream()));
  }

  static List<ObjectNode> events(int number, ScriptedModel.Turn turn) {
    return ScriptedEvents.of(ScriptedModel.response(number, turn));
  }

  /** A chunk of a chat completion, from a delta with single quotes. */
  static String chunk(String delta) {
    return chunk(delta, "null");
  }

  static String chunk(String delta, String finishReason) {
    return """
    {'id':'c1','object':'chat.completion.chunk','created':0,'model':'m','choices':[\
    {'index':0,'delta':%s,'finish_reason':%s}]}"""
        .formatted(delta, finishReason)
        .replace('\'', '"');
  }

  static String usageChunk(int input, int output) {
    return """
    {"id":"c1","object":"chat.completion.chunk","created":0,"model":"m","choices":[],\
    "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}"""
        .formatted(input, output, input + output);
  }

  static final String STOP = chunk("{}", "'stop'");

  /** A whole chat completion with one text. */
  static MockResponse chatText(String text) {
    String body =
        """
        {'id':'c1','object':'chat.completion','created':0,'model':'m','choices':[
        {'index':0,'finish_reason':'stop','message':{'role':'assistant','content':'%s'}}],
        'usage':{'prompt_tokens':7,'completion_tokens':5,'total_tokens':12}}
        """;
    return json(200, body.formatted(text).replace('\'', '"'));
  }

  static MockResponse responsesText(String text) {
    var turn = ScriptedModel.turn(ScriptedModel.text(text));
    return json(200, ScriptedModel.response(1, turn).toString());
  }
}
