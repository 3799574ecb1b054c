package offlinemodel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes the events of one streamed response, numbered from 0. */
final class ResponsesStream {
  private final Conversation conversation;
  private final Answer answer;
  private final Ids ids;
  private final List<Frame> frames = new ArrayList<>();

  ResponsesStream(Conversation conversation, Answer answer) {
    this.conversation = conversation;
    this.answer = answer;
    ids = new Ids(conversation);
  }

  List<Frame> frames() {
    emit("response.created", state("in_progress", Json.array(), null));
    emit("response.in_progress", state("in_progress", Json.array(), null));
    if (answer instanceof Answer.Calls turn) {
      for (int i = 0; i < turn.calls().size(); i++) writeCall(i, turn.calls().get(i));
    } else {
      writeMessage();
    }
    ArrayNode output = ResponsesApi.output(conversation, answer);
    ObjectNode usage = ResponsesApi.usage(conversation, answer);
    emit("response.completed", Frame.Kind.END, state("completed", output, usage));
    return frames;
  }

  /** The service reports the error first, then gives up on the response. */
  static List<Frame> failure(Conversation conversation, int framesSent) {
    String message = ApiError.serverError().getMessage();
    ObjectNode error = Json.object();
    error.put("type", "error").put("sequence_number", framesSent);
    error
        .putObject("error")
        .put("type", "server_error")
        .put("code", "server_error")
        .put("message", message)
        .putNull("param");
    ObjectNode failed = Json.object();
    failed.put("type", "response.failed").put("sequence_number", framesSent + 1);
    ObjectNode response = ResponsesApi.response(conversation, "failed", Json.array(), null);
    response.putObject("error").put("code", "server_error").put("message", message);
    failed.set("response", response);
    return List.of(
        Frame.event("error", error, Frame.Kind.END),
        Frame.event("response.failed", failed, Frame.Kind.END));
  }

  private void writeMessage() {
    boolean refused = answer instanceof Answer.Refusal;
    String event = refused ? "response.refusal" : "response.output_text";
    String text = answer.written();
    ObjectNode emptyPart =
        ResponsesApi.part(refused ? new Answer.Refusal("") : new Answer.Text(""));

    emit("response.output_item.added", at(0).set("item", ResponsesApi.message(ids, "in_progress")));
    emit("response.content_part.added", inPart().set("part", emptyPart));
    for (String piece : Pieces.of(text)) {
      ObjectNode delta = inPart().put("delta", piece);
      if (!refused) delta.putArray("logprobs");
      emit(event + ".delta", Frame.Kind.DELTA, delta);
    }
    ObjectNode done = inPart().put(refused ? "refusal" : "text", text);
    if (!refused) done.putArray("logprobs");
    emit(event + ".done", done);
    emit("response.content_part.done", inPart().set("part", ResponsesApi.part(answer)));
    emit(
        "response.output_item.done",
        at(0).set("item", ResponsesApi.output(conversation, answer).get(0)));
  }

  private void writeCall(int n, Answer.Call call) {
    Answer.Call begun = new Answer.Call(call.name(), "");
    emit(
        "response.output_item.added",
        at(n).set("item", ResponsesApi.functionCall(ids, n, begun, "in_progress")));
    for (String piece : Pieces.of(call.arguments())) {
      emit(
          "response.function_call_arguments.delta",
          Frame.Kind.DELTA,
          inCall(n).put("delta", piece));
    }
    emit("response.function_call_arguments.done", inCall(n).put("arguments", call.arguments()));
    emit(
        "response.output_item.done",
        at(n).set("item", ResponsesApi.functionCall(ids, n, call, "completed")));
  }

  private ObjectNode state(String status, ArrayNode output, ObjectNode usage) {
    return Json.object()
        .set("response", ResponsesApi.response(conversation, status, output, usage));
  }

  private ObjectNode inPart() {
    return Json.object()
        .put("item_id", ids.id("msg_", 0))
        .put("output_index", 0)
        .put("content_index", 0);
  }

  private ObjectNode inCall(int n) {
    return Json.object().put("item_id", ids.id("fc_", n)).put("output_index", n);
  }

  private static ObjectNode at(int outputIndex) {
    return Json.object().put("output_index", outputIndex);
  }

  private void emit(String type, ObjectNode fields) {
    emit(type, Frame.Kind.OTHER, fields);
  }

  private void emit(String type, Frame.Kind kind, ObjectNode fields) {
    ObjectNode event = Json.object().put("type", type).put("sequence_number", frames.size());
    event.setAll(fields);
    frames.add(Frame.event(type, event, kind));
  }
}
