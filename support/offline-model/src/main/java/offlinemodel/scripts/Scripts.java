package offlinemodel.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.Resource;

/**
 * The scripts, and what is improvised where none of them fits: given a conversation, they say what
 * the model does next. The same conversation always gets the same turn.
 */
public final class Scripts {
  /** In reading order; where two scenes fit, the first one is played. */
  private static final List<String> FILES =
      List.of(
          "1-runsync.txt",
          "2-runasync.txt",
          "3-runasyncstreaming.txt",
          "4-agentloop.txt",
          "5-runconfig.txt",
          "6-streaming-web.txt",
          "exercises.txt");

  private final List<Scene> scenes;

  private Scripts(List<Scene> scenes) {
    this.scenes = scenes;
  }

  /**
   * Loads the scripts of the lessons.
   *
   * @throws IllegalArgumentException with one line that says where a script is wrong
   */
  public static Scripts load() {
    List<Scene> scenes = new ArrayList<>();
    for (String file : FILES) {
      scenes.addAll(ScriptParser.parse(file, Resource.read("/scripts/" + file)));
    }
    return new Scripts(scenes);
  }

  /**
   * Reads one script.
   *
   * @throws IllegalArgumentException with one line that says where it is wrong
   */
  public static Scripts parse(String file, String text) {
    return new Scripts(ScriptParser.parse(file, text));
  }

  /** Returns what the model does next in this conversation. */
  public ScriptedTurn next(Conversation conversation) {
    return scenes.stream()
        .flatMap(scene -> new ScenePlayer(scene, conversation).turn().stream())
        .findFirst()
        .orElseGet(() -> ScriptedTurn.of(new Improvisation(conversation).output()));
  }

  /** Returns another call of the first tool; empty if the request offers none. */
  public Optional<ModelOutput> callAgain(Conversation conversation) {
    return conversation.tools().stream().findFirst().map(new Improvisation(conversation)::call);
  }

  List<Scene> scenes() {
    return scenes;
  }
}
