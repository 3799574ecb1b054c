package offlinemodel.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.EventStream;

/**
 * An API that a model can be called by. This package has what all such APIs do alike: turning a
 * request into a conversation, cutting a text into deltas, making ids, counting tokens.
 */
public interface ModelApi {
  /**
   * Reads a request as strictly as the real service does.
   *
   * @throws ApiError if the request is not valid
   */
  Conversation read(JsonNode request);

  /** Returns the model's output as one JSON document. */
  ObjectNode whole(Conversation conversation, ModelOutput output);

  /** Returns the model's output as a stream. */
  EventStream stream(Conversation conversation, ModelOutput output);

  /** Returns the end of a stream that fails after some of its events have been sent. */
  EventStream failure(Conversation conversation, int eventsSent);
}
