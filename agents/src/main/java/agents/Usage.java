package agents;

import com.openai.models.responses.Response;

/**
 * What a run has cost so far; mirrors Python's {@code Usage}. A model call that reports no usage
 * counts as one request of no tokens.
 */
public record Usage(long requests, long inputTokens, long outputTokens, long totalTokens) {
  static final Usage NONE = new Usage(0, 0, 0, 0);

  Usage plus(Response response) {
    long input = response.usage().map(u -> u.inputTokens()).orElse(0L);
    long output = response.usage().map(u -> u.outputTokens()).orElse(0L);
    long total = response.usage().map(u -> u.totalTokens()).orElse(0L);
    return new Usage(requests + 1, inputTokens + input, outputTokens + output, totalTokens + total);
  }
}
