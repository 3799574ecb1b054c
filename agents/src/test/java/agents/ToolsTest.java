package agents;

import static agents.ScriptedModel.*;
import static agents.Tools.*;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How tools are run, and what the model sees of them. */
@Timeout(60)
class ToolsTest {
  private static final String RUN_ERROR =
      "An error occurred while running the tool. Please try again. Error: ";

  /** What the model sees of one call of a tool. */
  private static String output(FunctionTool tool, String arguments) {
    ScriptedModel model = play(turn(call(tool.name(), arguments)), turn(text("done")));
    Runner.runSync(agent(model, tool), "Go");
    return outputsSeen(model, 2).get(0);
  }

  private static void assertTold(String part, String output) {
    assertTrue(output.startsWith(RUN_ERROR) && output.contains(part), output);
    assertEquals(1, output.lines().count(), output);
  }

  private static FunctionTool tool(String name, FunctionTool.Handler<City> handler) {
    return FunctionTool.of(name, "A tool.", City.class, handler);
  }

  private static final String ROME = "{\"name\":\"Rome\"}";

  @Test
  void aToolThatTakesTooLongIsInterruptedAndTheModelIsTold() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FunctionTool slow = Tools.hanging("x", started, interrupted);
    FunctionTool after =
        tool(
            "after",
            (context, city) -> {
              if (started.getCount() == 0) {
                Tools.await(interrupted); // although the run goes on
              }
              return "interrupted";
            });
    // On a slow machine the time may be up before the tool has begun: then try a longer one.
    for (long time = 50; started.getCount() > 0; time *= 2) {
      ScriptedModel model =
          play(turn(call("x", ROME)), turn(call("after", ROME)), turn(text("done")));
      Runner.runSync(agent(model, slow.timeout(Duration.ofMillis(time)), after), "Go");
      String late = "Tool 'x' timed out after " + time / 1000.0 + " seconds.";
      assertEquals(List.of(late, "interrupted"), outputsSeen(model, 3));
    }
  }

  @Test
  void aToolInTimeIsNotDisturbed() {
    assertEquals("Rome", output(city().timeout(Duration.ofSeconds(30)), ROME));
    assertEquals(
        RUN_ERROR + "boom", output(throwing("boom").timeout(Duration.ofSeconds(30)), "{}"));
  }

  @Test
  void theToolsOfATurnRunAtTheSameTime() {
    CountDownLatch all = new CountDownLatch(3);
    FunctionTool.Handler<City> meet =
        (context, city) -> {
          all.countDown();
          Tools.await(all);
          return city.name();
        };
    ScriptedModel model =
        play(turn(call("a", ROME), call("b", ROME), call("c", ROME)), turn(text("done")));
    Runner.runSync(agent(model, tool("a", meet), tool("b", meet), tool("c", meet)), "Go");

    assertEquals(List.of("Rome", "Rome", "Rome"), outputsSeen(model, 2));
  }

  @Test
  void outputsAreInCallOrderThoughTheLastCallEndsFirst() {
    CountDownLatch secondEnds = new CountDownLatch(1);
    List<String> ended = new ArrayList<>();
    FunctionTool first =
        tool(
            "first",
            (context, city) -> {
              Tools.await(secondEnds);
              ended.add("first");
              return 1;
            });
    FunctionTool second =
        tool(
            "second",
            (context, city) -> {
              ended.add("second");
              secondEnds.countDown();
              return 2;
            });
    ScriptedModel model = play(turn(call("first", ROME), call("second", ROME)), turn(text("ok")));
    Runner.runSync(agent(model, first, second), "Go");

    assertEquals(List.of("second", "first"), ended);
    assertEquals(List.of("1", "2"), outputsSeen(model, 2));
  }

  @Test
  void theOtherToolsAreInterruptedWhenOneEndsTheRun() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FunctionTool fails =
        tool(
                "fails",
                (context, city) -> {
                  Tools.await(started);
                  throw new IllegalStateException("boom");
                })
            .failureErrorFunction(null);
    FunctionTool waits =
        tool(
            "waits",
            (context, city) -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    Agent agent = agent(play(turn(call("fails", ROME), call("waits", ROME))), fails, waits);
    assertThrows(UserError.class, () -> Runner.runSync(agent, "Go"));
    Tools.await(interrupted);
  }

  @Test
  void aMissingArgumentIsToldToTheModel() {
    assertTold("days", output(trip(), "{\"to\":\"Rome\"}"));
  }

  @Test
  void aNullArgumentIsToldToTheModel() {
    assertTold("days", output(trip(), "{\"to\":\"Rome\",\"days\":null}"));
    assertTold("name", output(city(), "{\"name\":null}"));
  }

  @Test
  void anArgumentOfTheWrongTypeIsToldToTheModel() {
    assertTold("many", output(trip(), "{\"to\":\"Rome\",\"days\":\"many\"}"));
  }

  @Test
  void argumentsThatAreNoObjectAreToldToTheModel() {
    assertTold("[1]", output(city(), "[1]"));
    assertTold("null", output(city(), "null"));
  }

  @Test
  void anOptionalArgumentMayBeThereOrNullOrMissing() {
    String trip = "Trip[to=Rome, days=2, by=%s]";
    assertEquals(
        trip.formatted("Optional[train]"),
        output(trip(), "{\"to\":\"Rome\",\"days\":2,\"by\":\"train\"}"));
    assertEquals(
        trip.formatted("Optional.empty"),
        output(trip(), "{\"to\":\"Rome\",\"days\":2,\"by\":null}"));
    assertEquals(trip.formatted("Optional.empty"), output(trip(), "{\"to\":\"Rome\",\"days\":2}"));
  }

  @Test
  void anArgumentTooManyDoesNoHarm() {
    assertEquals("Rome", output(city(), "{\"name\":\"Rome\",\"mood\":\"good\"}"));
  }

  @Test
  void aNullResultIsTheWordNull() {
    assertEquals("null", output(tool("x", (context, city) -> null), ROME));
  }

  @Test
  void anErrorFunctionChoosesTheWords() {
    assertEquals(
        "Oops: boom",
        output(throwing("boom").failureErrorFunction(e -> "Oops: " + e.getMessage()), "{}"));
  }
}
