package offlinemodel.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.api.ModelApi;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.EventStream;

/**
 * The Responses API, {@code POST /v1/responses}: reads its requests, writes its documents and the
 * numbered events of its streams.
 */
public final class ResponsesApi implements ModelApi {
  @Override
  public Conversation read(JsonNode request) {
    return new ResponsesRequestReader(request).read();
  }

  @Override
  public ObjectNode whole(Conversation conversation, ModelOutput output) {
    return ResponseObject.ended(conversation, output);
  }

  @Override
  public EventStream stream(Conversation conversation, ModelOutput output) {
    return reader -> new ResponsesStream(conversation, output, reader).write();
  }

  @Override
  public EventStream failure(Conversation conversation, int eventsSent) {
    return reader -> new FailedStream(conversation, reader).write(eventsSent);
  }
}
