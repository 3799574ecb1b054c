package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that run at the same time. */
@Timeout(60)
class ManyToolsTest {
  record Index(int i) {}

  private static ObjectNode[] calls(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> call("x", "{\"i\":" + i + "}"))
        .toArray(ObjectNode[]::new);
  }

  private static FunctionTool tool(FunctionTool.Handler<Index> handler) {
    return FunctionTool.of("x", "A tool.", Index.class, handler);
  }

  private static FunctionTool hanging(CountDownLatch began, CountDownLatch interrupted) {
    return FunctionTool.of(
        "hangs",
        "Takes for ever.",
        context -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "late";
        });
  }

  @Test
  void thousandsOfCallsShareABoundedNumberOfThreadsAndKeepTheirOrder() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FunctionTool tool =
        tool(
            (context, index) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.yield();
              now.decrementAndGet();
              return index.i;
            });
    ScriptedModel model = play(turn(calls(2000)), turn(text("done")));
    RunConfig config = RunConfig.builder().maxToolConcurrency(8).build();
    Runner.runSync(Tools.agent(model, tool), "Go", config);
    assertEquals(
        IntStream.range(0, 2000).mapToObj(String::valueOf).toList(), Tools.outputsSeen(model, 2));
    assertTrue(most.get() <= 8, "at once: " + most);
  }

  @Test
  void aBoundOfNothingIsRefused() {
    assertThrows(UserError.class, () -> RunConfig.builder().maxToolConcurrency(0));
  }

  @Test
  void theFirstThatFailsEndsThoseBeforeItAtOnce() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    FunctionTool broken =
        FunctionTool.of(
                "broken",
                "Does not work.",
                Index.class,
                (context, index) -> {
                  Tools.await(began);
                  throw new IllegalStateException("boom");
                })
            .failureErrorFunction(null);
    ScriptedModel model = play(turn(call("hangs", "{}"), call("broken", "{\"i\":1}")));
    Agent agent = Tools.agent(model, hanging(began, interrupted), broken);
    UserError error = assertThrows(UserError.class, () -> Runner.runSync(agent, "Go"));
    assertEquals("Error running tool broken: boom", error.getMessage());
    Tools.await(interrupted);
  }

  @Test
  void callsThatWaitForASlotAreNotBegunAfterAFailure() {
    List<Integer> begun = new CopyOnWriteArrayList<>();
    FunctionTool tool =
        tool((context, index) -> {
              begun.add(index.i);
              throw new IllegalStateException("boom");
            })
            .failureErrorFunction(null);
    RunConfig config = RunConfig.builder().maxToolConcurrency(1).build();
    Agent agent = Tools.agent(play(turn(calls(5))), tool);
    assertThrows(UserError.class, () -> Runner.runSync(agent, "Go", config));
    assertEquals(List.of(0), begun);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anErrorInAToolEndsTheRunWithOrWithoutATimeout(boolean withTimeout) {
    FunctionTool tool =
        FunctionTool.of(
            "x",
            "A tool.",
            context -> {
              throw new StackOverflowError("deep");
            });
    Agent agent =
        Tools.agent(
            play(turn(call("x", "{}"))), withTimeout ? tool.timeout(Duration.ofMinutes(1)) : tool);
    assertThrows(StackOverflowError.class, () -> Runner.runSync(agent, "Go"));
  }

  @Test
  void aToolsOwnTimeoutExceptionIsNotTheToolsTimeout() {
    FunctionTool tool =
        tool((context, index) -> {
              throw new TimeoutException("the database is slow");
            })
            .timeout(Duration.ofMinutes(1));
    ScriptedModel model = play(turn(calls(1)), turn(text("done")));
    Runner.runSync(Tools.agent(model, tool), "Go");
    assertTrue(Tools.outputsSeen(model, 2).get(0).endsWith("Error: the database is slow"));
  }

  @Test
  void aToolSeesNoThreadLocalOfItsCaller() {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    user.set("Ann");
    List<String> seen = new CopyOnWriteArrayList<>();
    FunctionTool tool =
        tool(
            (context, index) -> {
              seen.add(String.valueOf(user.get()));
              return index.i;
            });
    // More at once than there are idle threads, so that new ones are made by this thread.
    Runner.runSync(Tools.agent(play(turn(calls(50)), turn(text("done"))), tool), "Go");
    assertEquals(List.of("null"), seen.stream().distinct().toList());
    user.remove();
  }

  @Test
  void aToolThatReturnsNullStopsTheRunToo() {
    FunctionTool tool = FunctionTool.of("x", "A tool.", context -> null);
    Agent agent = Tools.agent(play(turn(call("x", "{}"))), tool);
    for (var stop : List.of(ToolUseBehavior.STOP_ON_FIRST_TOOL, ToolUseBehavior.stopAtTools("x"))) {
      ScriptedModel model = play(turn(call("x", "{}")));
      Agent stopping = agent.toBuilder().model(model).toolUseBehavior(stop).build();
      assertEquals("null", Runner.runSync(stopping, "Go").finalOutput());
    }
  }

  @Test
  void aToolThatWasNotFoundIsNeverTheFinalOutput() {
    RunConfig config = RunConfig.builder().returnToolNotFoundToModel(true).build();
    ScriptedModel model =
        play(turn(call("none", "{}")), turn(call("none", "{}"), call("weather", "{}")));
    Agent agent =
        Agent.builder()
            .name("Test")
            .model(model)
            .tool(Tools.weather())
            .toolUseBehavior(ToolUseBehavior.STOP_ON_FIRST_TOOL)
            .build();
    assertEquals("sunny", Runner.runSync(agent, "Go", config).finalOutput());
  }

  @Test
  void cancellingWhileToolsRunInterruptsThemAll() throws Exception {
    CountDownLatch began = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    ScriptedModel model = play(turn(call("hangs", "{}"), call("hangs", "{}")));
    var run = Runner.runStreamed(Tools.agent(model, hanging(began, interrupted)), "Go");
    Tools.await(began);
    run.cancel();
    Tools.await(interrupted);
    assertNull(run.finalOutput());
    assertTrue(run.isComplete());
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    Agent.Builder agent = Agent.builder().name("Test").tool(Tools.weather());
    assertThrows(UserError.class, () -> agent.tool(Tools.weather()));
    Agent other = agent.build();
    assertThrows(UserError.class, () -> other.toBuilder().tool(Tools.weather()));
  }

  @Test
  void historyHasNoCallWithoutItsOutput() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ScriptedModel model =
        play(turn(ScriptedModel.reasoning("Hm"), text("Wait"), call("hangs", "{}")));
    var run = Runner.runStreamed(Tools.agent(model, hanging(began, interrupted)), "Go");
    Tools.await(began);
    assertEquals(3, run.newItems().size());
    run.close();
    Tools.await(interrupted);
    String history = wire.Json.MAPPER.valueToTree(run.toInputList()).toString();
    assertEquals(3, run.toInputList().size(), history);
    assertTrue(history.contains("Wait") && !history.contains("function_call"), history);
  }

  @Test
  void aFailureOfOneToolLeavesNoHalfOfTheTurnInTheHistory() {
    FunctionTool broken = Tools.throwing("boom").failureErrorFunction(null);
    ScriptedModel model = play(turn(call("weather", "{}"), call("broken", "{}")));
    Agent agent = Tools.agent(model, Tools.weather(), broken);
    var error = assertThrows(UserError.class, () -> Runner.runSync(agent, "Go"));
    String history = wire.Json.MAPPER.valueToTree(error.runData().toInputList()).toString();
    assertTrue(!history.contains("broken"), history);
  }
}
