package runconfig;

import agents.Environment;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import com.openai.client.OpenAIClient;

/** Google's Gemini models, through Google's copy of OpenAI's API. */
final class Gemini {
  private static final String HOST = "https://generativelanguage.googleapis.com";

  private Gemini() {}

  static String modelName() {
    return Environment.get("GEMINI_MODEL").orElse("gemini-2.5-flash");
  }

  /** Uses your GEMINI_API_KEY. Without one, the offline model plays Gemini. */
  static OpenAIClient client() {
    return OpenAIDefaults.clientOf("GEMINI", HOST + "/v1beta/openai/");
  }

  static Model model() {
    return new OpenAIChatCompletionsModel(modelName(), client());
  }
}
