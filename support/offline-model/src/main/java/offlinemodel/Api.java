package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One way to ask for an answer: how requests are read and how answers are written. */
interface Api {
  /**
   * Reads a request as strictly as the real service does.
   *
   * @throws ApiError if the request is not valid
   */
  Conversation read(JsonNode request);

  /** The answer as one JSON document. */
  ObjectNode whole(Conversation conversation, Answer answer);

  /** The answer as a stream. */
  List<Frame> stream(Conversation conversation, Answer answer);

  /** The end of a stream that fails after some of its frames have been sent. */
  List<Frame> failure(Conversation conversation, int framesSent);
}
