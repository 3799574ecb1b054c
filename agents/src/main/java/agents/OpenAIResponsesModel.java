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
import wire.ResponsesReader;

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
    return new ResponsesReader(event -> {}).readWhole(http);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    var http = client.responses().withRawResponse().createStreaming(params(request));
    return new ResponsesReader(events).readStream(http);
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
      var tool = Map.of("type", "function", "name", request.settings().namedTool());
      params.putAdditionalBodyProperty("tool_choice", JsonValue.from(tool));
    }
    return params.build();
  }
}
