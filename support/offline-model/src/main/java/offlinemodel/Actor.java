package offlinemodel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plays the scripts, and improvises where none of them fits. */
final class Actor {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+|model)}");

  private final List<Scene> scenes;

  Actor(List<Scene> scenes) {
    this.scenes = scenes;
  }

  /** What the model does next in this conversation. */
  Step next(Conversation conversation) {
    return scenes.stream()
        .flatMap(scene -> play(scene, conversation).stream())
        .findFirst()
        .orElseGet(() -> Step.of(new Improvisation(conversation).answer()));
  }

  private static Optional<Step> play(Scene scene, Conversation conversation) {
    return IntStream.range(0, scene.exchanges().size())
        .filter(i -> fits(scene, i, conversation))
        .mapToObj(i -> scene.exchanges().get(i))
        .flatMap(exchange -> step(exchange, conversation).stream())
        .filter(step -> conversation.permits(step.answer()))
        .map(step -> step.with(perform(step.answer(), scene, conversation)))
        .findFirst();
  }

  /** The question is asked, and those that come before it in the scene have been asked. */
  private static boolean fits(Scene scene, int exchange, Conversation conversation) {
    if (!question(scene, exchange).matches(conversation.question())) return false;
    int wanted = 0;
    for (String earlier : conversation.earlierQuestions()) {
      if (wanted < exchange && question(scene, wanted).matches(earlier)) wanted++;
    }
    return wanted == exchange;
  }

  private static Question question(Scene scene, int exchange) {
    return scene.exchanges().get(exchange).question();
  }

  private static Optional<Step> step(Scene.Exchange exchange, Conversation conversation) {
    List<Step> steps = exchange.steps();
    if (!conversation.parallelCalls()) steps = steps.stream().flatMap(Actor::oneByOne).toList();
    int turn = conversation.toolTurns();
    if (exchange.repeats()) turn = turn % steps.size();
    return turn < steps.size() ? Optional.of(steps.get(turn)) : Optional.empty();
  }

  /** Without parallel calls, each call of a turn is a turn of its own. */
  private static Stream<Step> oneByOne(Step step) {
    if (!(step.answer() instanceof Answer.Calls turn)) return Stream.of(step);
    return turn.calls().stream().map(call -> step.with(new Answer.Calls(List.of(call))));
  }

  private static Answer perform(Answer answer, Scene scene, Conversation conversation) {
    if (answer instanceof Answer.Calls turn) {
      return new Answer.Calls(
          turn.calls().stream()
              .map(call -> new Answer.Call(call.name(), fill(call.arguments(), conversation, true)))
              .toList());
    }
    String text = fill(answer.written(), conversation, conversation.structured());
    if (answer instanceof Answer.Refusal) return new Answer.Refusal(text);
    if (conversation.structured()) {
      return new Answer.Text(SchemaFiller.fit(Json.parse(text), conversation.schema()).toString());
    }
    return new Answer.Text(notice(scene.instructions(), conversation.instructions()) + text);
  }

  /** Puts the text of the n-th tool output in the place of {n}, and the model's name in {model}. */
  private static String fill(String text, Conversation conversation, boolean json) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            place -> {
              String value = value(place.group(1), conversation).orElse(null);
              if (value == null) return Matcher.quoteReplacement(place.group());
              return Matcher.quoteReplacement(json ? Json.escape(value) : value);
            });
  }

  private static Optional<String> value(String name, Conversation conversation) {
    if (name.equals("model")) return Optional.of(conversation.model());
    int n = Integer.parseInt(name);
    return conversation.toolOutputs().stream()
        .skip(Math.max(0, n - 1))
        .filter(out -> n > 0)
        .findFirst();
  }

  /** A script cannot follow other instructions than its own, but it can say that it saw them. */
  private static String notice(String scripted, String told) {
    if (scripted.isEmpty() || told.isBlank() || told.strip().equals(scripted)) return "";
    return "[offline model, told to: \"" + Improvisation.shorten(told) + "\"] ";
  }
}
