package runasyncstreaming;

import agents.OpenAIDefaults;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.errors.OpenAIIoException;
import com.openai.models.responses.ResponseCreateParams;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** Shows the frames that the service sends, and beside each the text that it brings. */
public final class Wire {
  private static final int FIRST = 8;
  private static final int LAST = 4;

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    String question = "Explain recursion in one sentence.";
    var params = ResponseCreateParams.builder().model(OpenAIDefaults.model());
    params.instructions(instructions).input(question);

    // The SDK itself, since an agent's events are these frames after they have been read.
    var responses = OpenAIDefaults.client().responses().withRawResponse();
    long start = System.nanoTime();
    List<String> frames = new ArrayList<>();
    try (var http = responses.createStreaming(params.build())) {
      var body = new InputStreamReader(http.body(), StandardCharsets.UTF_8);
      BufferedReader lines = new BufferedReader(body);
      for (String frame; !(frame = nextFrame(lines)).isEmpty(); ) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        frames.add(millis + " ms\n" + frame);
        if (frames.size() <= FIRST) {
          System.out.println(frames.get(frames.size() - 1));
        }
      }
    } catch (IOException e) {
      throw new OpenAIIoException("The stream broke off.", e);
    }
    int leftOut = Math.max(0, frames.size() - FIRST - LAST);
    System.out.println("... " + leftOut + " frames left out ...\n");
    frames.stream().skip(FIRST + leftOut).forEach(System.out::println);
  }

  /** Some lines and, to end them, an empty one. */
  private static String nextFrame(BufferedReader lines) throws IOException {
    StringBuilder frame = new StringBuilder();
    for (String line; (line = lines.readLine()) != null && !line.isEmpty(); ) {
      String shown = line.length() > 60 ? line.substring(0, 57) + "..." : line;
      frame.append("%-60s  %s".formatted(shown, text(line)).stripTrailing()).append("\n");
    }
    return frame.toString();
  }

  private static String text(String line) throws IOException {
    if (!line.startsWith("data: {") || !line.contains("response.output_text.delta")) {
      return "";
    }
    return new JsonMapper().readTree(line.substring(6)).path("delta").toString();
  }
}
