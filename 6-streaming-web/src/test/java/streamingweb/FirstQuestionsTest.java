package streamingweb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page offers questions, and the offline model has an answer to each. */
class FirstQuestionsTest {
  private static List<String> offered() throws IOException {
    String page = Browser.resource("/public/index.html");
    return all("<li><button type=\"button\">(.*?)</button></li>", page);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(FirstQuestionsTest::inside)
        .toList();
  }

  private static String inside(MatchResult result) {
    return result.group(1);
  }

  @Test
  void theOfflineModelKnowsWhatThePageOffers() throws Exception {
    try (Upstream upstream = new Upstream().open()) {
      for (String question : offered()) {
        try (Tests chat = new Tests(upstream.model())) {
          String answer = Tests.text(chat.answer(question));
          assertTrue(answer.length() > 20, question + " " + answer);
          assertFalse(answer.contains("This answer is scripted"), question + " " + answer);
        }
      }
    }
  }

  @Test
  void thePageOffersWhatThisLessonIsScriptedFor() throws Exception {
    String scripts = Browser.resource("/scripts/6-streaming-web.txt");
    List<String> scripted = all("(?m)^instructions: .*\\Ruser: (.*)$", scripts);
    assertTrue(offered().containsAll(scripted), offered() + " but scripted are " + scripted);
  }
}
