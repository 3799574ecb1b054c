package docs.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.FunctionTool;
import agents.ModelCallError;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunItem.ToolCallOutputItem;
import agents.RunResult;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.models.responses.ResponseInputItem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import testkit.GatedModel;

/** Each bug of docs/spot-the-bug.md really happens, and each fix on that page really helps. */
@Tag("course")
class BugsTest {
  private static final Agent HELPER =
      Agent.builder().name("Assistant").instructions("You are a helpful assistant.").build();
  private static final Agent TEACHER =
      Agent.builder().name("Assistant").instructions("You explain things clearly.").build();

  @Test
  void forgetful() {
    assertTrue(printed(() -> Forgetful.main(null)).contains("This is the offline model"));
    assertTrue(secondAnswer().contains("1.2 million people"));
  }

  private String secondAnswer() {
    RunResult first = Runner.runSync(HELPER, "What is the capital of Pakistan?");
    List<ResponseInputItem> conversation = new ArrayList<>(first.toInputList());
    conversation.add(DoubledHistory.user("How many people live there?"));
    return Runner.runSync(HELPER, conversation).finalOutput().toString();
  }

  @Test
  void doubledHistory() {
    assertTrue(printed(() -> DoubledHistory.main(null)).contains("Goodbye. The history has 21"));
    List<ResponseInputItem> history = new ArrayList<>();
    for (String question : List.of("Hello.", "How are you?", "Goodbye.")) {
      history.add(DoubledHistory.user(question));
      RunResult result = Runner.runSync(HELPER, history);
      history = new ArrayList<>(result.toInputList());
    }
    assertEquals(6, history.size());
  }

  @Test
  void lazyFutures() {
    String one = "asked: Say one.\nanswered\n";
    assertTrue(printed(() -> LazyFutures.main(null)).startsWith(one));
    assertFalse(printed(this::askAtOnce).startsWith(one));
  }

  private void askAtOnce() {
    List<? extends CompletableFuture<?>> futures =
        List.of("Say one.", "Say two.", "Say three.").stream().map(LazyFutures::ask).toList();
    for (CompletableFuture<?> future : futures) {
      future.join();
      System.out.println("answered");
    }
  }

  @Test
  void nobodyWaits() {
    // That the program ends without the answer can only be seen from outside: the page shows it.
    assertTrue(printed(this::waits).endsWith("Islamabad is the capital of Pakistan.\n"));
  }

  private void waits() {
    CompletableFuture<Void> printed =
        Runner.run(HELPER, "What is the capital of Pakistan?")
            .thenAccept(result -> System.out.println(result.finalOutput()));
    System.out.println("Asked. The answer comes below.");
    printed.join();
  }

  @Test
  void timeoutOnly() {
    assertTrue(printed(() -> TimeoutOnly.main(null)).endsWith("ended? false\n"));
    CompletableFuture<RunResult> future = Runner.run(TEACHER, "Explain what a deadlock is.");
    future.orTimeout(2, TimeUnit.SECONDS);
    assertThrows(CompletionException.class, future::join);
    assertTrue(future.isDone());
  }

  @Test
  void leftOpen() {
    assertTrue(printed(() -> LeftOpen.main(null)).endsWith("Has the run ended? false\n"));
    RunResultStreaming run;
    try (RunResultStreaming result = Runner.runStreamed(TEACHER, "Explain recursion.")) {
      run = result;
      result.streamEvents().iterator().next();
    }
    assertTrue(run.isComplete());
  }

  @Test
  void readTooEarly() {
    try (RunResultStreaming result =
        Runner.runStreamed(HELPER, "What is the capital of Pakistan?")) {
      for (StreamEvent event : result.streamEvents()) {
        assertTrue(event != null);
      }
      assertEquals("Islamabad is the capital of Pakistan.", result.finalOutput());
    }
  }

  @Test
  void readTooEarlyIsNull() {
    try (GatedModel model = new GatedModel()) { // or it could answer before anybody looks
      OpenAIDefaults.setClient(OpenAIDefaults.newClient(model.baseUrl(), "any"));
      assertEquals("The answer: null\n", printed(() -> ReadTooEarly.main(null)));
    } finally {
      OpenAIDefaults.setClient(null);
    }
  }

  @Test
  void wordsOfDeltas() {
    assertTrue(printed(() -> WordsOfDeltas.main(null)).contains("Counted: 29 words."));
    assertEquals(28, countedAtTheEnd());
  }

  private int countedAtTheEnd() {
    StringBuilder text = new StringBuilder();
    try (RunResultStreaming result =
        Runner.runStreamed(TEACHER, "Explain recursion in one sentence.")) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          text.append(raw.data().asOutputTextDelta().delta());
        }
      }
    }
    return text.toString().strip().split("\\s+").length;
  }

  @Test
  void lostUser() {
    assertEquals("The address of null\n", printed(() -> LostUser.main(null)));
    assertEquals("The address of Aisha", addressOf("Aisha"));
  }

  private Object addressOf(String user) {
    FunctionTool address =
        FunctionTool.of(
            "get_address",
            "The user's address.",
            context -> "The address of " + context.context(String.class));
    Agent agent = Agent.builder().name("Assistant").tool(address).build();
    RunConfig config = RunConfig.builder().context(user).build();
    return Runner.runSync(agent, "What is my address?", config).newItems().stream()
        .filter(ToolCallOutputItem.class::isInstance)
        .map(item -> ((ToolCallOutputItem) item).output())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cutHistory() {
    ModelCallError refused = assertThrows(ModelCallError.class, () -> CutHistory.main(null));
    assertTrue(refused.getMessage().contains("400"), refused.getMessage());

    FunctionTool clock = FunctionTool.of("get_time", "The time now.", context -> "12:30");
    Agent agent = Agent.builder().name("Assistant").tool(clock).build();
    List<ResponseInputItem> history =
        new ArrayList<>(Runner.runSync(agent, "What time is it?").toInputList());
    history.add(DoubledHistory.user("Thank you."));
    assertTrue(Runner.runSync(agent, fromLastQuestion(history)).finalOutput() != null);
  }

  private List<ResponseInputItem> fromLastQuestion(List<ResponseInputItem> history) {
    int start = history.size() - 1;
    while (!history.get(start).isEasyInputMessage()) {
      start--;
    }
    return history.subList(start, history.size());
  }

  /** A bug's main method. */
  private interface Main {
    void run() throws Exception;
  }

  private static String printed(Main bug) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      bug.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
