package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.BadRequestResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wire.Json;

/**
 * What a client asks. It may send the whole conversation, as the AI SDK does. The server reads only
 * the user's last message, because the rest is in its database.
 *
 * @param chat the client's name for the chat
 * @param id the client's name for the question, or null
 * @param again whether to write the answer to this question again
 * @param replaces the id of an earlier question that this one replaces, or null
 * @param watched whether the client also wants the events of the run
 */
record Question(
    String chat, String id, String text, boolean again, String replaces, boolean watched) {
  /** The chat of clients that name none. */
  static final String ONLY_CHAT = "main";

  private static final int LONGEST = 16_000;
  private static final Pattern VISIBLE = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Z}]");

  /** In an address, a browser takes one dot or two for a folder. */
  private static final String ID = "(?!\\.{1,2}$)[\\w.:~-]{1,100}";

  Question {
    if (text == null || isBlank(text)) {
      throw new BadRequestResponse("There is no question: send {\"input\": \"…\"}.");
    }
    if (text.length() > LONGEST) {
      throw new BadRequestResponse("The question is longer than " + LONGEST + " characters.");
    }
  }

  /** Whether there is nothing to see: spaces, control characters, and the like. */
  static boolean isBlank(String text) {
    return !VISIBLE.matcher(text).find();
  }

  static Question of(String text) {
    return new Question(ONLY_CHAT, null, text, false, null, false);
  }

  /** Reads the question out of our own JSON, or out of the AI SDK's. */
  static Question in(JsonNode body) {
    boolean again = Json.string(body, "/trigger").equals("regenerate-message");
    JsonNode last = lastOf(body.path("messages"));
    String input = Json.string(body, "/input");
    return new Question(
        chatOf(body),
        id(last.path("id"), null),
        input.isEmpty() ? textOf(last) : input,
        again,
        again ? null : id(body.path("messageId"), null),
        body.path("watch").asBoolean());
  }

  private static JsonNode lastOf(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (Json.string(messages.path(i), "/role").equals("user")) {
        return messages.path(i);
      }
    }
    return Json.object();
  }

  private static String textOf(JsonNode message) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : message.path("parts")) {
      if (!Json.string(part, "/type").equals("text")) {
        throw new BadRequestResponse("Only text can be sent here, no files.");
      }
      text.append(Json.string(part, "/text"));
    }
    return text.toString();
  }

  /** The client's name for the chat. */
  static String chatOf(JsonNode body) {
    return id(body.path("id"), ONLY_CHAT);
  }

  private static String id(JsonNode node, String ifMissing) {
    return node.isMissingNode() || node.isNull() ? ifMissing : checkedId(node.asText());
  }

  static String checkedId(String id) {
    if (!id.matches(ID)) {
      throw new BadRequestResponse("An id has 1 to 100 letters, digits, and - _ . : ~");
    }
    return id;
  }

  /**
   * Returns this question among the messages that we have. It is the one with its id, or the last
   * one, if the client gives no ids. Empty if the question was refused when it was asked first.
   */
  Optional<Message> find(List<Message> messages) {
    List<Message> questions = messages.stream().filter(Message::isQuestion).toList();
    if (id != null) {
      return questions.stream().filter(asked -> asked.id().equals(id)).findFirst();
    }
    return questions.stream()
        .skip(Math.max(0, questions.size() - 1))
        .filter(asked -> asked.text().equals(text))
        .findFirst();
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse("That is not JSON.");
    }
  }
}
