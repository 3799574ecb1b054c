package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates the input of the Responses API into messages of the Chat Completions API. */
public final class ChatMessages {
  /** The fields of a function call that have another place here; all others are extras. */
  private static final Set<String> CALL_FIELDS =
      Set.of("type", "id", "call_id", "name", "arguments", "status", ChatReasoning.PROVIDER);

  private final ArrayNode messages = Json.MAPPER.createArrayNode();
  private final String provider;
  private ObjectNode reasoning = Json.object();

  private ChatMessages(String provider) {
    this.provider = provider;
  }

  /**
   * Returns the messages for instructions and input items.
   *
   * @param provider who gets them
   * @throws IllegalArgumentException in one line, if this API has nothing like an item
   */
  public static JsonValue of(
      Optional<String> instructions, List<ResponseInputItem> input, String provider) {
    ChatMessages chat = new ChatMessages(provider);
    instructions.ifPresent(text -> chat.add("system").put("content", text));
    input.forEach(item -> chat.add(Json.MAPPER.<ObjectNode>valueToTree(item)));
    return JsonValue.from(chat.messages);
  }

  /** Nests an object under the name of its type, where the Responses API has one flat object. */
  public static JsonValue wrap(String type, Object content) {
    ObjectNode inner = Json.MAPPER.valueToTree(content);
    inner.remove("type");
    return JsonValue.fromJsonNode(Json.object().put("type", type).set(type, inner));
  }

  private void add(ObjectNode item) {
    String type = item.path("type").asText("message");
    if (!item.path(ChatReasoning.PROVIDER).asText(provider).equals(provider)) {
      item.retain(CALL_FIELDS);
    }
    switch (type) {
      case "message" -> addMessage(item.path("role").asText(), item.path("content"));
      case "function_call" -> addCall(item);
      case "function_call_output" ->
          add("tool")
              .put("tool_call_id", item.path("call_id").asText())
              .set("content", toolOutput(item.path("output")));
      case "reasoning" -> reasoning = item;
      default -> throw unsayable("an item of type " + type);
    }
  }

  /** A refusal has its own field. Everything else is the content. */
  private void addMessage(String role, JsonNode said) {
    ObjectNode message = add(role);
    ArrayNode content = Json.MAPPER.createArrayNode();
    String refusal = "";
    for (JsonNode part : said) {
      if (part.path("type").asText().equals("refusal")) {
        refusal += part.path("refusal").asText();
      } else {
        content.add(part(part));
      }
    }
    message.set("content", said.isTextual() ? said : plain(content));
    if (!refusal.isEmpty()) {
      message.put("refusal", refusal);
    }
    if (role.equals("assistant")) {
      giveBackReasoning(message);
    }
  }

  /** Sends a single text as a string, which all providers understand. Several parts stay a list. */
  private static JsonNode plain(ArrayNode content) {
    boolean isOneText = content.size() == 1 && content.path(0).has("text");
    JsonNode said = isOneText ? content.path(0).path("text") : content;
    return content.isEmpty() ? NullNode.getInstance() : said;
  }

  private static ObjectNode part(JsonNode part) {
    String type = part.path("type").asText();
    ObjectNode said = Json.object();
    switch (type) {
      case "input_text", "output_text", "text" ->
          said.put("type", "text").put("text", part.path("text").asText());
      case "input_image" -> {
        if (!part.path("image_url").isTextual()) {
          throw unsayable("an image by its file_id (give its URL or its data)");
        }
        ObjectNode image = said.put("type", "image_url").putObject("image_url");
        image.set("url", part.path("image_url"));
        if (part.path("detail").isTextual()) {
          image.set("detail", part.path("detail"));
        }
      }
      case "input_file" -> {
        if (part.path("file_url").isTextual()) {
          throw unsayable("a file by its URL (give its data or its file_id)");
        }
        said.put("type", "file").set("file", part.<ObjectNode>deepCopy().without("type"));
      }
      case "input_audio" -> said.setAll((ObjectNode) part);
      default -> throw unsayable("a part of type " + type);
    }
    return said;
  }

  private static JsonNode toolOutput(JsonNode output) {
    ArrayNode texts = Json.MAPPER.createArrayNode();
    for (JsonNode part : output) {
      texts.add(part(part));
      if (!texts.path(texts.size() - 1).has("text")) {
        throw unsayable("a tool's output of type " + part.path("type").asText());
      }
    }
    return output.isTextual() ? output : plain(texts);
  }

  /** A call belongs to the assistant's message right before it, if there is one. */
  private void addCall(ObjectNode item) {
    JsonNode last = messages.path(messages.size() - 1);
    boolean belongs = last.path("role").asText().equals("assistant");
    ObjectNode message = belongs ? (ObjectNode) last : add("assistant").putNull("content");
    ObjectNode call = message.withArray("tool_calls").addObject();
    call.put("id", item.path("call_id").asText()).put("type", "function");
    call.putObject("function")
        .put("name", item.path("name").asText())
        .put("arguments", item.path("arguments").asText());
    call.setAll(item.remove(CALL_FIELDS));
    giveBackReasoning(message);
  }

  /**
   * OpenRouter wants its details back with each message; DeepSeek wants its thoughts back within a
   * turn that calls tools, and refuses them elsewhere.
   */
  private void giveBackReasoning(ObjectNode message) {
    JsonNode before = messages.path(messages.size() - 2);
    boolean tools = message.has("tool_calls") || before.path("role").asText().equals("tool");
    if (reasoning.has(ChatReasoning.DETAILS)) {
      message.set(ChatReasoning.DETAILS, reasoning.get(ChatReasoning.DETAILS));
    } else if (tools && reasoning.has(ChatReasoning.CONTENT)) {
      message.set(ChatReasoning.CONTENT, reasoning.get(ChatReasoning.CONTENT));
    }
  }

  private ObjectNode add(String role) {
    reasoning = role.equals("assistant") ? reasoning : Json.object();
    return messages.addObject().put("role", role);
  }

  private static IllegalArgumentException unsayable(String what) {
    return new IllegalArgumentException(
        "The Chat Completions API cannot be sent "
            + what
            + ". Leave it out, or use the Responses API (OPENAI_API=responses).");
  }
}
