package offlinemodel.scripts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.Json;

/** Plays a scene in a conversation, if it fits there. */
record ScenePlayer(Scene scene, Conversation conversation) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+|model|\\*)}");

  Optional<ScriptedTurn> turn() {
    return IntStream.range(0, scene.exchanges().size())
        .filter(this::fits)
        .mapToObj(i -> scene.exchanges().get(i))
        .flatMap(exchange -> turn(exchange).stream())
        .filter(turn -> conversation.permits(turn.output()))
        .map(turn -> turn.with(perform(turn.output())))
        .findFirst();
  }

  /** The question is asked, and those that come before it in the scene have been asked. */
  private boolean fits(int exchange) {
    if (!question(exchange).matches(conversation.question())) return false;
    int wanted = 0;
    for (String earlier : conversation.earlierQuestions()) {
      if (wanted < exchange && question(wanted).matches(earlier)) wanted++;
    }
    return wanted == exchange;
  }

  private Question question(int exchange) {
    return scene.exchanges().get(exchange).question();
  }

  private Optional<ScriptedTurn> turn(Scene.Exchange exchange) {
    List<ScriptedTurn> turns = exchange.turns();
    if (!conversation.parallelCalls()) {
      turns = turns.stream().flatMap(ScenePlayer::oneByOne).toList();
    }
    int next = conversation.toolTurns();
    if (exchange.repeats()) next = next % turns.size();
    return next < turns.size() ? Optional.of(turns.get(next)) : Optional.empty();
  }

  /** Without parallel calls, each call of a turn is a turn of its own. */
  private static Stream<ScriptedTurn> oneByOne(ScriptedTurn turn) {
    if (!(turn.output() instanceof ModelOutput.Calls calls)) return Stream.of(turn);
    return calls.calls().stream().map(call -> turn.with(new ModelOutput.Calls(List.of(call))));
  }

  private ModelOutput perform(ModelOutput output) {
    if (output instanceof ModelOutput.Calls turn) {
      return new ModelOutput.Calls(
          turn.calls().stream()
              .map(call -> new ModelOutput.Call(call.name(), fill(call.arguments(), true)))
              .toList());
    }
    String text = fill(output.written(), conversation.structured());
    if (output instanceof ModelOutput.Refusal) return new ModelOutput.Refusal(text);
    if (conversation.structured()) {
      return new ModelOutput.Text(SchemaFiller.json(text, conversation.schema()));
    }
    return new ModelOutput.Text(notice() + text);
  }

  /** Puts the text of the n-th tool output in the place of {n}, and the model's name in {model}. */
  private String fill(String text, boolean json) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            place -> {
              String value = value(place.group(1)).orElse(null);
              if (value == null) return Matcher.quoteReplacement(place.group());
              return Matcher.quoteReplacement(json ? Json.escape(value) : value);
            });
  }

  private Optional<String> value(String name) {
    if (name.equals("model")) return Optional.of(conversation.model());
    if (name.equals("*")) return star();
    int n = Integer.parseInt(name);
    return conversation.toolOutputs().stream()
        .skip(Math.max(0, n - 1))
        .filter(out -> n > 0)
        .findFirst();
  }

  /** What * stands for in the question, or else in an earlier one of the scene. */
  private Optional<String> star() {
    return Stream.concat(
            Stream.of(conversation.question()), conversation.earlierQuestions().stream())
        .flatMap(asked -> scene.exchanges().stream().map(e -> e.question().star(asked)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A script cannot follow other instructions than its own, but it can say that it saw them. */
  private String notice() {
    String scripted = scene.instructions();
    String told = conversation.instructions();
    if (scripted.isEmpty() || told.isBlank() || told.strip().equals(scripted)) return "";
    return "[offline model, told to: \"" + Improvisation.shorten(told) + "\"] ";
  }
}
