package bench;

/** An answer of the Chat Completions API. */
final class ChatScript implements Script {
  private static final String CHUNK =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
          + "\"model\":\"scripted\",\"system_fingerprint\":null,\"choices\":[{\"index\":0,"
          + "\"delta\":{%s},\"logprobs\":null,\"finish_reason\":%s}]%s}\n\n";
  private static final String USAGE =
      ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}";
  private static final String[] DELTA =
      CHUNK.formatted("\"content\":\"TEXT\"", "null", "").split("TEXT");

  @Override
  public String begin() {
    return CHUNK.formatted("\"role\":\"assistant\",\"content\":\"\"", "null", "");
  }

  @Override
  public String delta(String text) {
    return DELTA[0] + text + DELTA[1];
  }

  @Override
  public String end(String wholeText) {
    return CHUNK.formatted("", "\"stop\"", USAGE) + "data: [DONE]\n\n";
  }
}
