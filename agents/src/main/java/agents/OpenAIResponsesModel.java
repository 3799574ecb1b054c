package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A model asked through OpenAI's Responses API; mirrors Python's {@code OpenAIResponsesModel}. The
 * service's events are passed on as they come.
 */
public final class OpenAIResponsesModel extends OpenAIModel {

  public OpenAIResponsesModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    JsonNode body = readWhole(client.responses().withRawResponse().create(params(request)));
    return finished(body, Map.of());
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    Map<Long, JsonNode> items = new TreeMap<>();
    AtomicReference<Response> answer = new AtomicReference<>();
    readPieces(
        client.responses().withRawResponse().createStreaming(params(request)),
        piece -> {
          events.accept(Json.MAPPER.convertValue(piece, ResponseStreamEvent.class));
          switch (piece.path("type").asText()) {
            case "response.output_item.done" ->
                items.put(piece.path("output_index").asLong(items.size()), piece.path("item"));
            case "response.completed", "response.incomplete", "response.failed" ->
                answer.set(finished(piece.path("response"), items));
            case "error" -> throw failure(piece.has("error") ? piece.path("error") : piece);
            default -> {
              if (piece.hasNonNull("error")) {
                throw failure(piece.path("error"));
              }
            }
          }
          return answer.get() != null;
        });
    if (answer.get() == null) {
      throw brokenOff();
    }
    return answer.get();
  }

  /** The response, if it is an answer; with the streamed items if it came without any itself. */
  private Response finished(JsonNode body, Map<Long, JsonNode> items) {
    if (body.hasNonNull("error")) {
      throw failure(body.path("error"));
    }
    if (body.path("status").asText().equals("incomplete")) {
      throw new ModelBehaviorError(
          this
              + " stopped before its answer was complete: "
              + body.at("/incomplete_details/reason").asText("it does not say why"));
    }
    ObjectNode response = body.deepCopy();
    if (response.path("output").isEmpty()) {
      response.set("output", Json.MAPPER.valueToTree(items.values()));
    }
    return Json.MAPPER.convertValue(response, Response.class);
  }

  private ResponseCreateParams params(Request request) {
    var params =
        ResponseCreateParams.builder()
            .model(model)
            .instructions(request.instructions())
            .inputOfResponse(request.input());
    request.tools().forEach(params::addTool);
    request
        .outputSchema()
        .ifPresent(s -> params.text(ResponseTextConfig.builder().format(s).build()));
    params.additionalBodyProperties(
        request.settings().asParameters("max_output_tokens", OpenAIResponsesModel::namedTool));
    return params.build();
  }

  private static Object namedTool(String name) {
    return Map.of("type", "function", "name", name);
  }
}
