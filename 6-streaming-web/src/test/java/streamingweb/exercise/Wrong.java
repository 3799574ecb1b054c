package streamingweb.exercise;

import static streamingweb.exercise.Right.delta;
import static streamingweb.exercise.Right.json;
import static streamingweb.exercise.Right.send;
import static streamingweb.exercise.Right.sendUnchecked;
import static streamingweb.exercise.Right.write;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import io.javalin.http.Context;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import streamingweb.MinimalServer;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private static final Map<String, ?> DONE = Map.of("done", true);
  private static final Map<String, ?> ERROR = Map.of("error", "Sorry, that broke off.");

  private Wrong() {}

  /** What most of them have in common: what is done with each delta. */
  private interface Step {
    void take(String delta) throws IOException;
  }

  private static OutputStream events(Context ctx) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    return ctx.res().getOutputStream();
  }

  private static void each(Agent agent, String question, Step step) throws IOException {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      read(result, step);
    }
  }

  private static void read(RunResultStreaming result, Step step) throws IOException {
    for (StreamEvent event : result.streamEvents()) {
      if (delta(event).isPresent()) {
        step.take(delta(event).get());
      }
    }
  }

  /** Right, but for what is done with a delta. */
  private static void framed(Context ctx, Agent agent, OutputStream browser, Step step)
      throws IOException {
    try {
      each(agent, ctx.body(), step);
      send(browser, DONE);
    } catch (AgentsException e) {
      send(browser, ERROR);
    }
  }

  static void saysDoneInAText(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    send(browser, Map.of("done", "true"));
  }

  static void asksTheLessonsAgent(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, MinimalServer.AGENT, browser, delta -> send(browser, Map.of("delta", delta)));
  }

  /** As one that leaves the rest to a thread of its own, which can't write any more. */
  static void returnsTooEarly(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    for (StreamEvent event : Runner.runStreamed(agent, ctx.body()).streamEvents()) {
      if (delta(event).isPresent()) {
        send(browser, Map.of("delta", delta(event).get()));
        return;
      }
    }
  }

  static void doesNotStream(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    String text = (String) Runner.runSync(agent, ctx.body()).finalOutput();
    send(browser, Map.of("delta", text));
    send(browser, DONE);
  }

  static void returnsThePlainText(Context ctx, Agent agent) {
    ctx.result((String) Runner.runSync(agent, ctx.body()).finalOutput());
  }

  static void collectsEvents(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    StringBuilder events = new StringBuilder();
    each(
        agent,
        ctx.body(),
        delta -> events.append("data: " + json(Map.of("delta", delta)) + "\n\n"));
    ctx.result(events + "data: " + json(DONE) + "\n\n");
  }

  static void forgetsToFlush(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx,
        agent,
        browser,
        delta -> {
          String event = "data: " + json(Map.of("delta", delta)) + "\n\n";
          browser.write(event.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** That stream collects what is written, and sends it when it likes. */
  static void usesJavalinsStream(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.outputStream();
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta)));
  }

  static void isOneDeltaBehind(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    String[] before = {""};
    each(
        agent,
        ctx.body(),
        delta -> {
          send(browser, Map.of("delta", before[0]));
          before[0] = delta;
        });
    send(browser, Map.of("delta", before[0]));
    send(browser, DONE);
  }

  static void saysItIsJson(Context ctx, Agent agent) throws IOException {
    ctx.contentType("application/json");
    OutputStream browser = ctx.res().getOutputStream();
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta)));
  }

  static void forgetsTheContentType(Context ctx, Agent agent) throws IOException {
    OutputStream browser = ctx.res().getOutputStream();
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta)));
  }

  static void writesJsonLines(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> write(browser, json(Map.of("delta", delta)) + "\n"));
  }

  static void writesOneLineBreak(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(
        agent, ctx.body(), delta -> write(browser, "data: " + json(Map.of("delta", delta)) + "\n"));
    write(browser, "data: " + json(DONE) + "\n");
  }

  static void writesPlainText(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> write(browser, "data: " + delta + "\n\n"));
  }

  static void sendsPlainTextWithJavalin(Context ctx, Agent agent) {
    new SseHandler(
            browser -> {
              try {
                each(agent, ctx.body(), browser::sendData);
                browser.sendData(DONE);
              } catch (AgentsException | IOException e) {
                browser.sendData(ERROR);
              }
            })
        .handle(ctx);
  }

  static void joinsJsonByHand(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx, agent, browser, delta -> write(browser, "data: {\"delta\": \"" + delta + "\"}\n\n"));
  }

  static void escapesLineBreaksOnly(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx,
        agent,
        browser,
        delta -> {
          String escaped = delta.replace("\r", "\\r").replace("\n", "\\n");
          write(browser, "data: {\"delta\": \"" + escaped + "\"}\n\n");
        });
  }

  static void namesItText(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> send(browser, Map.of("text", delta)));
  }

  static void writesLatin1(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx,
        agent,
        browser,
        delta -> {
          String event = "data: " + json(Map.of("delta", delta)) + "\n\n";
          browser.write(event.getBytes(StandardCharsets.ISO_8859_1));
          browser.flush();
        });
  }

  static void leavesLineBreaksOut(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx,
        agent,
        browser,
        delta -> send(browser, Map.of("delta", delta.replaceAll("\\s*\\R\\s*", " "))));
  }

  static void sendsTheWholeTextEachTime(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    StringBuilder text = new StringBuilder();
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", text.append(delta))));
  }

  static void forgetsTheEnd(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
  }

  static void endsAsOpenAiDoes(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    write(browser, "data: [DONE]\n\n");
  }

  static void isDoneAllTheTime(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta, "done", true)));
  }

  static void isDoneInAnyCase(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    } catch (AgentsException e) {
      send(browser, ERROR);
    } finally {
      send(browser, DONE);
    }
  }

  static void letsTheModelsFailureThrough(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    send(browser, DONE);
  }

  static void keepsTheFailureToItself(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
      send(browser, DONE);
    } catch (AgentsException e) {
      // The visitor will see that nothing comes any more.
    }
  }

  static void tellsTheVisitorEverything(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
      send(browser, DONE);
    } catch (AgentsException e) {
      send(browser, Map.of("error", e.toString()));
    }
  }

  static void writesForNobody(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(
        ctx,
        agent,
        browser,
        delta -> {
          try {
            send(browser, Map.of("delta", delta));
          } catch (IOException e) {
            // Then the next one, perhaps.
          }
        });
  }

  /** Javalin's client throws nothing when the browser has gone. */
  static void doesNotLookWhetherJavalinsClientIsThere(Context ctx, Agent agent) {
    new SseHandler(
            browser -> {
              try {
                each(agent, ctx.body(), delta -> browser.sendData(Map.of("delta", delta)));
                browser.sendData(DONE);
              } catch (AgentsException | IOException e) {
                browser.sendData(ERROR);
              }
            })
        .handle(ctx);
  }

  static void leavesTheRunOpen(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      RunResultStreaming result = Runner.runStreamed(agent, ctx.body());
      read(result, delta -> send(browser, Map.of("delta", delta)));
      send(browser, DONE);
      result.close();
    } catch (AgentsException e) {
      send(browser, ERROR);
    }
  }

  private static RunResultStreaming last;

  /** One field for all visitors. */
  static void closesTheLastRun(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      last = Runner.runStreamed(agent, ctx.body());
      RunResultStreaming mine = last;
      read(mine, delta -> send(browser, Map.of("delta", delta)));
      send(browser, DONE);
    } catch (AgentsException e) {
      send(browser, ERROR);
    } finally {
      last.close();
    }
  }

  private static final Map<Agent, RunResultStreaming> RUNS =
      new java.util.concurrent.ConcurrentHashMap<>();

  /** Stops everybody's run when one visitor leaves. */
  static void stopsEverybody(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    try {
      RUNS.put(agent, Runner.runStreamed(agent, ctx.body()));
      read(RUNS.get(agent), delta -> send(browser, Map.of("delta", delta)));
      send(browser, DONE);
    } catch (AgentsException e) {
      send(browser, ERROR);
    } finally {
      RUNS.values().forEach(RunResultStreaming::close);
    }
  }

  static synchronized void servesOneAfterTheOther(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta)));
  }

  static void neverReturns(Context ctx, Agent agent) throws Exception {
    OutputStream browser = events(ctx);
    framed(ctx, agent, browser, delta -> send(browser, Map.of("delta", delta)));
    new CountDownLatch(1).await();
  }

  static void waitsBeforeItBegins(Context ctx, Agent agent) throws Exception {
    new CountDownLatch(1).await();
  }

  static void keepsJavalinsClientAlive(Context ctx, Agent agent) {
    new SseHandler(
            browser -> {
              browser.keepAlive();
              try {
                each(agent, ctx.body(), delta -> browser.sendData(Map.of("delta", delta)));
                browser.sendData(DONE);
              } catch (AgentsException | IOException e) {
                browser.sendData(ERROR);
              }
            })
        .handle(ctx);
  }

  static void saysDoneForEver(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    while (true) {
      send(browser, DONE);
    }
  }

  static void asksInItsOwnWords(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    each(agent, "Answer: " + ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    send(browser, DONE);
  }

  static void asksTwice(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    Runner.runSync(agent, ctx.body());
    each(agent, ctx.body(), delta -> send(browser, Map.of("delta", delta)));
    send(browser, DONE);
  }

  static void expectsJson(Context ctx, Agent agent) throws IOException {
    OutputStream browser = events(ctx);
    String question = ctx.bodyAsClass(Map.class).get("question").toString();
    each(agent, question, delta -> sendUnchecked(browser, Map.of("delta", delta)));
    send(browser, DONE);
  }

  static void refuses(Context ctx, Agent agent) {
    ctx.status(405).result("Use GET.");
  }
}
