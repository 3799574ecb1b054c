package agentloop;

import agents.Agent;
import agents.GuardrailFunctionOutput;
import agents.InputGuardrail;
import agents.InputGuardrailTripwireTriggered;
import agents.InputItems;
import agents.OutputGuardrail;
import agents.OutputGuardrailTripwireTriggered;
import agents.Runner;
import java.util.regex.Pattern;

/** Two checks: one refuses homework, one holds back answers with a card number. */
public final class Guardrail {
  private static final Pattern CARD_NUMBER = Pattern.compile("\\d{4}( \\d{4}){3}");

  public static void main(String[] args) {
    InputGuardrail homework =
        InputGuardrail.of(
                "homework",
                (context, agent, input) -> {
                  String question = InputItems.text(input.get(input.size() - 1));
                  boolean trips = question.contains("homework");
                  return new GuardrailFunctionOutput("do your homework yourself", trips);
                })
            .runInParallel(false); // before the model is called, not at the same time
    OutputGuardrail secrets =
        OutputGuardrail.of(
            "secrets",
            (context, agent, output) -> {
              boolean trips = CARD_NUMBER.matcher(output.toString()).find();
              return new GuardrailFunctionOutput("there is a card number in it", trips);
            });
    Agent agent =
        Agent.builder()
            .name("Clerk")
            .instructions("You answer customers of our shop.")
            .inputGuardrail(homework)
            .outputGuardrail(secrets)
            .build();

    ask(agent, "When do you open?");
    ask(agent, "Solve 3x + 4 = 10 for my homework.");
    ask(agent, "Which card did I pay with?");
  }

  private static void ask(Agent agent, String question) {
    System.out.println("You:   " + question);
    try {
      System.out.println("Clerk: " + Runner.runSync(agent, question).finalOutput());
    } catch (InputGuardrailTripwireTriggered e) {
      String why = "" + e.guardrailResult().output().outputInfo();
      System.out.println("[the model was not asked: " + why + "]");
    } catch (OutputGuardrailTripwireTriggered e) {
      String why = "" + e.guardrailResult().output().outputInfo();
      System.out.println("[the answer is held back: " + why + "]");
    }
  }
}
