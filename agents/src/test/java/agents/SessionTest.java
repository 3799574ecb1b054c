package agents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.responses.ResponseInputItem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wire.Json;

/** The two sessions that come with the helper keep what they are given. */
class SessionTest {
  @TempDir static Path folder;

  static ResponseInputItem said(String text) {
    return item("{\"role\":\"user\",\"content\":" + Json.MAPPER.valueToTree(text) + "}");
  }

  static ResponseInputItem item(String json) {
    return Json.MAPPER.convertValue(Json.parse(json), ResponseInputItem.class);
  }

  private static List<String> texts(Session session) {
    return texts(session.getItems());
  }

  private static List<String> texts(List<ResponseInputItem> items) {
    return items.stream()
        .map(item -> Json.MAPPER.valueToTree(item).path("content").asText())
        .toList();
  }

  static List<Session> sessions() throws IOException {
    Path file = Files.createTempDirectory(folder, "new").resolve("deep").resolve("chat.jsonl");
    return List.of(new MemorySession(), new FileSession(file));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void keepsItemsInOrder(Session session) {
    assertEquals(List.of(), session.getItems());
    session.addItems(List.of(said("one"), said("two")));
    session.addItems(List.of());
    session.addItems(List.of(said("three")));

    assertEquals(List.of("one", "two", "three"), texts(session));
    assertEquals(List.of("two", "three"), texts(session.getItems(2)));
    assertEquals(List.of("one", "two", "three"), texts(session.getItems(9)));
    assertEquals(List.of(), session.getItems(0));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void popsTheNewest(Session session) {
    assertEquals(Optional.empty(), session.popItem());
    session.addItems(List.of(said("one"), said("two")));

    assertEquals(List.of("two"), texts(session.popItem().stream().toList()));
    assertEquals(List.of("one"), texts(session));
    session.addItems(List.of(said("three")));
    assertEquals(List.of("one", "three"), texts(session));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void forgets(Session session) {
    session.clearSession();
    session.addItems(List.of(said("one")));
    session.clearSession();

    assertEquals(List.of(), session.getItems());
    assertEquals(Optional.empty(), session.popItem());
    session.addItems(List.of(said("two")));
    assertEquals(List.of("two"), texts(session));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void keepsEveryCharacter(Session session) {
    String all = "tab\t CR\r LF\n quote\" \\ NUL\0 LS\u2028 PS\u2029 NEL\u0085 ä 漢字 🙂 \ud800";
    session.addItems(List.of(said(all), said("\n\n"), said("")));

    assertEquals(
        all.replace('\ud800', '?'), texts(session).get(0).replaceAll("[\ud800\ufffd]$", "?"));
    assertEquals(List.of("\n\n", ""), texts(session).subList(1, 3));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void mayBeAskedFromManyThreads(Session session) {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<ResponseInputItem> pair = List.of(said(i + "a"), said(i + "b"));
      writers.add(CompletableFuture.runAsync(() -> session.addItems(pair)));
    }
    writers.forEach(CompletableFuture::join);

    List<String> all = texts(session);
    assertEquals(80, all.size());
    for (int i = 0; i < 80; i += 2) {
      assertEquals(all.get(i).replace('a', 'b'), all.get(i + 1));
    }
  }

  @Test
  void aFileIsReadByTheNextProgram() throws IOException {
    Path file = Files.createTempDirectory(folder, "next").resolve("chat.jsonl");
    new FileSession(file).addItems(List.of(said("one"), said("two")));

    assertEquals(List.of("one", "two"), texts(new FileSession(file)));
    assertEquals(2, Files.readAllLines(file).size(), "one line for each item");
  }

  /** Every place at which a kill may cut the second line off. */
  @Test
  void aLastLineThatIsCutOffIsDroppedWithAWarning() throws IOException {
    Path file = Files.createTempDirectory(folder, "cut").resolve("chat.jsonl");
    new FileSession(file).addItems(List.of(said("eins"), said("zwölf 漢字 🙂")));
    byte[] whole = Files.readAllBytes(file);
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

    for (int end = first + 1; end < whole.length - 1; end++) {
      Files.write(file, Arrays.copyOf(whole, end));
      FileSession session = new FileSession(file);
      List<String> warnings = warningsOf(() -> assertEquals(List.of("eins"), texts(session)));
      assertEquals(List.of(file + ": the last line was cut off and is dropped."), warnings);

      warningsOf(() -> session.addItems(List.of(said("drei"))));
      List<String> none = warningsOf(() -> assertEquals(List.of("eins", "drei"), texts(session)));
      assertEquals(List.of(), none);
    }
  }

  @Test
  void onlyTheNewLineIsMissing() throws IOException {
    Path file = Files.createTempDirectory(folder, "noline").resolve("chat.jsonl");
    Files.writeString(file, "{\"role\":\"user\",\"content\":\"one\"}");
    FileSession session = new FileSession(file);

    assertEquals(List.of(), warningsOf(() -> assertEquals(List.of("one"), texts(session))));
    session.addItems(List.of(said("two")));
    assertEquals(List.of("one", "two"), texts(session));
  }

  @Test
  void zerosThatACrashLeavesAreDropped() throws IOException {
    Path file = Files.createTempDirectory(folder, "zeros").resolve("chat.jsonl");
    Files.writeString(file, "{\"role\":\"user\",\"content\":\"one\"}\n\0\0\0");

    warningsOf(() -> assertEquals(List.of("one"), texts(new FileSession(file))));
  }

  @Test
  void aFileOfOneLineWithAByteOrderMarkIsRead() throws IOException {
    Path file = Files.createTempDirectory(folder, "mark").resolve("chat.jsonl");
    Files.writeString(file, "\uFEFF{\"role\":\"user\",\"content\":\"one\"}");

    assertEquals(List.of("one"), texts(new FileSession(file)));
  }

  @Test
  void aFileWrittenByHandOnWindowsIsRead() throws IOException {
    Path file = Files.createTempDirectory(folder, "crlf").resolve("chat.jsonl");
    String one = "{\"role\":\"user\",\"content\":\"one\"}\r\n";
    Files.writeString(file, one + "\r\n" + one.replace("one", "two") + "\r\n");
    FileSession session = new FileSession(file);

    assertEquals(List.of("one", "two"), texts(session));
    assertEquals(List.of("two"), texts(session.popItem().stream().toList()));
    assertEquals(List.of("one"), texts(session));
  }

  @Test
  void aFileInAnotherEncodingIsNotDamaged() throws IOException {
    for (String start : List.of("", "\uFEFF")) {
      Path file = Files.createTempFile(folder, "saved", "");
      Charset charset = start.isEmpty() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
      String lines =
          "{'role':'user','content':'caf\u00e9'}\n{'role':'user','content':'\u00e9t\u00e9'}\n";
      Files.writeString(file, start + lines.replace('\'', '"'), charset);
      Session session = new FileSession(file);
      byte[] before = Files.readAllBytes(file);

      session.addItems(List.of(said("new")));
      assertEquals("new", texts(session).get(2));
      session.popItem();
      assertArrayEquals(before, Files.readAllBytes(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"# A page\nand its text\n", "[]\n", "{\"a\":\n1}\n", "12\n", "A note"})
  void aFileThatIsNoConversationIsNotTouched(String text) throws IOException {
    Path file = Files.createTempFile(folder, "other", ".md");
    Files.writeString(file, text);

    UserError error = assertThrows(UserError.class, () -> new FileSession(file).getItems());
    String line = text.lines().findFirst().orElseThrow();
    String message =
        file + " has a line that is no part of a conversation: " + line + " Delete the line,";
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
    assertThrows(UserError.class, () -> new FileSession(file).popItem());
    assertEquals(text, Files.readString(file));
  }

  @Test
  void aFolderIsNoFile() {
    FileSession session = new FileSession(folder);

    String read = assertThrows(UserError.class, session::getItems).getMessage();
    assertTrue(read.startsWith("Cannot read the conversation in " + folder + ": "), read);
    String write = assertThrows(UserError.class, session::clearSession).getMessage();
    assertTrue(write.startsWith("Cannot save the conversation in " + folder + ": "), write);
  }

  static List<String> warningsOf(Runnable work) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord warning) {
            warnings.add(warning.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("agents");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      work.run();
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    return warnings;
  }
}
