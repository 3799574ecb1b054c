package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.models.responses.*;
import java.io.EOFException;
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
    var http = client.responses().withRawResponse().create(params(request));
    return answer(readWhole(http), Map.of());
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    Map<Long, JsonNode> items = new TreeMap<>();
    AtomicReference<Response> answer = new AtomicReference<>();
    readPieces(
        client.responses().withRawResponse().createStreaming(params(request)),
        piece -> {
          events.accept(Json.MAPPER.convertValue(piece, ResponseStreamEvent.class));
          String type = piece.path("type").asText();
          if (type.equals("response.output_item.done")) {
            items.put(piece.path("output_index").asLong(items.size()), piece.path("item"));
          } else if (type.matches("response\\.(completed|incomplete|failed)")) {
            answer.set(answer(piece.path("response"), items));
          } else if (type.equals("error") || piece.hasNonNull("error")) {
            throw failure(piece.path("error").isObject() ? piece.path("error") : piece);
          }
          return answer.get() != null;
        });
    if (answer.get() == null) {
      throw new EOFException("the stream ended before the answer did");
    }
    return answer.get();
  }

  /** The response, if it is an answer; with the streamed items if it names none itself. */
  private static Response answer(JsonNode body, Map<Long, JsonNode> items) {
    if (body.hasNonNull("error")) {
      throw failure(body.path("error"));
    }
    if (!body.path("status").asText("completed").equals("completed")) {
      throw new ModelBehaviorError(
          "The model stopped before its answer was complete: " + body.path("incomplete_details"));
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
            .inputOfResponse(request.input())
            .additionalBodyProperties(request.settings().asParameters("max_output_tokens"));
    request.tools().forEach(params::addTool);
    request
        .outputSchema()
        .ifPresent(schema -> params.text(ResponseTextConfig.builder().format(schema).build()));
    if (!request.settings().namedTool().isEmpty()) {
      params.toolChoice(ToolChoiceFunction.builder().name(request.settings().namedTool()).build());
    }
    return params.build();
  }
}
