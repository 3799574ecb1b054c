package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.failure;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.reasoning;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static agents.SessionTest.item;
import static agents.SessionTest.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wire.Json;

/** Runs with a session remember, and whatever goes wrong, the next question works. */
class SessionRunTest {
  @TempDir Path folder;

  private final MemorySession session = new MemorySession();

  private static RunConfig with(Session session) {
    return RunConfig.builder().session(session).build();
  }

  /** One word for each item: who spoke, or what was called and what came of it. */
  private static List<String> lines(List<ResponseInputItem> items) {
    return items.stream().map(SessionRunTest::line).toList();
  }

  private static String line(ResponseInputItem item) {
    JsonNode json = Json.MAPPER.valueToTree(item);
    return switch (json.path("type").asText()) {
      case "function_call" -> "call " + json.path("name").asText();
      case "function_call_output" -> "output " + json.path("output").asText();
      case "reasoning" -> "reasoning";
      default -> content(json.path("content"));
    };
  }

  private static String content(JsonNode content) {
    return content.isTextual() ? content.asText() : content.path(0).path("text").asText();
  }

  private List<String> kept() {
    return lines(session.getItems());
  }

  private static List<String> seen(ScriptedModel model, int request) {
    return lines(model.requests.get(request - 1).input());
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void theSecondRunSeesTheFirst(Ways way) {
    ScriptedModel model = play(turn(text("Hello Aisha.")), turn(text("Aisha.")));
    Agent agent = Tools.agent(model);
    way.run(agent, "I am Aisha.", with(session));
    RunResult second = way.run(agent, "Who am I?", with(session));

    List<String> all = List.of("I am Aisha.", "Hello Aisha.", "Who am I?");
    assertEquals(all, seen(model, 2));
    assertEquals(4, session.getItems().size());
    assertEquals(4, second.toInputList().size(), "the result holds the history, too");
  }

  @Test
  void twoSessionsKnowNothingOfEachOther() {
    ScriptedModel model = ScriptedModel.always(turn(text("Yes.")));
    Runner.runSync(Tools.agent(model), "One", with(session));
    Runner.runSync(Tools.agent(model), "Two", with(new MemorySession()));

    assertEquals(List.of("Two"), seen(model, 2));
  }

  @Test
  void aListIsAddedToWhatWasSaid() {
    session.addItems(List.of(said("one")));
    ScriptedModel model = play(turn(text("Yes.")));
    Runner.runSync(Tools.agent(model), List.of(said("two"), said("three")), with(session));

    assertEquals(List.of("one", "two", "three"), seen(model, 1));
    assertEquals(List.of("one", "two", "three", "Yes."), kept());
  }

  /** The question first, then each turn as one. */
  @ParameterizedTest
  @EnumSource(Ways.class)
  void eachFinishedTurnIsAddedAtOnce(Ways way) {
    List<List<String>> added = new ArrayList<>();
    Session recording =
        new Watching() {
          @Override
          public void addItems(List<ResponseInputItem> items) {
            super.addItems(items);
            added.add(lines(items));
          }
        };
    ScriptedModel model =
        play(
            turn(reasoning("Hm."), call("weather", "{}"), call("city", "{\"name\":\"Rome\"}")),
            turn(call("weather", "{}")),
            turn(text("Done.")));
    way.run(Tools.agent(model, Tools.weather(), Tools.city()), "Go", with(recording));

    assertEquals(
        List.of(
            List.of("Go"),
            List.of("reasoning", "call weather", "call city", "output sunny", "output Rome"),
            List.of("call weather", "output sunny"),
            List.of("Done.")),
        added);
    assertEquals(8, seen(model, 3).size(), "nothing is shown twice");
  }

  @Test
  void aFileRemembersForTheNextProgram() {
    Path file = folder.resolve("chat.jsonl");
    ScriptedModel model =
        play(
            turn(reasoning("Hm."), call("weather", "{}")),
            turn(text("Sunny.")),
            turn(text("Yes.")));
    Agent agent = Tools.agent(model, Tools.weather());
    Runner.runSync(agent, "Weather?", with(new FileSession(file)));
    Runner.runSync(agent, "Sure?", with(new FileSession(file)));

    List<String> all =
        List.of("Weather?", "reasoning", "call weather", "output sunny", "Sunny.", "Sure?");
    assertEquals(all, seen(model, 3));
    assertEquals(
        Json.MAPPER.<JsonNode>valueToTree(model.requests.get(1).input()),
        Json.MAPPER.valueToTree(model.requests.get(2).input().subList(0, 4)),
        "byte for byte what the model saw before");
  }

  @Test
  void aLimitCutsTheOldestAndNeverBetweenACallAndItsOutput() {
    for (int limit = 0; limit <= 6; limit++) {
      MemorySession history = new MemorySession();
      ScriptedModel model =
          play(turn(call("weather", "{}")), turn(text("Sunny.")), turn(text("Yes.")));
      Agent agent = Tools.agent(model, Tools.weather());
      Runner.runSync(agent, "Weather?", with(history));
      RunConfig config = RunConfig.builder().session(history).sessionLimit(limit).build();
      Runner.runSync(agent, "Sure?", config);

      List<String> all = List.of("Weather?", "call weather", "output sunny", "Sunny.", "Sure?");
      int from = limit == 2 ? 3 : Math.max(0, 4 - limit); // 2 would keep an output alone
      assertEquals(all.subList(from, 5), seen(model, 3));
      assertEquals(6, history.getItems().size(), "the session keeps everything");
    }
  }

  @Test
  void whatAnotherProgramLeftHalfDoneIsNotSent() {
    session.addItems(
        List.of(
            said("Weather?"),
            item("{\"type\":\"reasoning\",\"id\":\"r1\",\"summary\":[]}"),
            item(
                "{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"a\",\"arguments\":\"\"}"),
            item(
                "{\"type\":\"function_call\",\"call_id\":\"2\",\"name\":\"b\",\"arguments\":\"\"}"),
            item("{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"x\"}"),
            item("{\"type\":\"reasoning\",\"id\":\"r2\",\"summary\":[]}"),
            item(
                "{\"type\":\"function_call\",\"call_id\":\"3\",\"name\":\"c\",\"arguments\":\"\"}"),
            item("{\"type\":\"function_call_output\",\"call_id\":\"4\",\"output\":\"y\"}")));
    ScriptedModel model = play(turn(text("Hello.")));
    Runner.runSync(Tools.agent(model), "Hello?", with(session));

    assertEquals(List.of("Weather?", "reasoning", "call a", "output x", "Hello?"), seen(model, 1));
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void aQuestionThatFailsIsTakenBackAndMayBeAskedAgain(Ways way) {
    session.addItems(List.of(said("before")));
    ScriptedModel model = play(failure(new IllegalStateException("down")), turn(text("Yes.")));
    Agent agent = Tools.agent(model);

    assertThrows(ModelCallError.class, () -> way.run(agent, "Now?", with(session)));
    assertEquals(List.of("before"), kept());

    way.run(agent, "Now?", with(session));
    assertEquals(List.of("before", "Now?"), seen(model, 2));
    assertEquals(List.of("before", "Now?", "Yes."), kept());
  }

  @Test
  void aSessionThatFailsToForgetDoesNotHideWhyTheRunFailed() {
    Session broken =
        new Watching() {
          @Override
          public Optional<ResponseInputItem> popItem() {
            throw new IllegalStateException("no database for sk-abcdefghijkl");
          }
        };
    Agent agent = Tools.agent(play(failure(new IllegalStateException("down"))));

    var error =
        assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Now?", with(broken)));
    assertEquals("no database for (a key)", error.getSuppressed()[0].getMessage());
  }

  @Test
  void aSessionThatCannotAddTheQuestionKeepsWhatItHas() {
    session.addItems(List.of(said("Hi"), said("Hello.")));
    Session full =
        new Watching() {
          @Override
          public void addItems(List<ResponseInputItem> items) {
            throw new IllegalStateException("disk full");
          }
        };

    assertThrows(UserError.class, () -> Runner.runSync(Tools.agent(play()), "Go", with(full)));
    assertEquals(List.of("Hi", "Hello."), kept());
  }

  @Test
  void aRunKilledAfterAnyLineLeavesNoThoughtWithoutWhatItLedTo() throws IOException {
    Path file = folder.resolve("killed.jsonl");
    ScriptedModel model =
        play(turn(reasoning("Hm."), call("weather", "{}")), turn(reasoning("So."), text("Sunny.")));
    Runner.runSync(Tools.agent(model, Tools.weather()), "Go", with(new FileSession(file)));
    List<String> lines = Files.readAllLines(file);
    for (int kept = 0; kept < lines.size(); kept++) {
      for (String next : List.of("Go", "Stop")) {
        Files.write(file, lines.subList(0, kept));
        ScriptedModel again = play(turn(text("Yes.")), turn(text("Fine.")));
        Runner.runSync(Tools.agent(again), next, with(new FileSession(file)));
        Runner.runSync(Tools.agent(again), "Sure?", with(new FileSession(file)));
        for (int request : List.of(1, 2)) {
          String seen = String.join(" ", seen(again, request)) + " ";
          assertFalse(seen.matches(".*reasoning (?!call weather|Sunny).*"), seen);
        }
      }
    }
  }

  @Test
  void aTurnThatFailsLeavesTheTurnsBeforeIt() {
    ScriptedModel model =
        play(
            turn(call("weather", "{}")),
            turn(call("weather", "{}"), call("broken", "{}")),
            turn(text("Yes.")));
    FunctionTool broken = Tools.throwing("boom").failureErrorFunction(null);
    Agent agent = Tools.agent(model, Tools.weather(), broken);

    assertThrows(UserError.class, () -> Runner.runSync(agent, "Go", with(session)));
    assertEquals(List.of("Go", "call weather", "output sunny"), kept());
    Runner.runSync(agent, "Again", with(session));
    assertEquals(List.of("Go", "call weather", "output sunny", "Again"), seen(model, 3));
  }

  @Test
  void aRunOutOfTurnsLeavesWholeTurns() {
    ScriptedModel model = ScriptedModel.always(turn(call("weather", "{}")));
    RunConfig config = RunConfig.builder().session(session).maxTurns(2).build();

    assertThrows(
        MaxTurnsExceeded.class,
        () -> Runner.runSync(Tools.agent(model, Tools.weather()), "Go", config));
    assertEquals(
        List.of("Go", "call weather", "output sunny", "call weather", "output sunny"), kept());
  }

  @Test
  void aRunThatIsCancelledInATurnLeavesTheQuestionWhichIsNotDoubled() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FunctionTool waits =
        FunctionTool.of(
            "wait",
            "Waits.",
            Tools.City.class,
            (context, city) -> {
              started.countDown();
              new CountDownLatch(1).await();
              return "never";
            });
    ScriptedModel model =
        play(turn(call("wait", "{\"name\":\"Rome\"}")), turn(text("Yes.")), turn(text("Sure.")));
    CountDownLatch ended = new CountDownLatch(1);
    Session watched =
        new Watching() {
          @Override
          public void addItems(List<ResponseInputItem> items) {
            session.addItems(items);
          }

          @Override
          public List<ResponseInputItem> getItems(int limit) {
            return session.getItems(limit);
          }
        };
    try (RunResultStreaming run =
        Runner.runStreamed(Tools.agent(model, waits), "Go", with(watched))) {
      CompletableFuture.runAsync(() -> Events.all(run), Threads.POOL)
          .whenComplete((done, failure) -> ended.countDown());
      Tools.await(started);
    }
    Tools.await(ended);
    assertEquals(List.of("Go"), kept(), "no half turn");

    Runner.runSync(Tools.agent(model), "Go", with(session));
    assertEquals(List.of("Go"), seen(model, 2), "asked once more, not twice");
    assertEquals(List.of("Go", "Yes."), kept());
    Runner.runSync(Tools.agent(model), "Go", with(session));
    assertEquals(List.of("Go", "Yes.", "Go"), seen(model, 3), "an answered question is no retry");
  }

  @Test
  void aRunThatIsCancelledBetweenTwoTurnsAsksNothingMore() throws Exception {
    CompletableFuture<CompletableFuture<RunResult>> run = new CompletableFuture<>();
    CompletableFuture<Thread> loop = new CompletableFuture<>();
    Watching session =
        new Watching() {
          @Override
          public void addItems(List<ResponseInputItem> items) {
            super.addItems(items);
            if (items.size() > 1) { // the call and its output
              run.join().cancel(true);
              loop.complete(Thread.currentThread());
            }
          }
        };
    ScriptedModel model = play(turn(call("weather", "{}")), turn(text("too late")));
    RunConfig config = RunConfig.builder().session(session).build();
    run.complete(Runner.run(Tools.agent(model, Tools.weather()), "Hi", config));
    CancellationTest.awaitIdle(loop.get());
    assertEquals(1, model.requests.size());
    assertEquals(3, session.getItems().size());
  }

  @Test
  void stoppedAfterATurnTheNextRunGoesOn() {
    ScriptedModel model = play(turn(call("weather", "{}")), turn(text("Sunny.")));
    Agent agent = Tools.agent(model, Tools.weather());
    try (RunResultStreaming run = Runner.runStreamed(agent, "Weather?", with(session))) {
      for (StreamEvent event : run.streamEvents()) {
        if (Events.name(event).equals("tool_output")) {
          run.cancel(RunResultStreaming.CancelMode.AFTER_TURN);
        }
      }
    }
    assertEquals(List.of("Weather?", "call weather", "output sunny"), kept());
    Runner.runSync(agent, "Go on.", with(session));
    assertEquals(List.of("Weather?", "call weather", "output sunny", "Go on."), seen(model, 2));
  }

  @Test
  void handoffsAreRemembered() {
    ScriptedModel billing = play(turn(text("Paid.")), turn(text("Yes.")));
    Agent other = Agent.builder().name("Billing").model(billing).build();
    ScriptedModel triage = play(turn(call("weather", "{}"), call("transfer_to_billing", "{}")));
    Agent.Builder first = Agent.builder().name("Triage").model(triage).tool(Tools.weather());
    RunResult result = Runner.runSync(first.handoff(other).build(), "Hi", with(session));
    Runner.runSync(result.lastAgent(), "Sure?", with(session));

    assertEquals(
        List.of(
            "Hi",
            "call weather",
            "call transfer_to_billing",
            "output sunny",
            "output {\"assistant\": \"Billing\"}",
            "Paid.",
            "Sure?"),
        seen(billing, 2));
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void aSessionThatFailsEndsTheRun(Ways way) {
    Session broken =
        new Watching() {
          @Override
          public void addItems(List<ResponseInputItem> items) {
            throw new IllegalStateException("disk full");
          }
        };
    ScriptedModel model = play();

    var error =
        assertThrows(UserError.class, () -> way.run(Tools.agent(model), "Go", with(broken)));
    assertEquals("disk full", error.getCause().getMessage());
    assertEquals(List.of(), model.requests);
  }

  /** A session of a user's own. */
  private static class Watching implements Session {
    private final MemorySession kept = new MemorySession();

    @Override
    public List<ResponseInputItem> getItems(int limit) {
      return kept.getItems(limit);
    }

    @Override
    public void addItems(List<ResponseInputItem> items) {
      kept.addItems(items);
    }

    @Override
    public Optional<ResponseInputItem> popItem() {
      return kept.popItem();
    }

    @Override
    public void clearSession() {
      kept.clearSession();
    }
  }
}
