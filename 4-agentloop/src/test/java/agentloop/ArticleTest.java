package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.AgentsException;
import agents.OpenAIDefaults;
import agents.UserError;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArticleTest {
  @AfterEach
  void useTheDefaultClient() {
    OpenAIDefaults.setClient(null);
  }

  @Test
  void isTheTextWithoutTheMarkup() throws Exception {
    String[] text = new String[1];
    try (OfflineModel server = OfflineModel.start(Settings.instant())) {
      Console.run(args -> text[0] = Article.fetch(server.articleUrl()));
    }
    assertTrue(text[0].startsWith("Word by Word: Why Chat Answers Are Streamed Ask a language"));
  }

  @Test
  void saysInOneLineWhatIsWrongWithAnAddress() {
    String unlike = "\"%s\" is no address like https://example.com/news";
    for (String url : new String[] {"nonsense", "ftp://x/y", "file:///etc/passwd", "http://"}) {
      assertEquals(unlike.formatted(url), complaint(url));
    }
    assertEquals(
        "Cannot fetch http://127.0.0.1:1/: no such host or no network",
        complaint("http://127.0.0.1:1/"));
    try (OfflineModel server = OfflineModel.start(Settings.instant())) {
      String missing = server.baseUrl() + "/nothing";
      assertEquals(
          "Cannot fetch " + missing + ": the server answered with status 404", complaint(missing));
    }
  }

  @Test
  void aSummaryThatBreaksOffTellsHowFarItCame() throws Exception {
    try (OfflineModel cutting = OfflineModel.start(new Settings(0, Fault.CUT))) {
      OpenAIDefaults.setClient(OpenAIDefaults.newClient(cutting.baseUrl(), "none"));
      AgentsException[] failure = new AgentsException[1];
      String printed =
          Console.run(
              args ->
                  failure[0] =
                      assertThrows(AgentsException.class, () -> NewsSummarizer.main(args)));

      assertTrue(failure[0].runData().partialText().length() > 0);
      assertTrue(
          printed.endsWith(
              """


              Not complete. What came before the stream broke:
              - Technology
              - A language model writes its answer one small piece, a token, at a time.
              """),
          printed);
    }
  }

  private static String complaint(String url) {
    return assertThrows(UserError.class, () -> Article.fetch(url)).getMessage();
  }
}
