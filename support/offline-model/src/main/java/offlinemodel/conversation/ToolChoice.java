package offlinemodel.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether the request lets, forbids or makes the model call tools; the name belongs to NAMED. */
public record ToolChoice(Mode mode, String name) {
  public enum Mode {
    AUTO,
    NONE,
    REQUIRED,
    NAMED
  }

  /** Reads both shapes: Responses has the name at the top, Chat Completions under "function". */
  public static ToolChoice of(JsonNode choice) {
    JsonNode owner = choice.has("function") ? choice.get("function") : choice;
    if (owner.hasNonNull("name")) {
      return new ToolChoice(Mode.NAMED, owner.get("name").asText());
    }
    return switch (choice.asText()) {
      case "none" -> new ToolChoice(Mode.NONE, null);
      case "required" -> new ToolChoice(Mode.REQUIRED, null);
      default -> new ToolChoice(Mode.AUTO, null);
    };
  }

  public boolean forces() {
    return mode == Mode.REQUIRED || mode == Mode.NAMED;
  }
}
