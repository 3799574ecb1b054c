package offlinemodel.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conversation so far, in one form for both APIs. All packages use it.
 *
 * @param instructions what the model was told to be; empty if nothing
 * @param schema the JSON schema that the answer must follow; missing if it is free text
 * @param createdAt when it was read, in seconds since 1970
 * @param request the request as it was sent
 */
public record Conversation(
    String model,
    String instructions,
    List<Message> messages,
    List<Tool> tools,
    ToolChoice toolChoice,
    boolean parallelCalls,
    JsonNode schema,
    long createdAt,
    JsonNode request) {

  public boolean streamed() {
    return request.path("stream").asBoolean();
  }

  public boolean structured() {
    return schema.isObject();
  }

  /** What the user asked last. */
  public String question() {
    int last = lastUser();
    return last < 0 ? "" : messages.get(last).text();
  }

  /** What the user asked before, oldest first. */
  public List<String> earlierQuestions() {
    return messages.subList(0, Math.max(0, lastUser())).stream()
        .filter(Message.User.class::isInstance)
        .map(Message::text)
        .toList();
  }

  /** The last question's place among all that user and model said, counted from 1. */
  public long questionNumber() {
    return 1
        + messages.subList(0, Math.max(0, lastUser())).stream()
            .filter(m -> m instanceof Message.User || m instanceof Message.Assistant)
            .count();
  }

  /** What the tools returned since the last question, in order. */
  public List<String> toolOutputs() {
    return sinceQuestion().filter(Message.ToolOutput.class::isInstance).map(Message::text).toList();
  }

  /** How often the model has called tools since the last question; parallel calls are one turn. */
  public int toolTurns() {
    int turns = 0;
    boolean inOutputs = false;
    for (Message message : sinceQuestion().toList()) {
      boolean output = message instanceof Message.ToolOutput;
      if (output && !inOutputs) turns++;
      inOutputs = output;
    }
    return turns;
  }

  public Optional<Tool> tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /** Whether the request permits this output. */
  public boolean permits(ModelOutput output) {
    if (output instanceof ModelOutput.Calls calls) {
      return calls.calls().stream().allMatch(call -> permitsCall(call.name()));
    }
    return !mustCall();
  }

  /** A forced call is owed only once: after its output the model is free to answer. */
  public boolean mustCall() {
    return toolChoice.forces() && toolTurns() == 0;
  }

  private boolean permitsCall(String name) {
    if (tool(name).isEmpty() || toolChoice.mode() == ToolChoice.Mode.NONE) return false;
    return toolChoice.mode() != ToolChoice.Mode.NAMED
        || !mustCall()
        || name.equals(toolChoice.name());
  }

  /** The same conversation as if the first tool turn after the last question had not been. */
  public Conversation withoutFirstToolTurn() {
    List<Message> kept = new ArrayList<>(messages);
    int next = lastUser() + 1;
    while (next < kept.size() && !(kept.get(next) instanceof Message.ToolOutput)) kept.remove(next);
    while (next < kept.size() && kept.get(next) instanceof Message.ToolOutput) kept.remove(next);
    return new Conversation(
        model, instructions, kept, tools, toolChoice, parallelCalls, schema, createdAt, request);
  }

  private Stream<Message> sinceQuestion() {
    return messages.subList(lastUser() + 1, messages.size()).stream();
  }

  private int lastUser() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof Message.User) return i;
    }
    return -1;
  }
}
