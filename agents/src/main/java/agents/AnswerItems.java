package agents;

import agents.RunItem.HandoffCallItem;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.OtherItem;
import agents.RunItem.ReasoningItem;
import agents.RunItem.ToolCallItem;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Turns a model's answer into items of the run. */
final class AnswerItems {
  private AnswerItems() {}

  /**
   * Returns the parts of the answer as items, in order.
   *
   * @throws ModelBehaviorError if a part of it makes no sense
   */
  static List<RunItem> of(Response response, Agent agent, Model model) {
    Set<String> ids = new HashSet<>();
    try {
      return response.output().stream()
          .filter(Objects::nonNull)
          .map(item -> item(item, agent, ids))
          .toList();
    } catch (AgentsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ModelBehaviorError(
          model + " sent an answer with parts that make no sense. Try again, or another model.", e);
    }
  }

  private static RunItem item(ResponseOutputItem item, Agent agent, Set<String> ids) {
    return item.message()
        .<RunItem>map(MessageOutputItem::new)
        .or(() -> item.functionCall().map(call -> call(call, agent, ids)))
        .or(() -> item.reasoning().map(ReasoningItem::new))
        .orElseGet(() -> new OtherItem(item));
  }

  /** Some servers give all calls the same id. Then nobody could tell whose output is whose. */
  private static RunItem call(ResponseFunctionToolCall raw, Agent agent, Set<String> ids) {
    ToolCallItem sent = ToolCallItem.of(raw);
    String id = sent.rawItem().callId() + "_" + ids.size();
    ToolCallItem call =
        ids.add(sent.rawItem().callId())
            ? sent
            : new ToolCallItem(sent.rawItem().toBuilder().callId(id).id("fc_" + id).build());
    return agent.handoffs.stream()
        .filter(handoff -> handoff.toolName().equals(call.name()))
        .findFirst()
        .<RunItem>map(handoff -> new HandoffCallItem(call.rawItem(), handoff))
        .orElse(call);
  }
}
