package offlinemodel.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.Message;
import offlinemodel.conversation.Tool;
import offlinemodel.conversation.ToolChoice;
import offlinemodel.protocol.ApiError;

/** What requests have in common, whichever API they come by. */
public abstract class RequestReader {
  /** The request as it was sent. */
  protected final JsonNode request;

  private final StringJoiner instructions = new StringJoiner("\n");
  private final List<Message> messages = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();

  /** Reads this request, which is a JSON object. */
  protected RequestReader(JsonNode request) {
    this.request = request;
  }

  /**
   * Returns what has been read, as a conversation whose next turn is the model's.
   *
   * @param format what the output should be, with a type
   * @param schema where a format has its schema, if it has one
   * @param notAboutJson the error if JSON is asked for without a word of it in the prompt
   */
  protected final Conversation conversation(
      JsonNode format, JsonNode schema, ApiError notAboutJson) {
    return new Conversation(
        request.get("model").asText(),
        instructions.toString(),
        messages,
        tools,
        ToolChoice.of(request.path("tool_choice")),
        request.path("parallel_tool_calls").asBoolean(true),
        OutputSchema.of(format, schema, prompt(), notAboutJson),
        Instant.now().getEpochSecond(),
        request);
  }

  private String prompt() {
    StringBuilder prompt = new StringBuilder(instructions.toString());
    messages.forEach(
        message -> {
          if (message instanceof Message.User user) prompt.append('\n').append(user.text());
        });
    return prompt.toString();
  }

  /** Adds to what the model is told to be. */
  protected final void addInstructions(String text) {
    instructions.add(text);
  }

  protected final void addMessage(Message message) {
    messages.add(message);
  }

  /** Adds a call that the model made earlier; the function has its name and arguments. */
  protected final void addCall(String id, JsonNode function) {
    addMessage(
        new Message.ToolCall(
            id, function.path("name").asText(), function.path("arguments").asText()));
  }

  /** Adds a tool that the request offers; the function has its name and parameters. */
  protected final void addTool(JsonNode function) {
    tools.add(new Tool(function.path("name").asText(), function.path("parameters")));
  }

  /**
   * Returns the text of a message's content: a string, or a list of parts of which some are text.
   */
  protected static String text(JsonNode content) {
    if (!content.isArray()) return content.asText("");
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText("")).append(part.path("refusal").asText(""));
    }
    return text.toString();
  }
}
