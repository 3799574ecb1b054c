package agents;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import wire.Json;
import wire.ResponsesReader;

/**
 * Calls a model through OpenAI's Responses API; mirrors Python's {@code OpenAIResponsesModel}. It
 * passes the service's events on as they come.
 */
public final class OpenAIResponsesModel extends OpenAIModel {

  public OpenAIResponsesModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    var http = client.responses().withRawResponse().create(params(request));
    return new ResponsesReader(event -> {}).readWhole(http);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    var http = client.responses().withRawResponse().createStreaming(params(request));
    return new ResponsesReader(EventBatch.to(events)).readStream(http);
  }

  private ResponseCreateParams params(Request request) {
    Map<String, JsonValue> settings = request.settings().asParameters("max_output_tokens");
    JsonValue text = settings.remove("text"); // has room for the output schema, too
    var params =
        ResponseCreateParams.builder()
            .model(model)
            .inputOfResponse(request.input())
            .additionalBodyProperties(settings);
    request.instructions().ifPresent(params::instructions);
    request.tools().forEach(params::addTool);
    if (text != null || request.outputSchema().isPresent()) {
      var config = text == null ? ResponseTextConfig.builder() : text(text).toBuilder();
      request.outputSchema().ifPresent(config::format);
      params.text(config.build());
    }
    if (!request.settings().namedTool().isEmpty()) {
      var tool = Json.object().put("type", "function").put("name", request.settings().namedTool());
      params.putAdditionalBodyProperty("tool_choice", JsonValue.fromJsonNode(tool));
    }
    return params.build();
  }

  private static ResponseTextConfig text(JsonValue setting) {
    return UserError.calling(
        "The setting \"text\"", () -> setting.convert(ResponseTextConfig.class));
  }
}
