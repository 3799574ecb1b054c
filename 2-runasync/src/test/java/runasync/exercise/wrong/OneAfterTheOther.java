package runasync.exercise.wrong;

import agents.Agent;
import agents.AgentsException;
import agents.Runner;
import java.util.List;

/** Asks the next agent when the one before has ended. */
public final class OneAfterTheOther {
  public static String fastest(List<Agent> agents, String question) {
    AgentsException failure = null;
    for (Agent agent : agents) {
      try {
        return (String) Runner.run(agent, question).join().finalOutput();
      } catch (AgentsException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
