package agents;

/**
 * What the model calls of a run have cost; mirrors Python's {@code Usage}. A call that reports no
 * usage counts as one request of no tokens.
 */
public record Usage(long requests, long inputTokens, long outputTokens, long totalTokens) {}
