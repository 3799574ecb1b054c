package streamingweb;

import static org.junit.jupiter.api.Assertions.*;
import static testkit.ExerciseModel.Answer.calls;
import static testkit.ExerciseModel.Answer.text;

import agents.Agent;
import agents.FunctionTool;
import agents.InputItems;
import agents.RunConfig;
import agents.RunResult;
import agents.Runner;
import agents.UserError;
import com.openai.models.responses.ResponseInputItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.ExerciseModel;

@Timeout(120)
class ChatSessionTest {
  private static final ChatKey KEY = new ChatKey("visitor", "main");

  private final List<Integer> keptBeforeEachCall = new ArrayList<>();
  private Database database;
  private Turns turns;

  @BeforeEach
  void open() throws Exception {
    database = new Database(Tests.temp().resolve("chats.db").toString());
    turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFinishedTurnIsKeptBeforeTheModelIsCalledAgain() {
    ExerciseModel model = new ExerciseModel(calls("look", "{}"), text("It is warm."));
    ChatSession session = begin(turns, "run");
    assertEquals("It is warm.", answer(model, session, "warm").finalOutputAs(String.class));
    assertEquals(List.of(0, 2), keptBeforeEachCall);
    assertEquals(3, kept().size());
    assertEquals(List.of("user: How warm?"), model.seen(0), "the question is there once");
  }

  @Test
  void aRunThatLostItsChatDoesNotAskAgain() {
    ExerciseModel model = new ExerciseModel(calls("look", "{}"), text("It is warm."));
    Turns asleep = new Turns(database.jdbi(), Duration.ofMillis(-1));
    ChatSession session = begin(asleep, "run");
    Agent agent =
        agent(
            model,
            FunctionTool.of(
                "look",
                "Looks.",
                context -> turns.begin(KEY, "other", Question.of("Another?")).size()));
    RunConfig config = RunConfig.builder().session(session).build();
    UserError lost =
        assertThrows(
            UserError.class, () -> Runner.runSync(agent, session.question(), config).finalOutput());
    assertTrue(lost.getMessage().contains("another server goes on with it"), lost.getMessage());
    assertEquals(List.of(0), keptBeforeEachCall);
    assertEquals(List.of(), kept(), "the other run's answer is left alone");
  }

  @Test
  void itTakesBackItemsOfTheAnswerAndNothingElse() {
    ChatSession session = begin(turns, "run");
    session.addItems(List.of(InputItems.assistant("One"), InputItems.assistant("Two")));
    assertEquals(3, session.getItems().size());
    assertEquals(List.of(InputItems.assistant("Two")), session.getItems(1));
    assertEquals(Optional.of(InputItems.assistant("Two")), session.popItem());
    assertEquals(1, kept().size());
    session.clearSession();
    assertEquals(List.of(), kept());
    assertEquals(Optional.empty(), session.popItem());
    assertEquals(session.question(), session.getItems());
  }

  /** What the readers have had may be less than what the run has done. */
  @Test
  void aDraftDoesNotTakeAFinishedTurnBack() {
    ChatSession session = begin(turns, "run");
    Message behind = Message.answer("run", Message.WRITING, List.of(), "One");
    session.addItems(List.of(InputItems.assistant("One"), InputItems.assistant("Two")));
    turns.drafts().keepIfLonger(behind);
    assertEquals(2, kept().size());
    turns.drafts().keepIfLonger(Message.answer("run", Message.WRITING, kept(), "Three"));
    assertEquals("Three", turns.drafts().read(KEY).orElseThrow().partial());
  }

  private ChatSession begin(Turns of, String run) {
    List<Message> said = of.begin(KEY, run, Question.of("How warm?"));
    return new ChatSession(of.drafts(), run, History.input(said));
  }

  private RunResult answer(ExerciseModel model, ChatSession session, String output) {
    Agent agent = agent(model, FunctionTool.of("look", "Looks.", context -> output));
    RunConfig config = RunConfig.builder().session(session).build();
    return Runner.runSync(agent, session.question(), config);
  }

  /** Its instructions are made before each call of the model, so they see what is kept by then. */
  private Agent agent(ExerciseModel model, FunctionTool tool) {
    return Agent.builder()
        .name("Assistant")
        .model(model)
        .tool(tool)
        .instructions(
            context -> {
              keptBeforeEachCall.add(kept().size());
              return "Be brief.";
            })
        .build();
  }

  private List<ResponseInputItem> kept() {
    return turns.drafts().read(KEY).orElseThrow().items();
  }
}
