package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The usage of an answer, under the names of the Responses API. What isn't a number counts as 0.
 */
final class TokenCounts {
  private TokenCounts() {}

  /** Returns the counts of an answer's usage, from either API. */
  static ObjectNode of(JsonNode usage) {
    boolean chat = usage.has("prompt_tokens") || usage.has("completion_tokens");
    ObjectNode counts = !chat && usage.isObject() ? usage.deepCopy() : Json.object();
    long input = number(usage, chat ? "prompt_tokens" : "input_tokens");
    long output = number(usage, chat ? "completion_tokens" : "output_tokens");
    counts.put("input_tokens", input).put("output_tokens", output);
    boolean hasTotal = usage.path("total_tokens").isNumber();
    counts.put("total_tokens", hasTotal ? number(usage, "total_tokens") : input + output);

    ObjectNode in = details(usage, chat ? "prompt_tokens_details" : "input_tokens_details");
    long cached = number(in, "cached_tokens");
    in.put("cached_tokens", cached > 0 ? cached : number(usage, "prompt_cache_hit_tokens"));
    in.put("cache_write_tokens", number(in, "cache_write_tokens"));
    ObjectNode out = details(usage, chat ? "completion_tokens_details" : "output_tokens_details");
    out.put("reasoning_tokens", number(out, "reasoning_tokens"));
    counts.set("input_tokens_details", in);
    counts.set("output_tokens_details", out);
    return counts;
  }

  private static ObjectNode details(JsonNode usage, String name) {
    return usage.path(name).isObject() ? usage.path(name).deepCopy() : Json.object();
  }

  private static long number(JsonNode json, String name) {
    return json.path(name).canConvertToInt() ? Math.max(0, json.path(name).asInt()) : 0;
  }
}
