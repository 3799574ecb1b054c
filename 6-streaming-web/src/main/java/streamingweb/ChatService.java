package streamingweb;

import agents.Agent;
import io.javalin.http.ConflictResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import streamingweb.History.Turn;

/** Runs the agent for the sessions: one answer at a time in each, and not too many in all. */
final class ChatService implements AutoCloseable {
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);

  private final Agent agent;
  private final Sessions sessions;
  private final ExecutorService threads;
  private final Semaphore free;
  private final Map<String, ChatRun> running = new ConcurrentHashMap<>();

  ChatService(Agent agent, Sessions sessions, int maxRuns, ExecutorService threads) {
    this.agent = agent;
    this.sessions = sessions;
    this.threads = threads;
    free = new Semaphore(maxRuns);
  }

  /**
   * Starts to answer. The caller reads the run to its end, or closes it.
   *
   * @throws ConflictResponse if this session has an answer being written
   * @throws ServiceUnavailableResponse if too many others have
   */
  ChatRun start(String session, Question question) {
    ChatRun run = new ChatRun();
    if (running.putIfAbsent(session, run) != null) {
      throw new ConflictResponse("This chat has an answer being written: wait or stop it.");
    }
    if (!free.tryAcquire()) {
      running.remove(session, run);
      throw new ServiceUnavailableResponse("Too many answers are being written: try again soon.");
    }
    threads.execute(() -> work(session, run, question));
    return run;
  }

  private void work(String session, ChatRun run, Question question) {
    try {
      History before = before(sessions.history(session), question);
      Turn turn = run.read(agent, before.with(question.text()), question.text());
      sessions.update(session, history -> before(history, question).plus(turn));
    } catch (RuntimeException e) {
      e.printStackTrace(); // for whoever runs the server, and for nobody else
      run.fail("The server is in trouble: try again.");
    } finally {
      running.remove(session, run);
      free.release();
      run.sayEnd();
    }
  }

  /** What was said before the question. */
  private static History before(String json, Question question) {
    History history = new History(json);
    return question.again() ? history.without(question.text()) : history;
  }

  /** Ends the answer that is being written in this session, if there is one. */
  void stop(String session) {
    ChatRun run = running.get(session);
    if (run != null) {
      run.stop();
    }
  }

  History history(String session) {
    return new History(sessions.history(session));
  }

  /** Ends the answer that is being written, and forgets all that was said. */
  void clear(String session) throws InterruptedException {
    ChatRun run = running.get(session);
    if (run != null) {
      run.end(TIME_TO_STOP);
    }
    sessions.update(session, history -> null);
  }

  void execute(Runnable work) {
    threads.execute(work);
  }

  /** Ends all answers; what was written of them is kept. */
  @Override
  public void close() {
    List<ChatRun> runs = List.copyOf(running.values());
    runs.forEach(ChatRun::stop);
    try {
      for (ChatRun run : runs) {
        run.end(TIME_TO_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
