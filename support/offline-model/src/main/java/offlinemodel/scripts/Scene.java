package offlinemodel.scripts;

import java.util.List;

/**
 * A scripted conversation.
 *
 * @param instructions what the model is told to be in this scene; empty if that does not matter
 * @param exchanges the user's questions in order, each with its answer
 */
record Scene(String instructions, List<Exchange> exchanges) {

  /**
   * A question and how the model gets to its answer.
   *
   * @param turns one or more turns that call tools, then the answer
   * @param repeats whether the model starts again after the last step instead of ending
   */
  record Exchange(Question question, List<ScriptedTurn> turns, boolean repeats) {}
}
