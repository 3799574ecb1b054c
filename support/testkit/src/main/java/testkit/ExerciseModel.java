package testkit;

import agents.Model;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wire.Json;

/** A model that plays what a check tells it to, and remembers all that it was asked. */
public class ExerciseModel implements Model {

  /** One answer: a text in the pieces in which it is streamed, or calls of a tool. */
  public record Answer(List<String> deltas, String tool, List<String> arguments) {
    public static Answer text(String... deltas) {
      return new Answer(List.of(deltas), "", List.of());
    }

    /** As many calls in one turn as there are arguments, which are JSON. */
    public static Answer calls(String tool, String... arguments) {
      return new Answer(List.of(), tool, List.of(arguments));
    }
  }

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Answer> answers;

  /** Plays the answers, one a request; whoever asks more often gets the last one again. */
  public ExerciseModel(Answer... answers) {
    this.answers = List.of(answers);
  }

  /** Called on the thread of the run before each answer. */
  protected void beforeAnswer() throws IOException {}

  /** Called on the thread of the run when the delta of that number, from 1, was handed over. */
  protected void afterDelta(int number) {}

  @Override
  public Response respond(Request request) throws IOException {
    requests.add(request);
    int number = requests.size();
    beforeAnswer();
    return Json.MAPPER.convertValue(response(number), Response.class);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    requests.add(request);
    int number = requests.size();
    beforeAnswer();
    ObjectNode begun = Json.object().put("type", "response.created").put("sequence_number", 0);
    begun.set("response", response(number));
    events.accept(Json.MAPPER.convertValue(begun, ResponseStreamEvent.class));
    List<String> deltas = answer(number).deltas();
    for (int i = 1; i <= deltas.size(); i++) {
      ObjectNode event = Json.object().put("type", "response.output_text.delta");
      event.put("item_id", "item_" + number + "_0").put("output_index", 0);
      event.put("content_index", 0).put("sequence_number", i).put("delta", deltas.get(i - 1));
      event.putArray("logprobs");
      events.accept(Json.MAPPER.convertValue(event, ResponseStreamEvent.class));
      afterDelta(i);
    }
    return Json.MAPPER.convertValue(response(number), Response.class);
  }

  /** What the model saw in a request, from 0: "user: …", "assistant: …", "call: …", "output: …". */
  public List<String> seen(int request) {
    return requests.get(request).input().stream()
        .map(item -> line(Json.MAPPER.<JsonNode>valueToTree(item)).replace('\n', ' '))
        .toList();
  }

  private static String line(JsonNode item) {
    return switch (Json.string(item, "/type")) {
      case "function_call" -> "call: " + Json.string(item, "/arguments");
      case "function_call_output" -> "output: " + Json.string(item, "/output");
      default -> Json.string(item, "/role") + ": " + text(item.path("content"));
    };
  }

  private static String text(JsonNode content) {
    return content.isTextual()
        ? content.asText()
        : String.join("", content.findValuesAsText("text"));
  }

  /** The answer to the request of that number, from 1. */
  protected Answer answer(int number) {
    return answers.get(Math.min(number, answers.size()) - 1);
  }

  private ObjectNode response(int number) {
    ObjectNode response = Json.object().put("id", "resp_" + number).put("object", "response");
    response.put("created_at", 0).put("status", "completed").put("model", "exercise");
    response.put("parallel_tool_calls", true).put("tool_choice", "auto").putArray("tools");
    ArrayNode output = response.putArray("output");
    Answer answer = answer(number);
    Stream<ObjectNode> items =
        answer.arguments().isEmpty()
            ? Stream.of(message(String.join("", answer.deltas())))
            : answer.arguments().stream().map(arguments -> call(answer.tool(), arguments));
    List<ObjectNode> all = items.toList();
    IntStream.range(0, all.size())
        .forEach(i -> output.add(withIds(all.get(i), "_" + number + "_" + i)));
    return response;
  }

  private static ObjectNode withIds(ObjectNode item, String id) {
    item.put("id", "item" + id).put("status", "completed");
    return item.path("type").asText().equals("message") ? item : item.put("call_id", "call" + id);
  }

  private static ObjectNode message(String text) {
    ObjectNode message = Json.object().put("type", "message").put("role", "assistant");
    ObjectNode part = message.putArray("content").addObject();
    part.put("type", "output_text").put("text", text).putArray("annotations");
    return message;
  }

  private static ObjectNode call(String tool, String arguments) {
    ObjectNode call = Json.object().put("type", "function_call");
    return call.put("name", tool).put("arguments", arguments);
  }

  @Override
  public String toString() {
    return "exercise";
  }
}
