package offlinemodel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says the chunks of a chat completion again, in the habits of another server. */
final class DialectStream {
  private static final List<String> THOUGHTS = List.of("Let me think. ", "Now I know.");
  private static final Frame.Kind END = Frame.Kind.END;

  private final Dialect dialect;
  private final ObjectNode usage;
  private List<Chunk> chunks;

  DialectStream(Dialect dialect, List<Chunk> chunks, ObjectNode usage) {
    this.dialect = dialect;
    this.chunks = new ArrayList<>(chunks);
    this.usage = usage;
  }

  List<Chunk> chunks() {
    dialect.habits.forEach(this::apply);
    return chunks;
  }

  /** An answer in one piece has fewer habits. */
  static ObjectNode whole(Dialect dialect, ObjectNode completion) {
    DialectStream one =
        new DialectStream(dialect, List.of(new Chunk(completion, END)), Json.object());
    ObjectNode message = (ObjectNode) one.chunks.get(0).delta();
    String text = message.path("content").asText("");
    String thoughts = String.join("", THOUGHTS);
    for (Habit habit : dialect.habits) {
      switch (habit) {
        case REASONING -> message.put("reasoning", thoughts);
        case REASONING_CONTENT -> message.put("reasoning_content", thoughts);
        case REASONING_PARTS -> {
          message.setAll(thinkingPart(thoughts));
          message.withArray("content").addObject().put("type", "text").put("text", text);
        }
        case THOUGHTS_IN_CONTENT ->
            message.setAll(thought("<thought>" + thoughts + "</thought>" + text));
        case EMPTY_IDS, SIGNATURES -> one.apply(habit);
        default -> {}
      }
    }
    return completion;
  }

  private void apply(Habit habit) {
    switch (habit) {
      case FILTER_RESULTS -> tellOfFilters();
      case REASONING -> think(text -> Json.object().put("content", "").put("reasoning", text));
      case REASONING_CONTENT ->
          think(text -> Json.object().putNull("content").put("reasoning_content", text));
      case REASONING_PARTS -> think(DialectStream::thinkingPart);
      case THOUGHTS_IN_CONTENT -> thinkInContent();
      case WHOLE_CALLS -> joinPieces();
      case CALLS_WITH_FINISH -> callWithFinish();
      case NO_INDEX -> calls().forEach(call -> call.remove("index"));
      case EMPTY_IDS -> calls().forEach(call -> call.put("id", ""));
      case NAME_AFTER_ID -> nameAfterId();
      case SIGNATURES -> calls().stream().limit(1).forEach(GeminiRules::sign);
      case STOP_DESPITE_CALLS -> finish().put("finish_reason", "stop");
      case FINISH_TWICE ->
          chunks.add(chunks.indexOf(last()), new Chunk(last().json().deepCopy(), END));
      case NO_FINISH_KEY -> choices().forEach(DialectStream::dropEmptyReason);
      case USAGE_ON_EVERY_CHUNK -> tellUsage();
      case USAGE_ON_FINISH -> last().json().set("usage", usage);
      case NO_CHUNK_ID -> chunks.forEach(chunk -> chunk.json().remove("id"));
      case MESSAGE_BESIDE_DELTA -> repeatMessage();
      case KEEP_ALIVE_COMMENTS, CRLF, NO_DONE -> {} // of the frames, not of what they say
    }
  }

  private List<ObjectNode> calls() {
    return chunks.stream().flatMap(chunk -> chunk.calls().stream()).toList();
  }

  private List<ObjectNode> choices() {
    return chunks.stream()
        .filter(chunk -> !chunk.choice().isMissingNode())
        .map(chunk -> (ObjectNode) chunk.choice())
        .toList();
  }

  /** The chunk that says, for the last time, why the model stopped. */
  private Chunk last() {
    return chunks.stream().filter(Chunk::isFinish).reduce((a, b) -> b).orElseThrow();
  }

  private ObjectNode finish() {
    return (ObjectNode) last().choice();
  }

  /** Thoughts come after the opening chunk. */
  private void think(Function<String, ObjectNode> delta) {
    Chunk opening = chunks.get(0);
    chunks.addAll(1, THOUGHTS.stream().map(text -> opening.withDelta(delta.apply(text))).toList());
  }

  private static ObjectNode thinkingPart(String text) {
    ObjectNode delta = Json.object();
    ObjectNode part = delta.putArray("content").addObject().put("type", "thinking");
    part.putArray("thinking").addObject().put("type", "text").put("text", text);
    return delta;
  }

  /** The tag is opened by the first thought, and closed by what follows the last. */
  private void thinkInContent() {
    think(DialectStream::thought);
    ObjectNode first = (ObjectNode) chunks.get(1).delta();
    first.put("content", "<thought>" + first.get("content").asText());
    ObjectNode next = (ObjectNode) chunks.get(1 + THOUGHTS.size()).delta();
    next.put("content", "</thought>" + next.path("content").asText(""));
  }

  private static ObjectNode thought(String text) {
    ObjectNode delta = Json.object().put("content", text);
    delta.putObject("extra_content").putObject("google").put("thought", true);
    return delta;
  }

  private void joinPieces() {
    List<Chunk> joined = new ArrayList<>();
    ObjectNode open = null;
    for (Chunk chunk : chunks) {
      ObjectNode call = chunk.calls().isEmpty() ? null : chunk.calls().get(0);
      if (call == null || call.has("id")) {
        joined.add(call == null ? chunk : new Chunk(chunk.json(), Frame.Kind.DELTA));
        open = call == null ? open : (ObjectNode) call.get("function");
      } else {
        String more = call.at("/function/arguments").asText();
        open.put("arguments", open.get("arguments").asText() + more);
      }
    }
    chunks = joined;
  }

  private void callWithFinish() {
    ArrayNode calls = Json.array().addAll(calls());
    if (!calls.isEmpty()) {
      chunks.removeIf(chunk -> !chunk.calls().isEmpty());
      ((ObjectNode) last().delta()).putNull("content").set("tool_calls", calls);
    }
  }

  private void nameAfterId() {
    for (Chunk chunk : List.copyOf(chunks)) {
      if (!chunk.calls().isEmpty() && chunk.calls().get(0).has("id")) {
        Chunk idOnly = chunk.withDelta(chunk.delta().deepCopy());
        idOnly.calls().get(0).remove("function");
        chunks.add(chunks.indexOf(chunk), idOnly);
        chunk.calls().get(0).remove("type");
      }
      chunk.calls().forEach(call -> call.put("id", ""));
    }
  }

  private static void dropEmptyReason(ObjectNode choice) {
    if (!choice.hasNonNull("finish_reason")) choice.remove("finish_reason");
  }

  private void tellUsage() {
    int total = usage.get("total_tokens").asInt() + THOUGHTS.size() * 3;
    int written = usage.get("completion_tokens").asInt();
    for (int i = 0; i < chunks.size(); i++) {
      ObjectNode soFar = usage.deepCopy().put("total_tokens", total);
      soFar.put("completion_tokens", Math.min(written, i));
      chunks.get(i).json().set("usage", soFar);
    }
    ((ObjectNode) last().json().get("usage")).put("completion_tokens", written);
  }

  private void repeatMessage() {
    StringBuilder said = new StringBuilder();
    for (ObjectNode choice : choices()) {
      ObjectNode message = choice.get("delta").deepCopy();
      said.append(message.path("content").asText(""));
      choice.set("message", message.put("content", said.toString()));
    }
    last().json().put("object", "chat.completion.done");
  }

  private void tellOfFilters() {
    choices().forEach(choice -> choice.putObject("content_filter_results"));
    ObjectNode notice = last().json().deepCopy();
    ((ObjectNode) notice.at("/choices/0")).putNull("finish_reason").remove("delta");
    chunks.add(new Chunk(notice, END));
    ObjectNode json = Json.object().put("id", "").put("model", "").put("object", "");
    json.put("created", 0).putArray("choices");
    json.putArray("prompt_filter_results").addObject().put("prompt_index", 0);
    chunks.add(0, new Chunk(json, Frame.Kind.OTHER));
  }
}
