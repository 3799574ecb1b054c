package agentloop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the complete strings in JSON that breaks off. */
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
      // Expected: here the JSON breaks off.
    }
    return texts;
  }
}
