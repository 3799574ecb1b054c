package wire;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The two APIs, with the bytes that say something on each; single quotes stand for double ones. */
enum Api {
  RESPONSES {
    @Override
    AnswerReader reader(Consumer<List<ResponseStreamEvent>> events) {
      return new ResponsesReader(events);
    }

    @Override
    String delta(String json) {
      return event("{'type':'response.output_text.delta','item_id':'m','delta':" + json + "}");
    }

    @Override
    String end(String json) {
      return event("{'type':'response.completed','response':" + whole(json) + "}");
    }

    @Override
    String whole(String json) {
      return ("{'id':'r','status':'completed','output':[{'type':'message','id':'m','content':["
              + "{'type':'output_text','text':"
              + json
              + "}]}],'usage':{'input_tokens':7,'output_tokens':5}}")
          .replace('\'', '"');
    }
  },
  CHAT {
    @Override
    AnswerReader reader(Consumer<List<ResponseStreamEvent>> events) {
      return new ChatChunkReader(events, "here");
    }

    @Override
    String delta(String json) {
      return event("{'id':'c','choices':[{'index':0,'delta':{'content':" + json + "}}]}");
    }

    @Override
    String end(String json) {
      return event("{'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");
    }

    @Override
    String whole(String json) {
      return ("{'id':'c','choices':[{'index':0,'finish_reason':'stop','message':{'content':"
              + json
              + "}}],'usage':{'prompt_tokens':7,'completion_tokens':5}}")
          .replace('\'', '"');
    }
  };

  abstract AnswerReader reader(Consumer<List<ResponseStreamEvent>> events);

  /** An event that adds a text, which is a JSON string. */
  abstract String delta(String json);

  /** The events that end an answer with this text in all. */
  abstract String end(String json);

  /** A whole answer with this text. */
  abstract String whole(String json);

  static String event(String json) {
    return "data: " + json.replace('\'', '"') + "\n\n";
  }

  /** A stream that says this in one delta. */
  String stream(String json) {
    return delta("''") + delta(json) + end(json);
  }

  Response readStream(String stream) throws IOException {
    return readStream(stream.getBytes(StandardCharsets.UTF_8));
  }

  Response readStream(byte[] stream) throws IOException {
    return reader(event -> {}).readStream(new Body(stream));
  }

  Response readWhole(String body) throws IOException {
    return reader(event -> {}).readWhole(new Body(body));
  }

  /** The text of the deltas of a stream. */
  String deltas(Body body) throws IOException {
    StringBuilder text = new StringBuilder();
    reader(events -> text.append(deltas(events))).readStream(body);
    return text.toString();
  }

  static String deltas(List<ResponseStreamEvent> events) {
    return events.stream()
        .flatMap(event -> event.outputTextDelta().stream())
        .map(ResponseTextDeltaEvent::delta)
        .collect(Collectors.joining());
  }

  static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(part -> part.outputText().stream())
        .map(ResponseOutputText::text)
        .collect(Collectors.joining());
  }
}
