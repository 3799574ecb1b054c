package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads answers of the Responses API; its events are passed on as they come. */
public final class ResponsesReader extends AnswerReader {
  private final Consumer<ResponseStreamEvent> events;
  private final Map<Long, JsonNode> items = new TreeMap<>();
  private JsonNode response;

  public ResponsesReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  @Override
  void accept(JsonNode piece) {
    events.accept(Json.MAPPER.convertValue(piece, ResponseStreamEvent.class));
    switch (piece.path("type").asText()) {
      case "response.output_item.done" ->
          items.put(piece.path("output_index").asLong(items.size()), piece.path("item"));
      case "response.completed", "response.incomplete", "response.failed" ->
          acceptWhole(piece.path("response"));
      case "error" -> throw failure(piece.path("error").isObject() ? piece.path("error") : piece);
      default -> failIfError(piece);
    }
  }

  @Override
  void acceptWhole(JsonNode body) {
    failIfError(body);
    if (!body.has("status") && !body.has("output")) {
      throw new UnreadableAnswer("The answer is no response. Is the base URL right?");
    }
    String status = body.path("status").asText("completed");
    if (!status.equals("completed")) {
      String reason = body.at("/incomplete_details/reason").asText(status);
      throw new UnreadableAnswer("The answer was not completed (" + reason + ").");
    }
    response = body;
  }

  @Override
  boolean isFinished() {
    return response != null;
  }

  @Override
  boolean isLast() {
    return isFinished();
  }

  /** The response; with the items that were streamed, if it names none itself. */
  @Override
  Response answer() {
    if (response == null) {
      throw new UnreadableAnswer("The stream ended without a response.");
    }
    ObjectNode answer = response.deepCopy();
    if (answer.path("output").isEmpty()) {
      answer.set("output", Json.MAPPER.valueToTree(items.values()));
    }
    return Json.MAPPER.convertValue(answer, Response.class);
  }
}
