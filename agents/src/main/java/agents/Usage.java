package agents;

import com.openai.models.responses.Response;

/**
 * What model calls have cost; mirrors Python's {@code Usage}. A call that reports no usage counts
 * as one request of no tokens.
 */
public record Usage(long requests, long inputTokens, long outputTokens, long totalTokens) {
  static final Usage NONE = new Usage(0, 0, 0, 0);

  static Usage of(Response response) {
    return response
        .usage()
        .map(u -> new Usage(1, u.inputTokens(), u.outputTokens(), u.totalTokens()))
        .orElse(new Usage(1, 0, 0, 0));
  }

  Usage plus(Usage more) {
    return new Usage(
        requests + more.requests,
        inputTokens + more.inputTokens,
        outputTokens + more.outputTokens,
        totalTokens + more.totalTokens);
  }
}
