package offlinemodel.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import offlinemodel.api.Ids;
import offlinemodel.api.TextDeltas;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** Writes the events of one streamed response, numbered from 0. */
final class ResponsesStream {
  private final Conversation conversation;
  private final ModelOutput output;
  private final Ids ids;
  private final Consumer<ServerSentEvent> reader;
  private int sequenceNumber;

  ResponsesStream(Conversation conversation, ModelOutput output, Consumer<ServerSentEvent> reader) {
    this.conversation = conversation;
    this.output = output;
    this.reader = reader;
    ids = new Ids(conversation);
  }

  void write() {
    emit("response.created", begun());
    emit("response.in_progress", begun());
    if (output instanceof ModelOutput.Calls turn) {
      for (int i = 0; i < turn.calls().size(); i++) writeCall(i, turn);
    } else if (output instanceof ModelOutput.Thoughts) {
      writeThoughts();
    } else if (!output.written().isEmpty()) {
      writeMessage();
    }
    emit(
        "response." + ResponseObject.status(output),
        Kind.END,
        Json.object().set("response", ResponseObject.ended(conversation, output)));
  }

  private ObjectNode begun() {
    return Json.object()
        .set("response", ResponseObject.response(conversation, "in_progress", Json.array(), null));
  }

  private void writeThoughts() {
    String id = ids.id("rs_", 0);
    ObjectNode place = at(0).put("item_id", id).put("summary_index", 0);
    emit("response.output_item.added", at(0).set("item", ResponseObject.thoughts(ids, "")));
    TextDeltas.forEach(
        output.written(),
        piece ->
            emit(
                "response.reasoning_summary_text.delta",
                Kind.DELTA,
                place.deepCopy().put("delta", piece)));
    emit(
        "response.output_item.done",
        at(0).set("item", ResponseObject.thoughts(ids, output.written())));
  }

  private void writeMessage() {
    boolean refused = output instanceof ModelOutput.Refusal;
    String event = refused ? "response.refusal" : "response.output_text";
    String text = output.written();
    ObjectNode emptyPart =
        ResponseObject.part(refused ? new ModelOutput.Refusal("") : new ModelOutput.Text(""));

    emit(
        "response.output_item.added",
        at(0).set("item", ResponseObject.message(ids, "in_progress")));
    emit("response.content_part.added", inPart().set("part", emptyPart));
    TextDeltas.forEach(text, piece -> writeDelta(event, piece, refused));
    ObjectNode done = inPart().put(refused ? "refusal" : "text", text);
    if (!refused) done.putArray("logprobs");
    emit(event + ".done", done);
    emit("response.content_part.done", inPart().set("part", ResponseObject.part(output)));
    emit(
        "response.output_item.done",
        at(0).set("item", ResponseObject.output(conversation, output).get(0)));
  }

  private void writeDelta(String event, String piece, boolean refused) {
    ObjectNode delta = inPart().put("delta", piece);
    if (!refused) delta.putArray("logprobs");
    emit(event + ".delta", Kind.DELTA, delta);
  }

  private void writeCall(int n, ModelOutput.Calls turn) {
    ModelOutput.Call call = turn.calls().get(n);
    ModelOutput.Call begun = new ModelOutput.Call(call.name(), "");
    emit(
        "response.output_item.added",
        at(n).set("item", ResponseObject.functionCall(ids, n, begun, "in_progress")));
    TextDeltas.forEach(
        call.arguments(),
        piece ->
            emit(
                "response.function_call_arguments.delta",
                Kind.DELTA,
                inCall(n).put("delta", piece)));
    emit("response.function_call_arguments.done", inCall(n).put("arguments", call.arguments()));
    emit(
        "response.output_item.done",
        at(n)
            .set(
                "item", ResponseObject.functionCall(ids, n, call, ResponseObject.status(turn, n))));
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
    emit(type, Kind.OTHER, fields);
  }

  private void emit(String type, Kind kind, ObjectNode fields) {
    ObjectNode event = Json.object().put("type", type).put("sequence_number", sequenceNumber++);
    event.setAll(fields);
    reader.accept(ServerSentEvent.event(type, event, kind));
  }
}
