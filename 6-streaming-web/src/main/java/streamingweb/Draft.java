package streamingweb;

import agents.RunItem;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been written of an answer so far, and added to its log. */
final class Draft {
  private final List<RunItem> items = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private int length;
  private boolean changed;

  synchronized void add(StreamEvent event) {
    if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
      String delta = raw.data().asOutputTextDelta().delta();
      partial.append(delta);
      length += delta.length();
      changed = true;
    } else if (event instanceof RunItemStreamEvent run) {
      items.add(run.item());
      changed = true;
      if (run.item() instanceof MessageOutputItem) {
        partial.setLength(0); // the item has that text
      } else if (run.item() instanceof ToolCallOutputItem tool) {
        length += String.valueOf(tool.output()).length();
      }
    }
  }

  /** The characters of its texts and tool outputs. */
  synchronized int length() {
    return length;
  }

  synchronized Message answer(String id, String status) {
    List<ResponseInputItem> input = items.stream().map(RunItem::toInputItem).toList();
    return Message.answer(id, status, input, partial.toString());
  }

  /** Returns the answer as it is now, if there is more of it than the last time. */
  synchronized Optional<Message> news(String id) {
    Optional<Message> news = changed ? Optional.of(answer(id, Message.WRITING)) : Optional.empty();
    changed = false;
    return news;
  }
}
