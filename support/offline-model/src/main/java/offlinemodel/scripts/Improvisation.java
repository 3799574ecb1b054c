package offlinemodel.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.conversation.Tool;
import offlinemodel.conversation.ToolChoice;
import offlinemodel.protocol.Json;

/** Answers what no script foresees: always the same, and visibly from the conversation. */
final class Improvisation {
  private static final int LONGEST_QUOTE = 120;
  private static final Pattern QUOTED = Pattern.compile("[\"“']([^\"“”']+)[\"”']");
  private static final Pattern NAME = Pattern.compile("\\s(\\p{Lu}[\\p{L}-]+)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final Conversation conversation;

  Improvisation(Conversation conversation) {
    this.conversation = conversation;
  }

  ModelOutput output() {
    return conversation.toolOutputs().isEmpty()
        ? tool().map(this::call).orElseGet(this::words)
        : words();
  }

  /** A call of this tool, with arguments taken from the question as well as its schema allows. */
  ModelOutput call(Tool tool) {
    String question = conversation.question();
    Iterator<Double> numbers = all(NUMBER, question).map(Double::valueOf).iterator();
    Supplier<Number> nextNumber = () -> numbers.hasNext() ? numbers.next() : 0;
    JsonNode arguments =
        tool.parameters().has("properties")
            ? SchemaFiller.invent(tool.parameters(), this::subject, nextNumber)
            : Json.object();
    return ModelOutput.Calls.one(tool.name(), arguments.toString());
  }

  private Optional<Tool> tool() {
    ToolChoice choice = conversation.toolChoice();
    return switch (choice.mode()) {
      case NONE -> Optional.empty();
      case NAMED -> conversation.tool(choice.name());
      case REQUIRED -> conversation.tools().stream().findFirst();
      case AUTO -> conversation.tools().stream().filter(this::isMentioned).findFirst();
    };
  }

  /** Whether the question has a word of the tool's name: "weather" is enough for get_weather. */
  private boolean isMentioned(Tool tool) {
    String question = conversation.question().toLowerCase(Locale.ROOT);
    return Arrays.stream(tool.name().split("_|-|(?<=[a-z])(?=[A-Z])"))
        .filter(word -> word.length() > 3)
        .anyMatch(word -> question.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** What the question is about: quoted words, else the last name in it, else all of it. */
  private String subject() {
    String question = conversation.question();
    return last(QUOTED, question).or(() -> last(NAME, question)).orElse(question);
  }

  private ModelOutput words() {
    String words = inWords();
    return new ModelOutput.Text(
        conversation.structured() ? SchemaFiller.json(words, conversation.schema()) : words);
  }

  private String inWords() {
    return "This is the offline model, so this answer is scripted: you asked \""
        + shorten(conversation.question())
        + "\" ("
        + place()
        + ")."
        + toolOutputs()
        + " Put an OPENAI_API_KEY into .env to talk to a real model.";
  }

  private String place() {
    List<String> earlier = conversation.earlierQuestions();
    if (earlier.isEmpty()) return "the first message of this conversation";
    return "message %d of this conversation; before that you asked \"%s\""
        .formatted(conversation.questionNumber(), shorten(earlier.get(earlier.size() - 1)));
  }

  private String toolOutputs() {
    List<String> outputs = conversation.toolOutputs();
    if (outputs.isEmpty()) return "";
    return " The tools returned \"" + String.join("\" and \"", outputs) + "\".";
  }

  /** At most {@value #LONGEST_QUOTE} characters, on one line. */
  static String shorten(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST_QUOTE) return line;
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  private static Optional<String> last(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).reduce((a, b) -> b);
  }

  private static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }
}
