package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.BadRequestResponse;
import wire.Json;

/**
 * What a client asks.
 *
 * @param again whether the last answer, if it was one to this text, is to be replaced
 */
record Question(String text, boolean again) {
  private static final int LONGEST = 16_000;

  Question {
    if (text == null || text.isBlank()) {
      throw new BadRequestResponse("There is no question: send {\"input\": \"…\"}.");
    }
    if (text.length() > LONGEST) {
      throw new BadRequestResponse("The question is longer than " + LONGEST + " characters.");
    }
  }

  static Question of(String text) {
    return new Question(text, false);
  }

  /** The question in our own JSON, or in that of the AI SDK. */
  static Question in(String body) {
    return in(json(body));
  }

  static Question in(JsonNode body) {
    String input = Json.string(body, "/input");
    return new Question(
        input.isEmpty() ? lastOf(body.path("messages")) : input,
        Json.string(body, "/trigger").equals("regenerate-message"));
  }

  /** The user's last text. What else a client says was said is not believed. */
  private static String lastOf(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (Json.string(messages.path(i), "/role").equals("user")) {
        StringBuilder text = new StringBuilder();
        messages.path(i).path("parts").forEach(part -> text.append(Json.string(part, "/text")));
        return text.toString();
      }
    }
    return "";
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse("That is not JSON.");
    }
  }
}
