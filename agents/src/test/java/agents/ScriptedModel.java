package agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import wire.Json;

/** A model that plays a list of turns, and remembers what it was asked. */
final class ScriptedModel implements Model {

  /** One answer: its items, or the failure in its place. */
  record Turn(List<ObjectNode> items, RuntimeException failure) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Turn> turns;
  private final boolean forEver;

  private ScriptedModel(List<Turn> turns, boolean forEver) {
    this.turns = turns;
    this.forEver = forEver;
  }

  /** Plays the turns, one a request; a request too many is an error of the test. */
  static ScriptedModel play(Turn... turns) {
    return new ScriptedModel(List.of(turns), false);
  }

  /** Answers every request in the same way. */
  static ScriptedModel always(Turn turn) {
    return new ScriptedModel(List.of(turn), true);
  }

  static Turn turn(ObjectNode... items) {
    return new Turn(List.of(items), null);
  }

  static Turn failure(RuntimeException failure) {
    return new Turn(List.of(), failure);
  }

  static ObjectNode text(String text) {
    return message("output_text", "text", text);
  }

  static ObjectNode refusal(String refusal) {
    return message("refusal", "refusal", refusal);
  }

  private static ObjectNode message(String type, String field, String text) {
    ObjectNode message = Json.object().put("type", "message").put("role", "assistant");
    ObjectNode part = message.put("status", "completed").putArray("content").addObject();
    part.put("type", type).put(field, text);
    if (type.equals("output_text")) {
      part.putArray("annotations");
    }
    return message;
  }

  static ObjectNode call(String name, String arguments) {
    ObjectNode call = Json.object().put("type", "function_call").put("name", name);
    return call.put("arguments", arguments).put("status", "completed");
  }

  static ObjectNode reasoning(String summary) {
    ObjectNode reasoning = Json.object().put("type", "reasoning");
    reasoning.putArray("summary").addObject().put("type", "summary_text").put("text", summary);
    return reasoning;
  }

  @Override
  public String toString() {
    return "scripted";
  }

  @Override
  public Response respond(Request request) {
    return Json.MAPPER.convertValue(next(request), Response.class);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
    ObjectNode response = next(request);
    ScriptedEvents.of(response)
        .forEach(e -> events.accept(Json.MAPPER.convertValue(e, ResponseStreamEvent.class)));
    return Json.MAPPER.convertValue(response, Response.class);
  }

  private ObjectNode next(Request request) {
    requests.add(request);
    if (!forEver && requests.size() > turns.size()) {
      throw new AssertionError("The model was asked once too often.");
    }
    Turn turn = turns.get(forEver ? 0 : requests.size() - 1);
    if (turn.failure != null) {
      throw turn.failure;
    }
    return response(requests.size(), turn);
  }

  /** A whole answer of the Responses API; its ids tell the turn and the place in it. */
  static ObjectNode response(int number, Turn turn) {
    ObjectNode response = Json.object().put("id", "resp_" + number).put("object", "response");
    response.put("created_at", 0).put("status", "completed").put("model", "scripted");
    response.put("parallel_tool_calls", true).put("tool_choice", "auto").putArray("tools");
    List<ObjectNode> items = new ArrayList<>();
    for (ObjectNode item : turn.items) {
      String id = number + "_" + (items.size() + 1);
      ObjectNode copy = item.deepCopy().put("id", "item_" + id);
      if (copy.path("type").asText().equals("function_call")) {
        copy.put("call_id", "call_" + id);
      }
      items.add(copy);
    }
    response.putArray("output").addAll(items);
    ObjectNode usage = response.putObject("usage").put("input_tokens", 7).put("output_tokens", 5);
    usage.put("total_tokens", 12).putObject("input_tokens_details").put("cached_tokens", 0);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return response;
  }
}
