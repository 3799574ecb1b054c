package offlinemodel.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import offlinemodel.conversation.Conversation;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** Writes the end of a stream that fails: first the error, then the response that is given up. */
record FailedStream(Conversation conversation, Consumer<ServerSentEvent> reader) {
  private static final String CODE = "server_error";
  private static final String MESSAGE = ApiError.serverError().getMessage();

  void write(int sequenceNumber) {
    ObjectNode error = event("error", sequenceNumber);
    ObjectNode details = error.putObject("error").put("type", CODE);
    details.setAll(reason());
    details.putNull("param");
    emit("error", error);
    ObjectNode response = ResponseObject.response(conversation, "failed", Json.array(), null);
    response.set("error", reason());
    ObjectNode failed = event("response.failed", sequenceNumber + 1);
    failed.set("response", response);
    emit("response.failed", failed);
  }

  private static ObjectNode event(String type, int sequenceNumber) {
    return Json.object().put("type", type).put("sequence_number", sequenceNumber);
  }

  private static ObjectNode reason() {
    return Json.object().put("code", CODE).put("message", MESSAGE);
  }

  private void emit(String type, ObjectNode event) {
    reader.accept(ServerSentEvent.event(type, event, Kind.END));
  }
}
