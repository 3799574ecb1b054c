package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) throws IOException {
    String stream = "data: a||: comment|event: x|data:b|data: c|id: 1||||data: d||";
    assertEquals(List.of("a", "b\nc", "d"), read(stream.replace("|", end)));
  }

  @Test
  void oneLeadingSpaceIsNotPartOfTheData() throws IOException {
    assertEquals(List.of(" a ", "b"), read("data:  a \n\ndata:b\n\n"));
  }

  @Test
  void theLastEventMayLackItsBlankLineAndItsLineEnd() throws IOException {
    assertEquals(List.of("a", "b"), read("data: a\n\ndata: b"));
  }

  @Test
  void aByteOrderMarkAndEmptyDataDoNotMatter() throws IOException {
    assertEquals(List.of("a"), read("\uFEFFdata: a\n\ndata:\n\ndata: \n\n"));
  }

  @Test
  void anErrorIsKnownByItsFieldOrItsEventsName() throws IOException {
    assertEquals(List.of("{\"error\":{\"message\":1}}"), read("error: {\"message\":1}\n\n"));
    assertEquals(
        List.of("{\"error\":{\"message\":1}}"), read("event: error\ndata: {\"message\":1}"));
    assertEquals(List.of("{\"error\":2}"), read("event: error\ndata: {\"error\":2}\n\n"));
  }

  @Test
  void unknownFieldsAreIgnored() throws IOException {
    assertEquals(List.of("a"), read("id: 1\nwho: knows\ndata: a\n\n"));
  }

  @Test
  void aPageIsNoStream() {
    String page = "<html>\n<body>Bad gateway</body></html>";
    assertEquals(
        "The server sent a web page instead of an answer. Is the base URL right?"
            + " Is there a proxy or a login page on the way? It says: "
            + page,
        assertThrows(UnreadableAnswer.class, () -> read(page)).getMessage());
  }

  private static List<String> read(String stream) throws IOException {
    ServerSentEvents events = new ServerSentEvents(new Body(stream), () -> {}, () -> {});
    List<String> all = new ArrayList<>();
    for (byte[] data; (data = events.next()) != null; ) {
      all.add(new String(data, StandardCharsets.UTF_8));
    }
    return all;
  }
}
