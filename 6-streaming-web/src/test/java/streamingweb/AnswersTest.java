package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.ExerciseModel.Answer.calls;
import static testkit.ExerciseModel.Answer.text;

import agents.Agent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;

/** What the page shows of an answer, how it comes, and what visitors read when it doesn't. */
class AnswersTest extends OnThePage {
  /** Takes these events instead of those of the server. */
  private static final String SHOW =
      """
      const [events, done] = arguments;
      import('/messages.js').then(({Answer}) => {
        const answer = new Answer(() => {});
        JSON.parse(events).forEach(event => answer.take(event));
        done();
      });
      """;

  AnswersTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"sse", "websocket"})
  void anAnswerGoesOnAfterAReload(String transport) throws Exception {
    openToReload(upstream.letThrough(UP_TO_SOME_TEXT).model());
    use(transport);
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.reload();
    use(transport);
    browser.awaitAnswer("A");
    assertEquals("true", browser.one("#log").getDomAttribute("aria-busy"));
    upstream.open();
    browser.awaitAnswer("read while it is being written.");
    assertTrue(browser.answer().startsWith("A model writes its answer"), browser.answer());
    browser.awaitIdle();
    assertEquals(1, upstream.requests.size());
    assertEquals(2, browser.all(".message").size());
  }

  @Test
  void aWebSocketBringsTheSameAndHearsStop() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    use("websocket");
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.one("#stop").click();
    upstream.awaitHangUp();
    browser.awaitIdle();
    assertEquals(List.of("Stopped."), browser.texts(".note"));
    upstream.open();
    browser.one(".again").click();
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();
  }

  @Test
  void thoughtsAreALineThatUnfolds() throws Exception {
    open(upstream.open().model());
    String thinking =
        """
        [{"type": "reasoning-start", "id": "1"},
         {"type": "reasoning-delta", "id": "1", "delta": "First **this**"}]
        """;
    browser.runAsync(SHOW, thinking);
    assertEquals(List.of("Thinking …"), browser.texts(".thought summary"));
    assertFalse(browser.one(".thought .text").isDisplayed());
    String thought = thinking.replace("]", ", {\"type\": \"reasoning-end\", \"id\": \"1\"}]");
    browser.runAsync(SHOW, thought);
    assertEquals("Thoughts", browser.texts(".thought summary").get(1));
    browser.all(".thought summary").get(1).click();
    browser.await("the thought", () -> browser.all(".thought strong").get(1).isDisplayed());
  }

  /** It was shown as a tool that runs for ever. */
  @Test
  void thoughtsOfTheHistoryAreNoTool() throws Exception {
    open(upstream.open().model());
    String message =
        """
        const done = arguments[0];
        import('/messages.js').then(({Answer}) => {
          const parts = [{type: 'reasoning', text: 'Hm', state: 'done'}, {type: 'text', text: 'Yes'}];
          new Answer(() => {}).show({parts, metadata: {status: 'complete'}});
        }).then(done);
        """;
    browser.runAsync(message);
    assertEquals(List.of("Thoughts"), browser.texts(".thought summary"));
    assertEquals(0, browser.all(".tool").size());
    assertEquals("Thoughts\nYes", browser.answer().strip().replaceAll("\\s*\n\\s*", "\n"));
  }

  @Test
  void aLineSaysWhichAgentTakesOver() throws Exception {
    var model = new ExerciseModel(calls("transfer_to_translator", "{}"), text("Hallo!"));
    Agent translator = Agent.builder().name("Translator").model(model).build();
    open(new Tests(Agent.builder().name("Desk").model(model).handoff(translator).build()));
    browser.ask("Say hello in German");
    browser.awaitAnswer("Hallo!");
    browser.awaitIdle();
    assertEquals(List.of("Translator takes over"), browser.texts(".agent"));
    assertEquals(0, browser.all(".tool").size(), "handing over is no tool for visitors");
    browser.reload();
    browser.awaitAnswer("Hallo!");
    assertEquals(List.of("Translator takes over"), browser.texts(".agent"));
    assertEquals(0, browser.all(".tool").size());
  }

  /** A model may hand over to two agents at once. Only the first one takes over. */
  @Test
  void aSecondHandoffIsIgnored() throws Exception {
    open(upstream.open().model());
    String handoffs =
        """
        [{"type": "tool-input-available", "toolCallId": "1", "toolName": "transfer_to_a", "input": {}},
         {"type": "tool-input-available", "toolCallId": "2", "toolName": "transfer_to_b", "input": {}},
         {"type": "tool-output-available", "toolCallId": "2", "output": "Multiple handoffs detected"},
         {"type": "tool-output-available", "toolCallId": "1", "output": "{\\"assistant\\": \\"A\\"}"}]
        """;
    browser.runAsync(SHOW, handoffs);
    assertEquals(List.of("A takes over"), browser.texts(".agent"));
  }

  /** A failure of the browser says "Failed to fetch", which helps nobody. */
  @Test
  void aChatThatCannotBeLoadedIsSaidInPlainWords() throws Exception {
    open(upstream.open().model());
    browser.ask("What is a token?");
    browser.awaitIdle();
    browser.run(
        """
        const real = window.fetch;
        window.fetch = async () => { throw new TypeError('Failed to fetch'); };
        window.repair = () => { window.fetch = real; };
        dispatchEvent(new Event('pageshow'));
        """);
    browser.await("the trouble", () -> !browser.all("#log .error").isEmpty());
    String said = browser.one("#log .error").getText();
    assertTrue(said.startsWith("This chat can’t be loaded right now."), said);
    browser.run("repair()");
    browser.one("#log .error button").click();
    browser.awaitAnswer("unit in which");
    assertEquals(0, browser.all(".error").size());
  }

  /** Whoever asks before the chat is there would lose the answer when it comes. */
  @ParameterizedTest
  @ValueSource(strings = {"resolve(new Response('{\"messages\": []}'))", "reject(new Error())"})
  void aChatThatComesLateTakesNoAnswerAway(String late) throws Exception {
    open(upstream.open().model());
    browser.run(
        """
        const real = window.fetch;
        window.fetch = (...request) => {
          window.fetch = real;
          return new Promise((resolve, reject) => { window.late = () => { %s; }; });
        };
        dispatchEvent(new Event('pageshow'));
        """
            .formatted(late));
    browser.ask("What is a token?");
    browser.awaitAnswer("unit in which");
    browser.awaitIdle();
    browser.runAsync("late(); setTimeout(arguments[0], 50)");
    assertTrue(browser.answer().contains("unit in which"), browser.answer());
    assertEquals(0, browser.all(".error").size());
  }

  /** It would delete an answer that is complete by now, and ask the model for another one. */
  @Test
  void aRetryOfReadingDoesNotAskAgain() throws Exception {
    openToReload(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    refuse("GET", "stream$", "Too many people are reading right now. Try again in a moment.");
    browser.run("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pageshow'))");
    browser.awaitAnswer("Too many people");
    upstream.open();
    String answering =
        "fetch('/api/chats/' + location.hash.slice(1)).then(r => r.json())"
            + ".then(chat => arguments[0](chat.answering))";
    browser.await("the end", () -> browser.runAsync(answering).equals(false));
    browser.one(".again").click();
    browser.awaitAnswer("while it is being written");
    browser.awaitIdle();
    assertEquals(1, upstream.requests.size(), "requests to the model");
  }

  @Test
  void tryAgainOpensTheLatestChat() throws Exception {
    open(upstream.open().model());
    browser.ask("What is a token?");
    browser.awaitIdle();
    refuse("GET", "chats$", "The chats can't be reached right now. Try again in a moment.");
    browser.run("history.replaceState(null, '', '/'); dispatchEvent(new Event('pageshow'))");
    browser.await("the trouble", () -> !browser.all("#log .error").isEmpty());
    browser.one("#log .error button").click();
    browser.awaitAnswer("unit in which");
  }

  /** Each question would be that of another visitor. */
  @Test
  void aBrowserThatBlocksCookiesIsTold() throws Exception {
    var added =
        browser.driver.executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                """
                const refuse = () => { throw new DOMException('Denied', 'SecurityError'); };
                Object.defineProperty(window, 'sessionStorage', {get: refuse});
                """));
    try {
      chat = new Tests(upstream.open().model());
      browser.driver.get(chat.at("/").toString());
      browser.await("a line", () -> browser.one("#log").getText().contains("needs cookies"));
    } finally {
      browser.cdp("Page.removeScriptToEvaluateOnNewDocument", added);
      browser.driver.get("about:blank");
    }
  }

  @Test
  void aRefusalIsShownInTheWordsOfTheServer() throws Exception {
    Settings settings = Tests.settings("CHAT_QUESTIONS_PER_MINUTE", "1");
    open(new Tests(upstream.open().model(), settings));
    while (browser.all(".error").isEmpty()) {
      browser.ask("What is a token?");
      browser.awaitIdle();
    }
    String said = browser.one(".error").getText();
    assertTrue(said.matches("[A-Z][^{}<]*minute[^{}<]*\\."), said);
  }

  /** The server went away before it could answer; its visitor can ask again with one click. */
  @Test
  void aQuestionWithoutAnAnswerCanBeRetried() throws Exception {
    open(upstream.open().model());
    browser.ask("What is a token?");
    browser.awaitIdle();
    browser.run(
        """
        const real = window.fetch;
        window.fetch = async path => {
          window.fetch = real;
          const {messages} = await (await real(path)).json();
          return Response.json({answering: false, messages: messages.slice(0, 2)});
        };
        dispatchEvent(new Event('pageshow'));
        """);
    browser.awaitAnswer("This answer could not be finished.");
    browser.one(".again").click();
    browser.awaitAnswer("unit in which");
    browser.awaitIdle();
    assertEquals(1, browser.all(".user").size());
  }
}
