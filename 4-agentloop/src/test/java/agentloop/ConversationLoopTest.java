package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.OpenAIDefaults;
import agents.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationLoopTest {
  @TempDir Path folder;
  private String file;

  @BeforeEach
  void nameAFile() {
    file = folder.resolve("new").resolve("conversation.jsonl").toString();
  }

  @AfterEach
  void useTheDefaults() {
    OpenAIDefaults.setApi(null);
    OpenAIDefaults.setClient(null);
  }

  @Tag("course")
  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void remembersWithinARunAndInTheNext(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed =
        talk(
            """
            My name is Aisha and I am learning Java.
            How warm is it in Lahore?
            And in Oslo?
            bye
            """);
    assertEquals(
        file
            + """
             holds 0 items. Say bye to leave.
            You: My name is Aisha and I am learning Java.
            Assistant: Nice to meet you, Aisha! Java is a good choice. What would you like to know?
            You: How warm is it in Lahore?
            Assistant: It is 31 degrees Celsius in Lahore.
            You: And in Oslo?
            Assistant: In Oslo it is 9 degrees Celsius.
            You: bye
            """,
        printed);
    String second =
        """
         holds 10 items. Say bye to leave.
        You: What is my name?
        Assistant: Your name is Aisha.
        """;
    assertEquals(file + second + "You: bye\n", talk("What is my name?"));
    assertTrue(
        Files.readString(Path.of("DEMOS.md")).contains("target/conversation.jsonl" + second),
        "DEMOS.md is out of date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quit", "exit", "bye", " QUIT ", ""})
  void leavesWhenToldToOrWhenTheInputEnds(String last) throws Exception {
    assertTrue(talk("\n\n" + last).startsWith(file + " holds 0 items."));
  }

  @Test
  void goesOnAfterAnError() throws Exception {
    OpenAIDefaults.setClient(OpenAIDefaults.newClient("http://127.0.0.1:1/v1", "none"));
    String printed = talk("Hello\nHello?\nbye\n");

    String line = "[Cannot connect to gpt-4.1-mini at 127.0.0.1:1.";
    assertEquals(3, printed.split(java.util.regex.Pattern.quote(line), -1).length, printed);
    assertTrue(talk("bye").contains("holds 0 items"), "a question without an answer is kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void knowsMoreThanOneSentence(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        file
            + """
             holds 0 items. Say bye to leave.
            You: My name is Aisha!
            Assistant: Nice to meet you, Aisha! What would you like to know?
            You: How hot is it in Karachi today?
            Assistant: It is 33 degrees Celsius in Karachi.
            You: and what about Islamabad
            Assistant: It is 27 degrees Celsius in Islamabad.
            You: What is my name?
            Assistant: Your name is Aisha.
            You: bye
            """,
        talk(
            """
            My name is Aisha!
            How hot is it in Karachi today?
            and what about Islamabad
            What is my name?
            """));
  }

  @Test
  void goesOnAfterAKillInTheMiddleOfALine() throws Exception {
    talk("My name is Aisha.\n");
    String whole = Files.readString(Path.of(file));
    Files.writeString(Path.of(file), whole + whole.substring(0, 20));

    assertTrue(talk("What is my name?\n").contains("Assistant: Your name is Aisha."));
  }

  @Test
  void saysWhichFileIsNoConversation() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "no json\n");

    UserError error =
        assertThrows(UserError.class, () -> Console.run(ConversationLoop::main, broken.toString()));
    assertTrue(error.getMessage().startsWith(broken + " has a line that is no part"));
    assertEquals("no json\n", Files.readString(broken));
  }

  private String talk(String keys) throws Exception {
    return Console.type(keys, ConversationLoop::main, file);
  }
}
