package streamingweb;

import agents.Agent;
import agents.RunConfig;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.ConflictResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wire.Json;

/** Runs the agent in the chats: one answer at a time in each, and not too many in all. */
final class ChatService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatService.class);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);
  private static final Duration TIME_TO_KEEP = Duration.ofMinutes(1);

  private final Agent agent;
  private final RunConfig config;
  private final Chats chats;
  private final Turns turns;
  private final ExecutorService threads;
  private final Settings.Timing timing;
  private final OncePerMinute outage = new OncePerMinute();
  private final Watch watch;
  private final Semaphore free;
  private final Semaphore freeToFollow;
  private final Map<ChatKey, ChatRun> running = new ConcurrentHashMap<>();

  ChatService(
      Agent agent,
      RunConfig config,
      Database database,
      Settings settings,
      ExecutorService threads) {
    this.agent = agent;
    this.config = config;
    this.threads = threads;
    timing = settings.timing();
    chats = new Chats(database.jdbi());
    turns = new Turns(database.jdbi(), timing.lease());
    free = new Semaphore(settings.maxRuns());
    freeToFollow = new Semaphore(mostFollowers(settings));
    watch = new Watch(running.values(), chats, turns, outage, timing);
  }

  /** How many may read an answer besides those who asked: after a reload, or in a second tab. */
  static int mostFollowers(Settings settings) {
    return Math.max(1, settings.maxRuns() / 8);
  }

  /** What visitors are told when the database is away. The log gets one line a minute. */
  ServiceUnavailableResponse withoutDatabase(JdbiException e) {
    if (outage.isDue()) {
      LOG.error("The database does not work, requests are refused: {}", Refusals.inALine(e));
    }
    return new ServiceUnavailableResponse(
        "The chats can't be reached right now. Try again in a moment.");
  }

  Chats chats() {
    return chats;
  }

  /**
   * Keeps the question and starts to answer it. The caller reads the answer, and closes the reader.
   *
   * @throws ConflictResponse if this chat has an answer being written
   * @throws ServiceUnavailableResponse if too many others have
   */
  EventLog.Reader start(ChatKey key, Question question) throws InterruptedException {
    ChatRun before = running.get(key);
    if (before != null && before.log().isAlone(Duration.ZERO)) {
      before.stop(); // its reader has gone, and this question takes its place
      before.awaitEnd(TIME_TO_STOP);
    }
    ChatRun run = new ChatRun(key, question.watched());
    if (watch.isOver() || !free.tryAcquire()) {
      throw new ServiceUnavailableResponse(
          "Too many people are asking right now. Try again in a moment.");
    }
    try {
      List<Message> said = turns.begin(key, run.id(), question);
      EventLog.Reader reader = run.log().read(() -> {});
      ChatRun old = running.put(key, run); // only now: the watch ends answers without a reader
      if (old != null) {
        old.stop(); // its chat was deleted, or its lease has run out
      }
      begin(run, said);
      return reader;
    } catch (RuntimeException | Error e) {
      running.remove(key, run);
      free.release();
      throw e;
    }
  }

  private void begin(ChatRun run, List<Message> said) {
    try {
      threads.execute(() -> work(run, said));
    } catch (RuntimeException | Error e) { // such as: no thread can be had
      turns.end(run.key(), run.id(), Message.answer(run.id(), "failed", List.of(), ""));
      throw e;
    }
  }

  private void work(ChatRun run, List<Message> said) {
    try {
      ChatSession chat = new ChatSession(turns.drafts(), run.id(), History.input(said));
      RunConfig withMemory = config.toBuilder().session(chat).build();
      Message answer = run.write(agent, withMemory, chat.question());
      if (!keep(run, answer)) {
        LOG.warn("The answer in {} is not kept: the chat was deleted or lost", run.key());
        run.failToKeep("This answer could not be kept. Reload the page.");
      }
    } catch (RuntimeException | Error e) {
      LOG.error("The answer in {} is not kept: {}", run.key(), Refusals.inALine(e));
      run.failToKeep(Refusals.TROUBLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      run.failToKeep(Refusals.TROUBLE);
    } finally {
      running.remove(run.key(), run);
      free.release();
      run.sayEnd();
    }
  }

  /** A database that is away, for instance because it starts again, gets a minute to come back. */
  private boolean keep(ChatRun run, Message answer) throws InterruptedException {
    long end = System.nanoTime() + TIME_TO_KEEP.toNanos();
    while (true) {
      try {
        return turns.end(run.key(), run.id(), answer);
      } catch (JdbiException e) {
        if (isClosed() || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(timing.look().toMillis());
      }
    }
  }

  /** The answer that is being written in a chat, from its beginning; empty if there is none. */
  Optional<EventLog.Reader> resume(ChatKey key) {
    ChatRun run = running.get(key);
    return run != null
        ? Optional.of(read(run.log()))
        : turns.drafts().read(key).map(d -> follow(key, d));
  }

  private EventLog.Reader follow(ChatKey key, Message draft) {
    Follower follower = new Follower(() -> answer(key, draft.id()), timing.look().dividedBy(2));
    EventLog.Reader reader = read(follower.log());
    try {
      threads.execute(follower::work);
      return reader;
    } catch (RuntimeException | Error e) { // such as: no thread can be had
      reader.close();
      throw e;
    }
  }

  /** An answer that another instance writes, or has written by now. */
  private Message answer(ChatKey key, String id) {
    return turns
        .drafts()
        .follow(key)
        .filter(draft -> draft.id().equals(id))
        .or(() -> chats.messages(key).stream().filter(kept -> kept.id().equals(id)).findFirst())
        .orElseGet(() -> Message.answer(id, "failed", List.of(), "")); // the chat was deleted
  }

  private EventLog.Reader read(EventLog log) {
    if (!freeToFollow.tryAcquire()) {
      throw new ServiceUnavailableResponse(
          "Too many people are reading right now. Try again in a moment.");
    }
    return log.read(freeToFollow::release);
  }

  /** Ends the answer that is being written in this chat, by whichever instance. */
  void stop(ChatKey key) {
    ChatRun run = running.get(key);
    if (run != null) {
      run.stop();
    } else {
      turns.stop(key);
    }
  }

  /** Deletes the chat, so that it can be restored, and ends its answer. */
  boolean delete(ChatKey key) {
    boolean deleted = chats.delete(key);
    stop(key);
    return deleted;
  }

  /** Returns the chat as a page reads it. It begins with a greeting. */
  ObjectNode chat(ChatKey key) {
    boolean answering = running.containsKey(key) || turns.drafts().read(key).isPresent();
    ObjectNode json = Json.object().put("id", key.chat()).put("answering", answering);
    json.set("messages", History.uiMessages(chats.messages(key)));
    return json;
  }

  void execute(Runnable work) {
    threads.execute(work);
  }

  boolean isClosed() {
    return watch.isOver();
  }

  /** Ends all answers; what was written of them is kept, and their readers are told. */
  @Override
  public void close() {
    watch.close();
    List<ChatRun> runs = List.copyOf(running.values());
    runs.forEach(ChatRun::stop);
    long end = System.nanoTime() + TIME_TO_STOP.toNanos();
    try {
      for (ChatRun run : runs) {
        run.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
        run.log().awaitReaders(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
