package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.AgentsException;
import agents.ModelBehaviorError;
import agents.ModelCallError;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunConfig;
import agents.Runner;
import java.util.HashSet;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each dialect, and what can come in it: a text, one call, parallel calls, a cut, an error. */
@Timeout(60)
class DialectsTest {

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void text(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      var agent = Provider.agent("You are a helpful assistant.");
      var run = provider.run(agent, "What is the capital of Pakistan?", provider.chat());
      assertEquals("Islamabad is the capital of Pakistan.", run.finalOutput());
      assertEquals(run.finalOutput(), provider.seen.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneTool(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      var run = provider.run(Provider.agent(), "How warm is it in Oslo?", provider.chat());
      assertEquals("get_temperature{\"city\":\"Oslo\"}\n-> 9", Provider.tools(run));
      assertEquals("It is 9 degrees in Oslo.", run.finalOutput());
      assertEquals(run.finalOutput(), provider.seen.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void parallelTools(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      var run = provider.run(Provider.agent(), Provider.PARALLEL, provider.chat());
      assertEquals(
          """
          get_temperature{"city":"Lahore"}
          get_temperature{"city":"Oslo"}
          -> 31
          -> 9
          subtract{"a":31,"b":9}
          -> 22""",
          Provider.tools(run));
      assertEquals(
          "It is 31 degrees in Lahore and 9 in Oslo, so Lahore is 22 degrees warmer.",
          run.finalOutput());
      assertEquals(3, new HashSet<>(Provider.callIds(run)).size());
      assertFalse(Provider.callIds(run).contains(""));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void parallelToolsInWholeAnswers(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      RunConfig config = RunConfig.builder().model(provider.chat()).build();
      assertEquals(
          "It is 31 degrees in Lahore and 9 in Oslo, so Lahore is 22 degrees warmer.",
          Runner.runSync(Provider.agent(), Provider.PARALLEL, config).finalOutput());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void cut(Dialect dialect) {
    String message = failure(ModelCallError.class, dialect, Fault.CUT);
    assertTrue(message.matches("The connection to m at 127.0.0.1:\\d+ broke off.*"), message);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void errorEvent(Dialect dialect) {
    String message = failure(ModelBehaviorError.class, dialect, Fault.ERROR_EVENT);
    assertTrue(message.contains("The server had an error while processing your request"), message);
  }

  /** What came before the failure has been shown, and is kept. */
  private static String failure(
      Class<? extends AgentsException> type, Dialect dialect, Fault fault) {
    try (Provider provider = new Provider(dialect, fault)) {
      var agent = Provider.agent("You explain things clearly.");
      var question = "Explain recursion in programming in simple terms.";
      var error = assertThrows(type, () -> provider.run(agent, question, provider.chat()));
      String partial = error.runData().partialText();
      assertTrue(partial.startsWith("Recursion means that"), partial);
      assertEquals(partial, provider.seen.toString());
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      return error.getMessage();
    }
  }

  /** Asked at the wrong door, a server without the Responses API says so in its own way. */
  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"GEMINI", "MISTRAL", "PERPLEXITY"})
  void responsesAreNotFound(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      var client = OpenAIDefaults.newClient(provider.baseUrl(), "none");
      var model = new OpenAIResponsesModel("m", client);
      var error =
          assertThrows(ModelCallError.class, () -> provider.run(Provider.agent(), "Hi.", model));
      String message = error.getMessage();
      assertTrue(message.contains("(404: Invalid URL (POST /v1/responses))"), message);
      assertTrue(message.contains("set OPENAI_API=chat_completions"), message);
    }
  }
}
