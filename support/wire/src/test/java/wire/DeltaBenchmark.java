package wire;

import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What one delta costs here, beside what the SDK does with it: CPU time of the reading thread, in
 * microseconds, medians of interleaved rounds. Run it by its main method; it is not a test.
 */
final class DeltaBenchmark {
  private static final int DELTAS = 20_000;
  private static final int ROUNDS = 15;
  private static int sink;

  private DeltaBenchmark() {}

  private interface Work {
    void run() throws IOException;
  }

  public static void main(String[] args) throws IOException {
    String event =
        Api.event(
            "{'type':'response.output_text.delta','sequence_number':5,'item_id':'msg_68a1b2c3d4e5f6',"
                + "'output_index':0,'content_index':0,'delta':' word','logprobs':[],"
                + "'obfuscation':'AbCdEfGh'}");
    String chunk =
        Api.event(
            "{'id':'chatcmpl-Abc123','object':'chat.completion.chunk','created':1700000000,"
                + "'model':'gpt-4.1-mini','service_tier':'default','system_fingerprint':'fp_1',"
                + "'choices':[{'index':0,'delta':{'content':' word'},'logprobs':null,"
                + "'finish_reason':null}],'usage':null,'obfuscation':'AbCdEfGh'}");
    compare(
        "Responses",
        () -> read(new ResponsesReader(DeltaBenchmark::take), event, Api.RESPONSES),
        () -> readBare(event, ResponseStreamEvent.class));
    compare(
        "Chat",
        () -> read(new ChatChunkReader(DeltaBenchmark::take, "here"), chunk, Api.CHAT),
        () -> readBare(chunk, ChatCompletionChunk.class));
  }

  private static void take(List<ResponseStreamEvent> events) {
    sink += events.size();
  }

  private static void read(AnswerReader reader, String delta, Api api) throws IOException {
    reader.readStream(new Body(delta.repeat(DELTAS) + api.end("'x'")));
  }

  /** As the SDK's own handler of streams does it: line by line, and each as JSON of the type. */
  private static void readBare(String delta, Class<?> type) throws IOException {
    var lines =
        new BufferedReader(
            new InputStreamReader(new Body(delta.repeat(DELTAS)).body(), StandardCharsets.UTF_8));
    var mapper = ObjectMappers.jsonMapper();
    for (String line; (line = lines.readLine()) != null; ) {
      if (line.startsWith("data: ")) {
        var json = mapper.readTree(line.substring(6));
        sink += mapper.convertValue(json, type) == null ? 0 : 1;
      }
    }
  }

  private static void compare(String api, Work ours, Work bare) throws IOException {
    double[] mine = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      mine[round] = micros(ours);
      theirs[round] = micros(bare);
    }
    Arrays.sort(mine);
    Arrays.sort(theirs);
    System.out.printf(
        "%-10s here %.2f µs, the SDK %.2f µs, ratio %.2f%n",
        api, mine[ROUNDS / 2], theirs[ROUNDS / 2], theirs[ROUNDS / 2] / mine[ROUNDS / 2]);
  }

  private static double micros(Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - before) / 1000.0 / DELTAS;
  }
}
