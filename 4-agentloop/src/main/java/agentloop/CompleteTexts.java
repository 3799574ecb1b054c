package agentloop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds what can be used of JSON that breaks off: the texts that are complete. */
final class CompleteTexts {
  private CompleteTexts() {}

  static List<String> in(String json) {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token == JsonToken.VALUE_STRING) {
          texts.add(parser.getText());
        }
        token = parser.nextToken();
      }
    } catch (IOException e) {
      // Here the JSON breaks off, as was to be expected.
    }
    return texts;
  }
}
