package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No key is shown, whatever it looks like and wherever it stands. */
class KeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-abc_DEF-123",
        "pplx-0123456789",
        "hf_AbCdEfGhIjKl",
        "nvapi-x_y-z123",
        "0123456789abcdef0123456789abcdef",
        "aaaa.bbbb.cccc",
        "a+b/c==d&e",
        "s3cr",
        "pass word 12",
        "$1\\2(.*)[x",
        "ключ-ключ-ключ",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.SflKxwRJ",
      })
  void ourOwnIsReplacedLiterally(String key) {
    Object client = new Object();
    Keys.remember(client, key);
    for (String text : new String[] {"no key %s here", "'%s'", "Bearer %s", "key=%s&x", "%s"}) {
      assertEquals(text.formatted("(a key)"), Keys.hide(text.formatted(key)));
    }
    assertEquals("(a key)", Keys.hide(key.toUpperCase(Locale.ROOT)));
    Reference.reachabilityFence(client); // forgotten with its owner
  }

  @Test
  void ourOwnIsFoundInJsonAndInAnAddress() {
    Object client = new Object();
    Keys.remember(client, "ab/cd+ef/gh");
    assertEquals("{(a key)}", Keys.hide("{ab\\/cd+ef\\/gh}"));
    assertEquals("?key=(a key)", Keys.hide("?key=ab%2Fcd%2Bef%2Fgh"));
    assertEquals("x(a key)y", Keys.hide("xab/cd+ef/ghy"));
    Reference.reachabilityFence(client);
  }

  @Test
  void thePasswordInAnAddressIsHidden() {
    assertEquals("htp://(a key)@host/v1", Keys.hide("htp://user:pa55word@host/v1"));
    assertEquals("Basic (a key)", Keys.hide("Basic dXNlcjpwYTU1d29yZA=="));
    assertEquals("https://host/@user", Keys.hide("https://host/@user"));
  }

  @Test
  void halfAKeyAtTheEndOfAQuoteIsHiddenToo() {
    Object client = new Object();
    Keys.remember(client, "0123456789abcdef0123456789abcdef");
    for (int spaces = 960; spaces < 1000; spaces++) {
      String page = "<p>" + " ".repeat(spaces) + "0123456789abcdef0123456789abcdef</p>";
      var failure = assertThrows(UnreadableAnswer.class, () -> Api.CHAT.readWhole(page));
      assertFalse(failure.getMessage().contains("0123"), failure.getMessage());
    }
    Reference.reachabilityFence(client);
  }

  @Test
  void aShortKeyIsReplacedOnlyWhereItIsAWord() {
    Object client = new Object();
    Keys.remember(client, "s3cr");
    assertEquals("as3crb (a key).", Keys.hide("as3crb s3cr."));
    Reference.reachabilityFence(client);
  }

  @Test
  void wordsThatStandForNoKeyAreNotReplaced() {
    Object client = new Object();
    for (String word : new String[] {"none", "offline", "ollama", "EMPTY", "abc", ""}) {
      Keys.remember(client, word);
      assertEquals("an " + word + " model", Keys.hide("an " + word + " model"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-abcdef",
        "gsk_abcdef",
        "xai-abcdef",
        "AIzaSyAbcdef",
        "pplx-abcdef",
        "hf_abcdef",
        "nvapi-abcdef",
        "sk-ab***ef",
        "ghp_abcdef",
        "eyJabcdef.ghi.jkl",
      })
  void whatLooksLikeAKeyIsReplaced(String key) {
    assertEquals("Wrong: (a key).", Keys.hide("Wrong: " + key + "."));
    assertEquals("(a key)", Keys.hide(key));
  }

  @Test
  void whatFollowsBearerIsReplacedIfItHasADigit() {
    assertEquals("Bearer (a key)", Keys.hide("Bearer abcdefgh1"));
    assertEquals("Bearer authentication", Keys.hide("Bearer authentication"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task-identifier",
        "desk-drawers",
        "risk-free-trial",
        "half_abcdefg",
        "maxai-models"
      })
  void wordsAreLeftAlone(String word) {
    assertEquals(word, Keys.hide(word));
  }

  @Test
  void nothingIsNothing() {
    assertNull(Keys.hide((String) null));
    assertNull(Keys.hide((Throwable) null));
  }

  @Test
  void anExceptionWithoutKeysStaysAsItIs() {
    Exception e = new IllegalStateException("a", new IOException("b"));
    assertSame(e, Keys.hide(e));
  }

  @Test
  void aPrintedStackTraceHasNoKeyAndSaysTheRest() {
    Exception inner = new IOException("inner sk-abcdef");
    inner.addSuppressed(new IllegalArgumentException("suppressed sk-abcdef"));
    Exception outer = new IllegalStateException("outer", inner);
    outer.addSuppressed(new NullPointerException());
    Throwable hidden = Keys.hide(outer);
    StringWriter printed = new StringWriter();
    hidden.printStackTrace(new PrintWriter(printed, true));
    String text = printed.toString();
    assertFalse(text.contains("abcdef"), text);
    assertTrue(text.contains("java.lang.IllegalStateException: outer"), text);
    assertTrue(text.contains("java.io.IOException: inner (a key)"), text);
    assertTrue(text.contains("java.lang.IllegalArgumentException: suppressed (a key)"), text);
    assertTrue(text.contains("java.lang.NullPointerException"), text);
    assertTrue(text.contains("KeysTest.java"), text);
    assertEquals("outer", hidden.getMessage());
  }

  @Test
  void keysCanBeHiddenWhileOtherThreadsMakeClients() {
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              Keys.remember(new Object(), "key-of-client-" + i % 50);
              assertEquals("(a key)", Keys.hide("(a key)"));
            });
  }
}
