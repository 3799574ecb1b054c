package streamingweb;

import static org.junit.jupiter.api.Assertions.*;
import static testkit.ExerciseModel.Answer.calls;
import static testkit.ExerciseModel.Answer.text;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import testkit.ExerciseModel;
import wire.Json;

@Timeout(120)
class HistoryTest {
  @TempDir Path folder;

  @Test
  void theModelSeesAllThatWasSaid() throws Exception {
    ExerciseModel model =
        new ExerciseModel(calls("get_weather", "{\"city\":\"Oslo\"}"), text("9."), text("Yes."));
    try (Tests chat = new Tests(model)) {
      assertEquals(History.WELCOME, Json.string(chat.history(), "/0/parts/0/text"));
      chat.answer("How warm?");
      chat.answer("Really?");
      assertEquals(
          List.of(
              "user: How warm?",
              "call: {\"city\":\"Oslo\"}",
              "output: 9",
              "assistant: 9.",
              "user: Really?"),
          model.seen(2));
      assertEquals(5, chat.history().size());
      chat.delete();
      assertEquals(1, chat.history().size());
      chat.answer("Hello");
      assertEquals(List.of("user: Hello"), model.seen(3));
    }
  }

  @Test
  void sessionsKnowNothingOfEachOther() throws Exception {
    ExerciseModel model = new ExerciseModel(text("Yes."));
    try (Tests one = new Tests(model);
        Tests other = new Tests(model)) {
      one.answer("My secret is 42.");
      assertEquals(1, other.history().size());
    }
  }

  @Test
  void aRegeneratedAnswerTakesThePlaceOfTheOld() throws Exception {
    ExerciseModel model = new ExerciseModel(text("One"), text("Two"), text("Three"));
    try (Tests chat = new Tests(model)) {
      chat.answer("First");
      chat.answer("Second");
      String again = "{\"input\":\"Second\",\"trigger\":\"regenerate-message\"}";
      chat.stream(chat.json(again)).rest();
      assertEquals(List.of("user: First", "assistant: One", "user: Second"), model.seen(2));
      assertEquals("Three", Json.string(chat.history(), "/4/parts/0/text"));
      assertEquals(5, chat.history().size());
    }
  }

  @Test
  void theModelReadsTheLastMillionCharacters() throws Exception {
    ExerciseModel model = new ExerciseModel(text("x".repeat(400_000)));
    try (Tests chat = new Tests(model)) {
      for (int i = 0; i < 5; i++) {
        chat.answer("Question " + i);
      }
      assertEquals("user: Question 2", model.seen(4).get(0));
      assertEquals("user: Question 4", model.seen(4).get(4));
      assertEquals("Question 0", Json.string(chat.history(), "/1/parts/0/text"), "all is kept");
    }
  }

  @Test
  void anEndlessAnswerIsEnded() throws Exception {
    ExerciseModel model = new ExerciseModel(text("x".repeat(499_999), "x", "x", "x"));
    try (Tests chat = new Tests(model)) {
      List<String> types = Tests.types(chat.answer("Go on for ever"));
      assertEquals("error", types.get(types.size() - 1));
      assertEquals("failed", Json.string(chat.history(), "/2/metadata/status"));
    }
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    ExerciseModel model = new ExerciseModel(text("Yes."));
    Settings settings = Tests.settings("CHAT_DATABASE", database());
    Tests before = new Tests(model, settings);
    before.answer("First");
    before.close();
    try (Tests after = before.movedTo(new Tests(model, settings).server)) {
      assertEquals(3, after.history().size());
      after.answer("Second");
      assertEquals(List.of("user: First", "assistant: Yes.", "user: Second"), model.seen(1));
    }
  }

  @Test
  void anAnswerThatIsBeingWrittenAtARestartIsKept() throws Exception {
    Settings settings = Tests.settings("CHAT_DATABASE", database());
    try (Upstream upstream = new Upstream().letThrough(5)) {
      Tests before = new Tests(upstream.model(), settings);
      Tests.Events events = before.stream(before.ask("Tell me much"));
      String seen = Json.string(events.until("text-delta"), "/delta");
      before.close();
      upstream.awaitHangUp();
      try (Tests after = before.movedTo(new Tests(upstream.model(), settings).server)) {
        assertEquals(seen, Json.string(after.history(), "/2/parts/0/text"));
        assertEquals("stopped", Json.string(after.history(), "/2/metadata/status"));
      }
    }
  }

  private String database() {
    return folder.resolve("chats.db").toString();
  }
}
