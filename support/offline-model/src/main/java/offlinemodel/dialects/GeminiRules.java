package offlinemodel.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Json;

/** What Gemini refuses, and how it says so. */
final class GeminiRules {
  private static final String SIGNATURE = "/extra_content/google/thought_signature";
  private static final List<String> UNKNOWN =
      List.of("frequency_penalty", "seed", "web_search_options");
  private static final Map<Integer, String> STATUS =
      Map.of(
          400, "INVALID_ARGUMENT",
          403, "PERMISSION_DENIED",
          404, "NOT_FOUND",
          429, "RESOURCE_EXHAUSTED",
          503, "UNAVAILABLE");

  private GeminiRules() {}

  /**
   * Refuses parameters that some of its models do not know, and a question's turns of calls unless
   * the first call of each has come back with its signature.
   */
  static void check(JsonNode request) {
    for (String name : UNKNOWN) {
      if (request.has(name)) {
        throw invalid(
            "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.");
      }
    }
    JsonNode messages = request.path("messages");
    int question = messages.size() - 1;
    while (question > 0 && !messages.get(question).path("role").asText().equals("user")) question--;
    for (int i = question + 1; i < messages.size(); i++) {
      boolean first = true;
      for (JsonNode call : messages.get(i).path("tool_calls")) {
        check(call, first, i + 1);
        first = false;
      }
    }
  }

  private static void check(JsonNode call, boolean first, int position) {
    JsonNode signature = call.at(SIGNATURE);
    if (first && signature.isMissingNode()) {
      throw invalid(
          "Function call is missing a thought_signature in functionCall parts. This is required"
              + " for tools to work correctly. Additional data, function call `"
              + call.at("/function/name").asText()
              + "`, position "
              + position
              + ".");
    }
    if (!signature.isMissingNode() && !signature.asText().equals(signature(call))) {
      throw invalid("Thought signature is not valid.");
    }
  }

  static void sign(ObjectNode call) {
    call.putObject("extra_content").putObject("google").put("thought_signature", signature(call));
  }

  /** Not a secret, but it belongs to this call and to no other. */
  private static String signature(JsonNode call) {
    String function = call.at("/function/name").asText() + call.at("/function/arguments").asText();
    String thought = "what led to " + function;
    return Base64.getEncoder().encodeToString(thought.getBytes(StandardCharsets.UTF_8));
  }

  static ApiError inOwnWords(ApiError error) {
    return switch (error.status()) {
      case 401 -> invalid("API key not valid. Please pass a valid API key.");
      case 429 ->
          new ApiError(
              429,
              "You exceeded your current quota, please check your plan and billing details. For"
                  + " more information on this error, head to:"
                  + " https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current"
                  + " usage, head to: https://ai.dev/rate-limit. \n"
                  + "* Quota exceeded for metric: generativelanguage.googleapis.com/"
                  + "generate_content_free_tier_requests, limit: 20\n"
                  + "Please retry in 34.074824224s.",
              null,
              null,
              null);
      default -> error;
    };
  }

  static ObjectNode body(ApiError error) {
    ObjectNode body = Json.object();
    ObjectNode details = body.putObject("error").put("code", error.status());
    details.put("message", error.getMessage());
    details.put("status", STATUS.getOrDefault(error.status(), "INTERNAL"));
    if (error.status() == 429) {
      ObjectNode retry = details.putArray("details").addObject();
      retry.put("@type", "type.googleapis.com/google.rpc.RetryInfo").put("retryDelay", "34s");
    }
    return body;
  }

  private static ApiError invalid(String message) {
    return ApiError.badRequest(message, null, null);
  }
}
