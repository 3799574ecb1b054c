package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.failure;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.RunItem.HandoffCallItem;
import agents.RunItem.HandoffOutputItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wire.Json;

/** Another agent takes over, as in Python's Agents SDK. */
class HandoffTest {
  private static final RunConfig DEFAULT = RunConfig.builder().build();

  private record Reason(String reason, int urgency) {}

  private static Agent.Builder named(String name, Model model) {
    return Agent.builder().name(name).model(model);
  }

  /** What a model was shown in a request, from 1, one line for each item. */
  private static List<String> seen(ScriptedModel model, int request) {
    return model.requests.get(request - 1).input().stream().map(HandoffTest::line).toList();
  }

  private static String line(ResponseInputItem item) {
    JsonNode json = Json.MAPPER.valueToTree(item);
    return switch (json.path("type").asText()) {
      case "function_call" -> "call " + json.path("name").asText();
      case "function_call_output" -> "output " + json.path("output").asText();
      default -> json.path("role").asText();
    };
  }

  private static List<String> toolsSeen(ScriptedModel model) {
    return model.requests.get(0).tools().stream().map(tool -> tool.name()).toList();
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void theOtherAgentAnswers(Ways way) {
    ScriptedModel triage = play(turn(call("transfer_to_billing", "{}")));
    ScriptedModel billing = play(turn(call("weather", "{}")), turn(text("It was paid.")));
    Agent other =
        named("Billing", billing).instructions("You know bills.").tool(Tools.weather()).build();
    Agent first = named("Triage", triage).tool(Tools.city()).handoff(other).build();

    RunResult result = way.run(first, "Was it paid?", DEFAULT);

    assertEquals("It was paid.", result.finalOutput());
    assertSame(other, result.lastAgent());
    assertEquals(3, result.rawResponses().size());
    assertEquals(3, result.usage().requests());
    assertEquals(List.of("city", "transfer_to_billing"), toolsSeen(triage), "tools first");
    assertEquals(List.of("weather"), toolsSeen(billing));
    assertEquals("You know bills.", billing.requests.get(0).instructions().orElseThrow());
    List<String> whole =
        List.of("user", "call transfer_to_billing", "output {\"assistant\": \"Billing\"}");
    assertEquals(whole, seen(billing, 1));
    assertEquals(
        whole, result.toInputList().stream().map(HandoffTest::line).toList().subList(0, 3));
    HandoffOutputItem taken = assertInstanceOf(HandoffOutputItem.class, result.newItems().get(1));
    assertSame(first, taken.sourceAgent());
    assertSame(other, taken.targetAgent());
  }

  @Test
  void itsEventsComeInOrder() {
    ScriptedModel triage =
        play(turn(text("One moment."), call("weather", "{}"), call("transfer_to_billing", "{}")));
    Agent other = named("Billing", play(turn(text("Paid.")))).build();
    Agent first = named("Triage", triage).tool(Tools.weather()).handoff(other).build();
    List<String> names = new ArrayList<>();
    List<String> agents = new ArrayList<>();
    try (RunResultStreaming run = Runner.runStreamed(first, "Hi", DEFAULT)) {
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof AgentUpdatedStreamEvent now) {
          agents.add(now.newAgent().name());
        }
        if (!(event instanceof StreamEvent.RawResponseEvent)) {
          names.add(Events.name(event));
        }
      }
    }
    assertEquals(List.of("Triage", "Billing"), agents);
    assertEquals(
        List.of(
            "agent_updated",
            "message_output_created",
            "tool_called",
            "handoff_requested",
            "tool_output",
            "handoff_occured",
            "agent_updated",
            "message_output_created"),
        names);
  }

  @Test
  void theModelIsToldWhatAHandoffIsFor() {
    ScriptedModel triage = play(turn(text("Hello")));
    Agent plain = named("Lost & Found 2", play()).build();
    Agent described = named("Billing", play()).handoffDescription("Knows bills.").build();
    Runner.runSync(named("Triage", triage).handoff(plain).handoff(described).build(), "Hi");

    assertEquals(List.of("transfer_to_lost___found_2", "transfer_to_billing"), toolsSeen(triage));
    List<String> descriptions =
        triage.requests.get(0).tools().stream().map(t -> t.description().orElseThrow()).toList();
    assertEquals(
        List.of(
            "Handoff to the Lost & Found 2 agent to handle the request. ",
            "Handoff to the Billing agent to handle the request. Knows bills."),
        descriptions);
    JsonNode schema = Json.MAPPER.valueToTree(triage.requests.get(0).tools().get(0));
    assertEquals(
        Json.parse(
            "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}"),
        schema.path("parameters"));
    assertTrue(schema.path("strict").asBoolean());
  }

  @Test
  void aNameWithQuotesStaysJson() {
    ScriptedModel billing = play(turn(text("Paid.")));
    Agent other = named("The \"B\" \\ team", billing).build();
    ScriptedModel triage = play(turn(call("transfer_to_the__b____team", "{}")));
    Runner.runSync(named("Triage", triage).handoff(other).build(), "Hi");

    JsonNode output = Json.parse(seen(billing, 1).get(2).substring("output ".length()));
    assertEquals("The \"B\" \\ team", output.path("assistant").asText());
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void ofSeveralTheFirstIsTakenAndTheModelIsToldSo(Ways way) {
    ScriptedModel triage =
        play(turn(call("transfer_to_refunds", "{}"), call("transfer_to_billing", "{}")));
    ScriptedModel refunds = play(turn(text("Refunded.")));
    Agent first =
        named("Triage", triage)
            .handoff(named("Billing", play()).build())
            .handoff(named("Refunds", refunds).build())
            .build();

    RunResult result = way.run(first, "Hi", DEFAULT);

    assertEquals("Refunds", result.lastAgent().name());
    assertEquals(
        List.of(
            "user",
            "call transfer_to_refunds",
            "call transfer_to_billing",
            "output Multiple handoffs detected, ignoring this one.",
            "output {\"assistant\": \"Refunds\"}"),
        seen(refunds, 1));
    List<Class<?>> kinds = new ArrayList<>();
    result.newItems().subList(0, 4).forEach(item -> kinds.add(item.getClass()));
    assertEquals(
        List.of(
            HandoffCallItem.class,
            HandoffCallItem.class,
            ToolCallOutputItem.class,
            HandoffOutputItem.class),
        kinds);
  }

  @Test
  void toolsBesideItRunFirst() {
    ScriptedModel triage =
        play(turn(call("transfer_to_billing", "{}"), call("weather", "{}"), call("none", "{}")));
    ScriptedModel billing = play(turn(text("Paid.")));
    Agent.Builder first = named("Triage", triage).tool(Tools.weather());
    first.toolUseBehavior(ToolUseBehavior.STOP_ON_FIRST_TOOL);
    RunConfig config = RunConfig.builder().returnToolNotFoundToModel(true).build();
    Runner.runSync(first.handoff(named("Billing", billing).build()).build(), "Hi", config);

    assertEquals(
        List.of(
            "output sunny", "output Tool 'none' not found.", "output {\"assistant\": \"Billing\"}"),
        seen(billing, 1).subList(4, 7));
  }

  @Test
  void aToolThatEndsTheRunPreventsIt() {
    ScriptedModel triage = play(turn(call("broken", "{}"), call("transfer_to_billing", "{}")));
    FunctionTool broken = Tools.throwing("boom").failureErrorFunction(null);
    Agent other = named("Billing", play()).build();
    Agent first = named("Triage", triage).tool(broken).handoff(other).build();

    UserError error = assertThrows(UserError.class, () -> Runner.runSync(first, "Hi"));
    assertTrue(error.getMessage().contains("boom"), error.getMessage());
  }

  @Test
  void theNewAgentsModelSeesWhatTheInputFilterLeaves() {
    ScriptedModel triage =
        play(turn(call("weather", "{}")), turn(text("Yes."), call("transfer_to_billing", "{}")));
    ScriptedModel billing = play(turn(call("city", "{\"name\":\"Rome\"}")), turn(text("Paid.")));
    Agent other = named("Billing", billing).tool(Tools.city()).build();
    Handoff handoff = Handoff.to(other).inputFilter(Handoff.REMOVE_ALL_TOOLS);
    Agent first = named("Triage", triage).tool(Tools.weather()).handoff(handoff).build();

    RunResult result = Runner.runSync(first, "Hi");

    assertEquals(List.of("user", "assistant"), seen(billing, 1));
    assertEquals(List.of("user", "assistant", "call city", "output Rome"), seen(billing, 2));
    assertEquals(9, result.toInputList().size(), "nothing is taken from the result");
  }

  @Test
  void aFilterThatPartsACallFromItsOutputDoesNoHarm() {
    ScriptedModel billing = play(turn(text("Paid.")));
    Handoff handoff =
        Handoff.to(named("Billing", billing).build())
            .inputFilter(history -> history.subList(history.size() - 1, history.size()));
    ScriptedModel triage = play(turn(call("transfer_to_billing", "{}")));
    Runner.runSync(named("Triage", triage).handoff(handoff).build(), "Hi");

    assertEquals(List.of(), seen(billing, 1));
  }

  @Test
  void theRunsModelWinsOverTheNewAgents() {
    ScriptedModel all = play(turn(call("transfer_to_billing", "{}")), turn(text("Paid.")));
    Agent other = named("Billing", play()).instructions("B").build();
    Agent first = named("Triage", play()).instructions("T").handoff(other).build();
    RunConfig.Builder config = RunConfig.builder().model(all);
    config.modelSettings(ModelSettings.DEFAULT.temperature(0.3));

    assertEquals("Paid.", Runner.runSync(first, "Hi", config.build()).finalOutput());
    assertEquals("B", all.requests.get(1).instructions().orElseThrow());
    assertEquals(
        "0.3", "" + all.requests.get(1).settings().asParameters("max_tokens").get("temperature"));
  }

  @Test
  void eachAgentHasItsOwnSettingsAndOutputType() {
    ScriptedModel triage = play(turn(call("transfer_to_billing", "{}")));
    ScriptedModel billing =
        play(turn(call("weather", "{}")), turn(text("{\"reason\":\"paid\",\"urgency\":1}")));
    Agent.Builder other = named("Billing", billing).tool(Tools.weather()).outputType(Reason.class);
    other.modelSettings(ModelSettings.DEFAULT.toolChoice("required"));
    Agent first = named("Triage", triage).handoff(other.build()).build();

    assertEquals(new Reason("paid", 1), Runner.runSync(first, "Hi").finalOutput());
    var settings = billing.requests.get(0).settings().asParameters("max_tokens");
    assertEquals("required", "" + settings.get("tool_choice"), "it has not used a tool yet");
    settings = billing.requests.get(1).settings().asParameters("max_tokens");
    assertEquals("null", "" + settings.get("tool_choice"));
  }

  @Test
  void twoAgentsMayHandOffToEachOtherUntilTheTurnsAreUsedUp() {
    AtomicReference<Agent> second = new AtomicReference<>();
    ScriptedModel ping = ScriptedModel.always(turn(call("transfer_to_pong", "{}")));
    ScriptedModel pong = ScriptedModel.always(turn(call("transfer_to_ping", "{}")));
    Agent first = named("Ping", ping).handoff(Handoff.to(second::get)).build();
    second.set(named("Pong", pong).handoff(first).build());

    RunConfig config = RunConfig.builder().maxTurns(5).build();
    var error = assertThrows(MaxTurnsExceeded.class, () -> Runner.runSync(first, "Hi", config));
    assertEquals(3, ping.requests.size());
    assertEquals(2, pong.requests.size());
    assertEquals(10, error.runData().newItems().size());
  }

  @Test
  void whatIsSaidForAHandoffIsHanded() {
    List<Object> heard = new ArrayList<>();
    Agent other = named("Billing", play(turn(text("Paid.")))).build();
    Handoff handoff =
        Handoff.to(other)
            .onHandoff(
                Reason.class, (run, reason) -> heard.add(run.context(String.class) + reason));
    ScriptedModel triage =
        play(turn(call("transfer_to_billing", "{\"reason\":\"late\",\"urgency\":2}")));
    RunConfig config = RunConfig.builder().context("Aisha ").build();
    Runner.runSync(named("Triage", triage).handoff(handoff).build(), "Hi", config);

    assertEquals(List.of("Aisha " + new Reason("late", 2)), heard);
    JsonNode schema = Json.MAPPER.valueToTree(triage.requests.get(0).tools().get(0));
    assertEquals(2, schema.at("/parameters/properties").size());
  }

  @Test
  void aListenerWithoutInputIsCalledOnce() {
    List<String> heard = new ArrayList<>();
    Agent other = named("Billing", play(turn(text("Paid.")))).build();
    Handoff handoff = Handoff.to(other).onHandoff(run -> heard.add("" + run.usage().requests()));
    ScriptedModel triage = play(turn(call("transfer_to_billing", "")));
    Runner.runSync(named("Triage", triage).handoff(handoff).build(), "Hi");

    assertEquals(List.of("1"), heard);
  }

  @Test
  void wrongInputEndsTheRun() {
    Agent other = named("Billing", play()).build();
    Handoff handoff = Handoff.to(other).onHandoff(Reason.class, (run, reason) -> {});
    for (String wrong : List.of("{", "", "{}", "[]", "{\"reason\":\"late\"}")) {
      ScriptedModel triage = play(turn(call("transfer_to_billing", wrong)));
      Agent first = named("Triage", triage).handoff(handoff).build();
      var error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(first, "Hi"));
      String message = "Invalid JSON input for handoff transfer_to_billing: ";
      assertTrue(error.getMessage().startsWith(message), error.getMessage());
    }
  }

  @Test
  void anUnknownAgentIsAnUnknownTool() {
    ScriptedModel triage = play(turn(call("transfer_to_nobody", "{}")));
    Agent first = named("Triage", triage).handoff(named("Billing", play()).build()).build();

    var error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(first, "Hi"));
    assertEquals("Tool transfer_to_nobody not found in agent Triage", error.getMessage());
  }

  @Test
  void aFailureAfterItKnowsWhoActed() {
    ScriptedModel triage = play(turn(call("transfer_to_billing", "{}")));
    Agent other = named("Billing", play(failure(new IllegalStateException("down")))).build();
    Agent first = named("Triage", triage).handoff(other).build();
    try (RunResultStreaming run = Runner.runStreamed(first, "Hi", DEFAULT)) {
      assertThrows(AgentsException.class, () -> Events.all(run));
      assertSame(other, run.lastAgent());
    }
  }

  @Test
  void cancelledAfterTheTurnOfAHandoffNothingMoreIsAsked() {
    ScriptedModel triage = play(turn(call("transfer_to_billing", "{}")));
    ScriptedModel billing = play();
    Agent other = named("Billing", billing).build();
    Agent first = named("Triage", triage).handoff(other).build();
    try (RunResultStreaming run = Runner.runStreamed(first, "Hi", DEFAULT)) {
      for (StreamEvent event : run.streamEvents()) {
        if (Events.name(event).equals("handoff_occured")) {
          run.cancel(RunResultStreaming.CancelMode.AFTER_TURN);
        }
      }
      assertSame(other, run.lastAgent());
      assertEquals(null, run.finalOutput());
    }
    assertEquals(List.of(), billing.requests);
  }

  @Test
  void twoHandoffsOfOneNameAreRefusedBeforeTheModelIsAsked() {
    ScriptedModel triage = play();
    Agent one = named("Lost & found", play()).build();
    Agent other = named("lost + found", play()).build();
    Agent first = named("Triage", triage).handoff(one).handoff(other).build();

    var error = assertThrows(UserError.class, () -> Runner.runSync(first, "Hi"));
    assertEquals(
        "Agent Triage has two tools or handoffs of one name: "
            + "[transfer_to_lost___found, transfer_to_lost___found]. Rename one.",
        error.getMessage());
    assertEquals(List.of(), triage.requests);
  }
}
