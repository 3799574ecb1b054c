package streamingweb.exercise;

import agents.Agent;
import agents.Model;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import testkit.ExerciseWait;

/** A server with the student's route. Each visitor has a model of their own. */
final class WebSite implements AutoCloseable {

  interface Method {
    void answer(Context ctx, Agent agent) throws Exception;
  }

  /** One question and what came of it. */
  static final class Visit {
    private final Agent agent;
    private volatile Future<?> work;

    /** What the student's method threw, or null. */
    volatile Throwable thrown;

    private Visit(Model model) {
      agent = Agent.builder().name("Checker").model(model).build();
    }

    /** Whether the method has returned, or thrown something; waits for it. */
    boolean isOver() {
      return work == null || ExerciseWait.inTime(work);
    }
  }

  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final Method method;
  private final Javalin server;

  WebSite(Method method) {
    this.method = method;
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.post("/ready", ctx -> ctx.result("data: {\"done\":true}\n\n"));
              config.routes.post("/visits/{number}", this::serve);
              config.routes.exception(Exception.class, WebSite::fail);
            });
    server.start("127.0.0.1", 0);
    warmUp();
  }

  Visit visit(Typist model, String question) {
    Visit visit = new Visit(model);
    visits.add(visit);
    ask(model.visitor, "/visits/" + (visits.size() - 1), question);
    return visit;
  }

  /** The first request of a program loads hundreds of classes. That's not the student's fault. */
  private void warmUp() {
    Visitor first = new Visitor();
    ask(first, "/ready", "Are you there?");
    for (int i = 0; i < 20 && !first.seesTheEnd(); i++) {}
  }

  private void ask(Visitor visitor, String path, String question) {
    try {
      visitor.ask(server.port(), path, question);
    } catch (IOException e) {
      throw new IllegalStateException("The check cannot reach its own server: " + e, e);
    }
  }

  /** Runs the student's method on a thread that {@link ExerciseWait} knows. */
  private void serve(Context ctx) throws InterruptedException {
    Visit visit = visits.get(Integer.parseInt(ctx.pathParam("number")));
    visit.work =
        ExerciseWait.start(
            () -> {
              method.answer(ctx, visit.agent);
              return null;
            });
    try {
      visit.work.get();
    } catch (ExecutionException e) {
      visit.thrown = e.getCause();
      ctx.status(500);
    }
  }

  /**
   * After a student's future has failed. Javalin's own handler reads the request, and tries again
   * for ever if the visitor has left and the request is another one's by now.
   */
  private static void fail(Exception failure, Context ctx) {
    try {
      ctx.status(failure instanceof HttpResponseException known ? known.getStatus() : 500);
    } catch (RuntimeException e) {
      // Nobody is there to see it.
    }
  }

  /** Ends the methods that still run. */
  @Override
  public void close() {
    visits.forEach(visit -> end(visit.work));
    server.stop();
  }

  private static void end(Future<?> work) {
    if (work != null) {
      work.cancel(true);
    }
  }
}
