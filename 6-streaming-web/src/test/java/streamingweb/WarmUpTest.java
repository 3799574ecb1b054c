package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.ExerciseModel;

/** Before the first visitor comes, the server has been through what they will do. */
@Timeout(120)
class WarmUpTest {
  @Test
  void itAnswersQuestionsAndLeavesNothing() throws Exception {
    ExerciseModel model = new ExerciseModel();
    String file = Tests.temp().resolve("chats.db").toString();
    try (Tests chat = new Tests(model, Tests.settings("CHAT_DATABASE", file));
        Database database = new Database(file)) {
      List<String> answers = new ArrayList<>();
      List<String> log =
          Tests.log(
              () -> answers.addAll(WarmUp.rehearse(chat.server.address(), model, Tests.HANGS)));
      assertFalse(answers.isEmpty());
      for (String answer : answers) {
        assertTrue(answer.contains("\"finish\""), answer);
      }
      assertTrue(answers.stream().anyMatch(a -> a.contains("tool-output-available")));
      assertEquals(List.of(), model.requests);
      assertEquals(List.of(), log);
      int chats =
          database
              .jdbi()
              .withHandle(h -> h.createQuery("select count(*) from chats").mapTo(int.class).one());
      assertEquals(0, chats);
    }
  }
}
