package streamingweb.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import testkit.ExerciseWait;
import wire.Json;

/**
 * A browser, as a server sees it: it sends a question, and reads server-sent events as their
 * standard says. It speaks HTTP/1.0, where a response ends with its connection.
 */
final class Visitor {
  private static final int MOST_CHARACTERS = 100_000;

  private final StringBuffer text = new StringBuffer();
  private final List<String> data = new ArrayList<>();
  private volatile Socket socket;
  private int characters;

  /** The status and the content type of the response; empty before it begins. */
  volatile String status = "";

  volatile String contentType = "";

  /** What an event with an error says. */
  volatile String error = "";

  /** The first line that no event can have, and the first data that is none of ours. */
  volatile String ignoredLine = "";

  volatile String strangeData = "";
  volatile boolean done;
  volatile boolean goesOnAfterTheEnd;
  volatile boolean hasUnfinishedEvent;
  volatile boolean talksTooMuch;
  private volatile boolean ended;

  /** Sends a question. The answer is read on another thread. */
  void ask(int port, String path, String question) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    byte[] body = question.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n\r\n";
    socket
        .getOutputStream()
        .write(head.formatted(path, body.length).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(body);
    Thread reader = new Thread(this::read, "visitor");
    reader.setDaemon(true);
    reader.start();
  }

  /** The connection breaks, as when somebody closes the page. */
  void leave() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Then it is closed already.
    }
  }

  String text() {
    return text.toString();
  }

  /** Whether this much of the answer is on the page; waits for it. */
  boolean sees(String beginning) {
    ExerciseWait.until(() -> ended || text.length() >= beginning.length());
    return text().startsWith(beginning);
  }

  /** Whether the response has ended; waits for it. */
  boolean seesTheEnd() {
    return ExerciseWait.until(() -> ended);
  }

  /** Whether the response has ended, and no event has said so. */
  boolean brokeOff() {
    return ended && !done && error.isEmpty();
  }

  private void read() {
    try (Socket connection = socket) {
      var bytes = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8);
      BufferedReader lines = new BufferedReader(bytes);
      readHead(lines);
      for (String line; (line = lines.readLine()) != null && !talksTooMuch; ) {
        readLine(line);
      }
      hasUnfinishedEvent = !data.isEmpty();
    } catch (IOException e) {
      // The connection is broken: by the server, or because we left.
    } finally {
      ended = true;
    }
  }

  private void readHead(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    status = line == null ? "" : line.replaceFirst("^\\S+ (\\d+).*", "$1");
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase().startsWith("content-type:")) {
        contentType = line.substring("content-type:".length()).strip();
      }
      line = lines.readLine();
    }
  }

  private void readLine(String line) throws IOException {
    characters += line.length() + 1;
    talksTooMuch = characters > MOST_CHARACTERS;
    if (line.isEmpty()) {
      if (!data.isEmpty()) {
        readEvent(String.join("\n", data));
        data.clear();
      }
    } else if (line.startsWith("data:")) {
      data.add(line.substring("data:".length()).replaceFirst("^ ", ""));
    } else if (!line.matches(":.*|(event|id|retry)(:.*)?") && ignoredLine.isEmpty()) {
      ignoredLine = line;
    }
  }

  private void readEvent(String json) {
    goesOnAfterTheEnd = goesOnAfterTheEnd || done || !error.isEmpty();
    JsonNode event;
    try {
      event = Json.MAPPER.readTree(json);
    } catch (IOException e) {
      event = Json.object();
    }
    boolean isDone = event.path("done").isBoolean() && event.path("done").asBoolean();
    boolean hasDelta = event.path("delta").isTextual();
    boolean hasError = event.path("error").isTextual();
    if (hasDelta) {
      text.append(event.path("delta").asText());
    }
    if (hasError) {
      error = event.path("error").asText();
    }
    done = done || isDone;
    if (!hasDelta && !hasError && !isDone && strangeData.isEmpty()) {
      strangeData = json;
    }
  }
}
