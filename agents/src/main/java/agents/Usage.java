package agents;

/**
 * What the model calls of a run have cost, in tokens; mirrors Python's {@code Usage}. A call that
 * reports no usage, or nonsense, counts as one request of no tokens.
 *
 * @param inputTokens what the models read, the cached tokens included
 * @param cachedTokens the part of the input that the provider had read before, and sells for less
 * @param outputTokens what the models wrote, the reasoning tokens included
 * @param reasoningTokens the part of the output that was thought and not said
 * @param totalTokens what the provider says; if it does not, the sum of input and output
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
