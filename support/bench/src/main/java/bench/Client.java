package bench;

import java.util.function.Consumer;

/** One library that talks to a model. Each has two APIs to choose from. */
interface Client {
  /** A conversation that remembers what was said. */
  interface Chat {
    /** Asks, and hands over each piece of the answer as it arrives. Returns at the answer's end. */
    void ask(String question, Consumer<String> deltas) throws Exception;
  }

  /**
   * Starts a conversation.
   *
   * @param api {@code responses} or {@code chat_completions}
   * @param model the name that tells the scripted server how to answer
   */
  Chat chat(String api, String model);

  /** The client of that name, for a server at a base URL. */
  static Client named(String name, String baseUrl) {
    return switch (name) {
      case Bench.HELPER -> new HelperClient(baseUrl);
      case Bench.SDK -> new SdkClient(baseUrl);
      case Bench.LANGCHAIN4J -> new LangChain4jClient(baseUrl);
      default -> throw new IllegalArgumentException("no such client: " + name);
    };
  }
}
