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
    file = folder.resolve("new").resolve("conversation.json").toString();
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
             holds 0 turns. Say bye to leave.
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
         holds 3 turns. Say bye to leave.
        You: What is my name?
        Assistant: Your name is Aisha.
        """;
    assertEquals(file + second + "You: \n", talk("What is my name?"));
    assertTrue(
        Files.readString(Path.of("README.md")).contains("target/conversation.json" + second),
        "the README is out of date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quit", "exit", "bye", " QUIT ", ""})
  void leavesWhenToldToOrWhenTheInputEnds(String last) throws Exception {
    assertTrue(talk("\n\n" + last).startsWith(file + " holds 0 turns."));
  }

  @Test
  void goesOnAfterAnError() throws Exception {
    OpenAIDefaults.setClient(OpenAIDefaults.newClient("http://127.0.0.1:1/v1", "none"));
    String printed = talk("Hello\nHello?\nbye\n");

    String line = "[Cannot connect to gpt-4.1-mini at 127.0.0.1:1.";
    assertEquals(3, printed.split(java.util.regex.Pattern.quote(line), -1).length, printed);
    assertTrue(talk("bye").contains("holds 0 turns"), "a question without an answer is kept");
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{ no json");

    UserError error =
        assertThrows(UserError.class, () -> Console.run(ConversationLoop::main, broken.toString()));
    assertEquals(broken + " cannot be read: delete it to start a new one.", error.getMessage());
  }

  private String talk(String keys) throws Exception {
    return Console.type(keys, ConversationLoop::main, file);
  }
}
