package streamingweb;

import agents.RunItem;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.ReasoningItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** What has been written of an answer so far, as its client has been told. */
final class Draft {
  private final List<RunItem> items = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private int length;

  void add(StreamEvent event) {
    if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
      String delta = raw.data().asOutputTextDelta().delta();
      partial.append(delta);
      length += delta.length();
    } else if (event instanceof RunItemStreamEvent run) {
      items.add(run.item());
      if (run.item() instanceof MessageOutputItem) {
        partial.setLength(0); // the item has that text
      } else if (run.item() instanceof ToolCallOutputItem tool) {
        length += String.valueOf(tool.output()).length();
      }
    }
  }

  /** The characters of its texts and tool outputs. */
  int length() {
    return length;
  }

  Message answer(String id, String status) {
    List<RunItem> kept = status.equals("complete") ? items : finished();
    List<ResponseInputItem> input = kept.stream().map(RunItem::toInputItem).toList();
    return Message.answer(id, status, input, partial.toString());
  }

  /** Without calls that have no output, and thoughts that led to nothing: services refuse them. */
  private List<RunItem> finished() {
    int open = 0;
    int end = 0;
    for (int i = 0; i < items.size(); i++) {
      RunItem item = items.get(i);
      open += item instanceof ToolCallItem ? 1 : item instanceof ToolCallOutputItem ? -1 : 0;
      end = open == 0 && !(item instanceof ReasoningItem) ? i + 1 : end;
    }
    return items.subList(0, end);
  }
}
