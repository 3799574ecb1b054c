package agents;

/**
 * What the model calls of a run cost, in tokens; mirrors Python's {@code Usage}. A call that
 * reports no usage, or nonsense, counts as one request with 0 tokens.
 *
 * @param inputTokens what the models read, the cached tokens included
 * @param cachedTokens the part of the input that came from the provider's cache, which costs less
 * @param outputTokens what the models wrote, the reasoning tokens included
 * @param reasoningTokens the part of the output that the model used for reasoning
 * @param totalTokens the total that the provider reports, or else the sum of input and output
 */
public record Usage(
    long requests,
    long inputTokens,
    long cachedTokens,
    long outputTokens,
    long reasoningTokens,
    long totalTokens) {}
