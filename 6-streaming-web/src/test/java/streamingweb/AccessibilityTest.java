package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of the page, for eyes, fingers and screen readers of many kinds. */
class AccessibilityTest extends OnThePage {
  /** Shows an answer with a thought, a second agent, a broken tool, headings and a quotation. */
  private static final String RICH_ANSWER =
      """
      const done = arguments[0];
      import('/messages.js').then(({Answer}) => {
        const answer = new Answer(() => {});
        [
          {type: 'start'},
          {type: 'reasoning-start', id: 'r'},
          {type: 'reasoning-delta', id: 'r', delta: '**Looking** for it'},
          {type: 'reasoning-end', id: 'r'},
          {type: 'data-agent', data: {name: 'Translator'}},
          {type: 'tool-input-available', toolCallId: 'c', toolName: 'look', input: {a: 'b'.repeat(99)}},
          {type: 'tool-output-error', toolCallId: 'c', errorText: 'Not there.'},
          {type: 'text-start', id: 't'},
          {type: 'text-delta', id: 't', delta: '### Small first\\n\\n- [x] a\\n\\n> b\\n\\n[c](http://d.e)'},
        ].forEach(event => answer.take(event));
        answer.stop();
        answer.end();
        document.querySelectorAll('details').forEach(node => (node.open = true));
      }).then(done);
      """;

  /** Returns what can be touched and is smaller than a finger. */
  private static final String TOO_SMALL =
      """
      return [...document.querySelectorAll('button, summary, textarea, input:not(label *), label:has(input), dialog a')]
        .filter(node => node.checkVisibility({visibilityProperty: true}))
        .filter(node => {
          const {width, height} = node.getBoundingClientRect();
          return Math.round(width) < 44 || Math.round(height) < 44;
        })
        .map(node => node.outerHTML + JSON.stringify(node.getBoundingClientRect()));
      """;

  AccessibilityTest() throws IOException {}

  /** What to do with the page in each of its states. */
  private interface Check {
    void on(String state) throws IOException;
  }

  private void inAllStates(Check check) throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    check.on("empty");
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.ask("What is a token?");
    check.on("writing, with a question that waits");
    upstream.open();
    browser.await("both answers", () -> browser.answer().contains("unit in which"));
    browser.awaitIdle();
    browser.ask("Write a Java method that reverses a list.");
    browser.awaitIdle();
    check.on("code and a table");
    browser.runAsync(RICH_ANSWER);
    check.on("thoughts, a tool and another agent");
    upstream.fail(1);
    browser.ask("And now?");
    browser.awaitIdle();
    check.on("failed");
    browser.all(".edit").get(3).click();
    check.on("editing");
    browser.one("#cancel-edit").click();
    openList();
    check.on("list of chats");
    browser.one("#chat-list .rename").click();
    check.on("renaming");
    browser.one("#chat-list form button").click();
    browser.await("the list", () -> !browser.all("#chat-list .delete").isEmpty());
    browser.one("#chat-list .delete").click();
    browser.await("undo", () -> !browser.all("#deleted button").isEmpty());
    check.on("deleted");
  }

  /** All three in one go, since the way through all states is long. */
  @ParameterizedTest
  @CsvSource({"desktop, light", "desktop, dark", "phone, light", "phone, dark"})
  void axeFindsNothingNothingMovesAndAFingerHitsEverything(String device, String scheme)
      throws Exception {
    boolean phone = device.equals("phone");
    if (phone) {
      browser.phone(390);
    }
    browser.prefer(Map.of("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"));
    inAllStates(
        state -> {
          assertEquals(0L, browser.run("return document.getAnimations().length"), state);
          assertEquals(List.of(), phone ? browser.run(TOO_SMALL) : List.of(), state);
          assertEquals(List.of(), violations(), state);
        });
  }

  @Test
  void nothingSticksOutOfASmallPhone() throws Exception {
    browser.phone(320);
    inAllStates(
        state -> {
          assertEquals(320L, browser.run("return document.documentElement.scrollWidth"), state);
          assertEquals(
              true,
              browser.run("return document.getElementById('scroll').scrollWidth <= 320"),
              state);
        });
    assertEquals("16px", browser.question().getCssValue("font-size"), "or phones zoom in");
  }
}
