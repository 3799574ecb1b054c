package offlinemodel.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.dialects.Dialect;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  private final Endpoints endpoints = Endpoints.instant();

  @Test
  void readsAnswersOfSeveralParagraphs() {
    List<Scene> scenes =
        ScriptParser.parse(
            "s.txt",
            """
            # a comment
            user: Hi
            assistant: one
              two

              three

            user: Bye
            fault: cut
            pace: 200
            refusal: No.
            """);

    ScriptedTurn first = scenes.get(0).exchanges().get(0).turns().get(0);
    assertEquals(new ModelOutput.Text("one\ntwo\n\nthree"), first.output());
    ScriptedTurn second = scenes.get(1).exchanges().get(0).turns().get(0);
    assertEquals(new ModelOutput.Refusal("No."), second.output());
    assertEquals(Fault.CUT, second.fault());
    assertEquals(200, second.pace().getAsInt());
  }

  @Test
  void playsAFaultOfOneAnswer() {
    String script = "user: Hi\nfault: 503\nassistant: Ho\nuser: Bye\nassistant: Farewell";
    Endpoints scripted =
        new Endpoints(0, Fault.NONE, Dialect.OPENAI, Scripts.parse("s.txt", script));

    assertEquals(503, scripted.post("/v1/responses", request("Hi").toString()).status());
    assertEquals(200, scripted.post("/v1/responses", request("Hello").toString()).status());
  }

  @Test
  void remembersWhatAStarStoodFor() {
    String script =
        """
        user: My name is *
        assistant: Hello, {*}!
        user: What is my name?
        assistant: Your name is {*}.
        """;
    Endpoints scripted =
        new Endpoints(0, Fault.NONE, Dialect.OPENAI, Scripts.parse("s.txt", script));

    assertEquals("Hello, Ann B!", ask(scripted, request("my name is  Ann B.")));
    ObjectNode later = Json.object().put("model", "m");
    ArrayNode input = later.putArray("input");
    input.addObject().put("role", "user").put("content", "My name is Ann.");
    input.addObject().put("role", "user").put("content", "What is my name?");
    assertEquals("Your name is Ann.", ask(scripted, later));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          user: Hi\\nnarrator: It rains.      | s.txt:2: nobody knows
          user: Hi\\nwhat                     | s.txt:2: a line is
          user: Hi\\ncall: f {                | s.txt:2: a call is
          user: Hi\\nresults:                 | s.txt:2: results come after a call
          user: Hi\\ncall: f {}\\nassistant: x | s.txt:3: the calls above need
          user: Hi\\nuser: Ho                 | s.txt:2: the question above has no answer
          user: Hi                            | s.txt:1: the question above has no answer
          user: Hi\\nfault: bad               | s.txt:2: the faults are
          user: Hi\\npace: fast               | s.txt:2: a pace is
          user: Hi\\nrepeat:                  | s.txt:2: repeat comes after results
          user: Hi\\nassistant: x\\npace: 1     | s.txt:3: this belongs after
          instructions: Be kind.              | s.txt:1: the instructions above
          assistant: Hi                       | s.txt:1: this belongs after
          """)
  void saysWhereAScriptIsWrong(String script, String message) {
    String text = script.strip().replace("\\n", "\n");
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> ScriptParser.parse("s.txt", text));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void areWrittenAsTheReadmeShows() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.split("## Scripts")[1].split("```")[1];

    assertEquals(5, ScriptParser.parse("README.md", example).size());
    for (Fault fault : Fault.values()) {
      assertTrue(readme.contains("`" + fault.label() + "`"), fault.label());
    }
  }

  /** Asks every scripted question with what the scene needs before it. */
  @TestFactory
  Stream<DynamicTest> everyQuestionIsAnsweredByItsScript() {
    return Scripts.load().scenes().stream()
        .flatMap(
            scene ->
                Stream.iterate(0, i -> i < scene.exchanges().size(), i -> i + 1)
                    .map(i -> DynamicTest.dynamicTest(asked(scene, i), () -> play(scene, i))));
  }

  private void play(Scene scene, int exchange) {
    // Its own placeholder, as the outputs of the tools below: so a script comes back unchanged.
    ObjectNode request = Json.object().put("model", "{model}");
    ArrayNode input = request.putArray("input");
    for (int i = 0; i <= exchange; i++) {
      input.addObject().put("role", "user").put("content", asked(scene, i));
    }
    ArrayNode tools = request.putArray("tools");
    List<ScriptedTurn> turns = scene.exchanges().get(exchange).turns();
    for (ScriptedTurn turn : turns) {
      if (!(turn.output() instanceof ModelOutput.Calls calls)) continue;
      for (ModelOutput.Call call : calls.calls()) {
        tools.addObject().put("type", "function").put("name", call.name());
      }
    }
    int outputs = 0;
    for (ScriptedTurn turn : turns) {
      assertEquals(turn.output().written(), ask(request));
      if (!(turn.output() instanceof ModelOutput.Calls calls)) continue;
      answer(calls, outputs, input);
      outputs += calls.calls().size();
    }
    if (scene.exchanges().get(exchange).repeats()) {
      assertEquals(turns.get(0).output().written(), ask(request));
    }
  }

  /** Each output is the placeholder that stands for it. */
  private static void answer(ModelOutput.Calls calls, int outputs, ArrayNode input) {
    for (int i = 0; i < calls.calls().size(); i++) {
      String name = calls.calls().get(i).name();
      input.add(item("function_call", outputs + i).put("name", name).put("arguments", "{}"));
    }
    for (int i = 0; i < calls.calls().size(); i++) {
      input.add(
          item("function_call_output", outputs + i).put("output", "{" + (outputs + i + 1) + "}"));
    }
  }

  private static ObjectNode item(String type, int n) {
    return Json.object().put("type", type).put("call_id", "call" + n);
  }

  private static ObjectNode request(String input) {
    return Json.object().put("model", "m").put("input", input);
  }

  private String ask(ObjectNode request) {
    return ask(endpoints, request);
  }

  private static String ask(Endpoints endpoints, ObjectNode request) {
    String body = endpoints.post("/v1/responses", request.toString()).chunks().get(0);
    StringBuilder written = new StringBuilder();
    Json.parse(body)
        .get("output")
        .forEach(
            item ->
                written
                    .append(item.path("name").asText())
                    .append(item.path("arguments").asText())
                    .append(item.at("/content/0/text").asText()));
    return written.toString();
  }

  private static String asked(Scene scene, int exchange) {
    return scene.exchanges().get(exchange).question().text().replace("*", "{*}");
  }
}
