package streamingweb;

import agents.Environment;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;

/**
 * The model that answers, chosen as in lesson 5.
 *
 * @param isOffline whether there is no key, so that answers are scripted
 */
record WhichModel(Model model, String name, boolean isOffline) {
  private static final String GEMINI = "https://generativelanguage.googleapis.com/v1beta/openai/";
  private static final String OLLAMA = "http://localhost:11434/v1/";

  /**
   * Chooses by the lesson's arguments, or else by the keys that there are. A setting that cannot be
   * used stops the server here, and not the first visitor.
   *
   * @param args a prefix as in lesson 5: with GROQ, it is GROQ_BASE_URL, GROQ_API_KEY, GROQ_MODEL
   */
  static WhichModel of(String[] args) {
    if (args.length > 0 && !args[0].isBlank()) {
      return compatible(args[0], OLLAMA, "llama3.2");
    }
    if (!isSet("OPENAI") && isSet("GEMINI")) {
      return compatible("GEMINI", GEMINI, "gemini-2.5-flash");
    }
    String name = OpenAIDefaults.model();
    return new WhichModel(OpenAIDefaults.modelNamed(name), name, !isSet("OPENAI"));
  }

  private static WhichModel compatible(String prefix, String usualAddress, String usualModel) {
    String name = Environment.get(prefix + "_MODEL").orElse(usualModel);
    var client = OpenAIDefaults.clientOf(prefix, usualAddress);
    return new WhichModel(new OpenAIChatCompletionsModel(name, client), name, !isSet(prefix));
  }

  private static boolean isSet(String prefix) {
    return Environment.get(prefix + "_API_KEY").isPresent()
        || Environment.get(prefix + "_BASE_URL").isPresent();
  }
}
