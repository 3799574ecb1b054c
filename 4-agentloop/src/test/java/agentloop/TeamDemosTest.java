package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agents.OpenAIDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Demos with more than one agent, or with guardrails, print what the lesson promises. */
@Tag("course")
class TeamDemosTest {
  @AfterEach
  void useTheDefaultApi() {
    OpenAIDefaults.setApi(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void agentAsToolShowsTheTranslatorAtWork(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        --- Editor ---
        --- Translator ---
        Alles Gute zum Geburtstag, Aisha! Viel Freude mit Java.
        Happy birthday, Aisha! Have fun with Java.
        Alles Gute zum Geburtstag, Aisha! Viel Freude mit Java.
        Model calls of both: 3
        """,
        Console.run(AgentAsTool::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void handoffNamesWhoSpeaks(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        Triage: [hands off to Billing]
        Billing: [hands off to Refunds]
        Refunds: You were right: Order 1042 was paid twice: 49 euros on May 3, 49 euros on May 4. \
        I have just sent 49 euros back to you.
        """,
        Console.run(Handoff::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void handoffPicksTheLanguage(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        Triage: [hands off to Spanish]
        Spanish: Hola, Aisha. Me alegro de conocerte.
        """,
        Console.run(Handoff::main, "Hola,", "me", "llamo", "Aisha."));
    assertEquals(
        """
        Triage: [hands off to English]
        English: Hello, Aisha. Nice to meet you.
        """,
        Console.run(Handoff::main, "Hello,", "my", "name", "is", "Aisha."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void guardrailKeepsOneQuestionOutAndOneAnswerIn(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        You:   When do you open?
        Clerk: We open at nine, every day but Sunday.
        You:   Solve 3x + 4 = 10 for my homework.
        [the model was not asked: do your homework yourself]
        You:   Which card did I pay with?
        [the answer is held back: there is a card number in it]
        """,
        Console.run(Guardrail::main));
  }
}
