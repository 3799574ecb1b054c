package streamingweb;

import agents.Agent;
import agents.AgentsException;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import com.openai.models.responses.ResponseInputItem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer while it is written: lesson 3's loop, into a log that clients read. */
final class ChatRun {
  /** How the answer ends; the first reason counts. */
  enum State {
    WRITING,
    COMPLETE,
    STOPPED,
    FAILED;

    String status() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChatRun.class);
  private static final int LONGEST_ANSWER = 500_000;

  private final String id = Ids.random();
  private final ChatKey key;
  private final boolean watched;
  private final EventLog log = new EventLog();
  private final UiMessageStream ui = new UiMessageStream(log::add);
  private final Draft draft = new Draft();
  private final CountDownLatch over = new CountDownLatch(1);
  private State state = State.WRITING;
  private String error;
  private RunResultStreaming result;

  /**
   * @param watched whether the readers also get the events of the run, as they are
   */
  ChatRun(ChatKey key, boolean watched) {
    this.key = key;
    this.watched = watched;
  }

  /** The id of the answer, as a message and as a run. */
  String id() {
    return id;
  }

  ChatKey key() {
    return key;
  }

  EventLog log() {
    return log;
  }

  /** Runs the agent until the answer ends, well or badly. Returns what to keep of it. */
  Message write(Agent agent, RunConfig config, List<ResponseInputItem> question) {
    ui.start(id);
    try (RunResultStreaming running = Runner.runStreamed(agent, question, config)) {
      cancelLater(running);
      running.forEach(this::accept); // a loop in which no word has to change threads
    } catch (AgentsException e) {
      // A visitor can do nothing about hosts, models and keys: those are for the log.
      LOG.warn("No whole answer in {}: {}", key, Refusals.withoutQuotes(e));
      fail("The model could not finish this answer. Try again in a moment.");
    } catch (RuntimeException | Error e) { // such as: no thread can be had
      LOG.error("No whole answer in {}: {}", key, Refusals.inALine(e));
      fail(Refusals.TROUBLE);
    }
    end(State.COMPLETE);
    return draft.answer(id, state().status());
  }

  private void accept(StreamEvent event) {
    if (watched) {
      log.add(RunEvents.partFor(event));
    }
    ui.accept(event);
    draft.add(event);
    if (draft.length() > LONGEST_ANSWER) {
      fail("The answer is longer than " + LONGEST_ANSWER + " characters.");
    }
  }

  /** Returns the answer as it is now, if there is more of it than the last time. */
  Optional<Message> news() {
    return draft.news(id);
  }

  /** Ends the call of the model. Readers get what was written, and that it was stopped. */
  void stop() {
    end(State.STOPPED);
  }

  /** Ends the call of the model. Readers get what was written, and then this line. */
  void fail(String line) {
    synchronized (this) {
      error = state == State.WRITING ? line : error;
    }
    end(State.FAILED);
  }

  /** The answer could not be stored, so it has failed, however it went so far. */
  void failToKeep(String line) {
    synchronized (this) {
      state = State.FAILED;
      error = line;
    }
  }

  private void end(State how) {
    RunResultStreaming running;
    synchronized (this) {
      state = state == State.WRITING ? how : state;
      running = result;
    }
    if (running != null) {
      running.cancel();
    }
    log.hurry();
  }

  private void cancelLater(RunResultStreaming running) {
    synchronized (this) {
      result = running;
    }
    if (state() != State.WRITING) {
      running.cancel(); // it was stopped when there was nothing to cancel yet
    }
  }

  private synchronized State state() {
    return state;
  }

  /** Tells the readers how it ended. Only now: the answer is kept, and they may ask again. */
  void sayEnd() {
    switch (state()) {
      case COMPLETE -> ui.finish();
      case FAILED -> ui.error(error);
      default -> ui.abort();
    }
    log.end();
    over.countDown();
  }

  /** Waits until it is kept. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
