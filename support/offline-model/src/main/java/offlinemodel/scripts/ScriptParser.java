package offlinemodel.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.Json;

/** Turns a script into scenes. The README shows the syntax by example. */
final class ScriptParser {
  private final String file;
  private final List<Scene> scenes = new ArrayList<>();

  // What has been read of the current scene, exchange and turn.
  private String instructions = "";
  private List<Scene.Exchange> exchanges = new ArrayList<>();
  private Question question;
  private List<ScriptedTurn> turns = new ArrayList<>();
  private List<ModelOutput.Call> calls = new ArrayList<>();
  private Fault fault = Fault.NONE;
  private OptionalInt pace = OptionalInt.empty();
  private boolean answered;

  private ScriptParser(String file) {
    this.file = file;
  }

  /**
   * Reads all scenes of a script.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static List<Scene> parse(String file, String text) {
    ScriptParser parser = new ScriptParser(file);
    for (ScriptLine line : ScriptLine.read(file, text)) parser.read(line);
    parser.endScene(new ScriptLine((int) text.lines().count(), true, "", ""));
    return parser.scenes;
  }

  private void read(ScriptLine line) {
    if (line.startsScene()) endScene(line);
    switch (line.key()) {
      case "instructions" -> readInstructions(line);
      case "user" -> readUser(line);
      case "fault" -> readFault(line);
      case "pace" -> readPace(line);
      case "call" -> readCall(line);
      case "results" -> readResults(line);
      case "repeat" -> readRepeat(line);
      case "assistant" -> readAnswer(line, new ModelOutput.Text(line.value()));
      case "refusal" -> readAnswer(line, new ModelOutput.Refusal(line.value()));
      default -> throw mistake(line, "nobody knows what '" + line.key() + ":' means");
    }
  }

  private void readInstructions(ScriptLine line) {
    check(question == null && exchanges.isEmpty(), line, "instructions stand first in a scene");
    instructions = line.value();
  }

  private void readUser(ScriptLine line) {
    endExchange(line);
    question = new Question(line.value());
  }

  private void readFault(ScriptLine line) {
    checkOpen(line);
    fault =
        Fault.named(line.value())
            .orElseThrow(() -> mistake(line, "the faults are " + Fault.labels()));
  }

  private void readPace(ScriptLine line) {
    checkOpen(line);
    check(line.value().matches("\\d{1,6}"), line, "a pace is a number of milliseconds");
    pace = OptionalInt.of(Integer.parseInt(line.value()));
  }

  private void readCall(ScriptLine line) {
    checkOpen(line);
    String[] parts = line.value().split("\\s+", 2);
    String arguments = parts.length == 2 ? parts[1] : "";
    check(Json.parse(arguments).isObject(), line, "a call is a name and a JSON object");
    calls.add(new ModelOutput.Call(parts[0], arguments));
  }

  private void readResults(ScriptLine line) {
    check(!calls.isEmpty(), line, "results come after a call");
    endTurn(new ModelOutput.Calls(List.copyOf(calls)));
    calls.clear();
  }

  private void readRepeat(ScriptLine line) {
    checkOpen(line);
    check(calls.isEmpty() && !turns.isEmpty(), line, "repeat comes after results");
    endExchange(true);
  }

  private void readAnswer(ScriptLine line, ModelOutput answer) {
    checkOpen(line);
    check(calls.isEmpty(), line, "the calls above need a line 'results:'");
    endTurn(answer);
    answered = true;
  }

  private void endTurn(ModelOutput answer) {
    turns.add(new ScriptedTurn(answer, fault, pace));
    fault = Fault.NONE;
    pace = OptionalInt.empty();
  }

  private void endExchange(ScriptLine line) {
    if (question == null) return;
    check(answered, line, "the question above has no answer");
    endExchange(false);
  }

  private void endExchange(boolean repeats) {
    exchanges.add(new Scene.Exchange(question, List.copyOf(turns), repeats));
    question = null;
    turns = new ArrayList<>();
    answered = false;
  }

  private void endScene(ScriptLine line) {
    endExchange(line);
    if (exchanges.isEmpty()) {
      check(instructions.isEmpty(), line, "the instructions above belong to no question");
      return;
    }
    scenes.add(new Scene(instructions, List.copyOf(exchanges)));
    exchanges = new ArrayList<>();
    instructions = "";
  }

  private void checkOpen(ScriptLine line) {
    check(question != null && !answered, line, "this belongs after a line 'user:'");
  }

  private void check(boolean fine, ScriptLine line, String complaint) {
    if (!fine) throw mistake(line, complaint);
  }

  private IllegalArgumentException mistake(ScriptLine line, String complaint) {
    return new IllegalArgumentException(file + ":" + line.number() + ": " + complaint);
  }
}
