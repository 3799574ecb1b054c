package agents;

/**
 * What the model calls of a run have cost; mirrors Python's {@code Usage}. A call that reports no
 * usage counts as one request of no tokens.
 *
 * @param inputTokens what the models read, the cached tokens included
 * @param cachedTokens the part of the input that the provider had read before, and sells for less
 * @param outputTokens what the models wrote, the reasoning tokens included
 * @param reasoningTokens the part of the output that was thought and not said
 */
public record Usage(
    long requests,
    long inputTokens,
    long cachedTokens,
    long outputTokens,
    long reasoningTokens,
    long totalTokens) {

  /** Of calls that report no parts. */
  public Usage(long requests, long inputTokens, long outputTokens, long totalTokens) {
    this(requests, inputTokens, 0, outputTokens, 0, totalTokens);
  }
}
