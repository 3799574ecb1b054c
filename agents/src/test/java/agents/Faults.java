package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can go wrong with an HTTP answer, each with what has to come of it. */
final class Faults {

  /** How a request came: over which API, and whether for a stream. */
  record Asked(String api, boolean streamed) {}

  /**
   * A way in which a server misbehaves.
   *
   * @param answer the bytes that it sends, headers included, to a request
   * @param stalls whether it then keeps the connection open, and silent
   * @param outcome what the run throws; null if there has to be an answer
   * @param phrase what its message, or the answer, contains
   */
  record Fault(
      String name,
      Function<Asked, byte[]> answer,
      boolean stalls,
      Class<? extends AgentsException> outcome,
      String phrase) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Class<ModelCallError> CALL = ModelCallError.class;
  private static final Class<ModelBehaviorError> BEHAVIOR = ModelBehaviorError.class;
  private static final String LEAK = "your key sk-secret and sk-abcdefghijklmnop were seen";

  private final List<Fault> all = new ArrayList<>();

  private Faults() {}

  static List<Fault> all() {
    Faults faults = new Faults();
    faults.refusals();
    faults.otherAnswers();
    faults.cutAnswers();
    faults.brokenStreams();
    faults.brokenConnections();
    faults.strangeButRight();
    return faults.all;
  }

  private void refusals() {
    for (int status : List.of(400, 405, 409, 415, 418, 422)) {
      refusal(status, "did not accept");
    }
    refusal(401, "refused the API key");
    refusal(402, "Add credit");
    refusal(403, "does not allow");
    refusal(404, "Check the base URL");
    refusal(407, "A proxy on the way");
    refusal(413, "Send less");
    refusal(429, "Too many requests");
    for (int status : List.of(500, 502, 503, 504, 529)) {
      refusal(status, "in trouble");
    }
    for (int status : List.of(301, 302, 303, 307, 308)) {
      add("redirect " + status, asked -> http(status, "Location: /other\r\n", ""), false, CALL, "");
    }
  }

  private void refusal(int status, String phrase) {
    String error = "{\"error\":{\"message\":\"No. " + LEAK + "\",\"type\":\"t\",\"code\":\"c\"}}";
    add("status " + status, asked -> json(status, error), false, CALL, phrase);
    String html = "<html><body><h1>No</h1>" + LEAK + "</body></html>";
    add("page " + status, asked -> html(status, html), false, CALL, phrase);
  }

  private void otherAnswers() {
    add(
        "a web page",
        asked -> html(200, "<html>Hello " + LEAK + "</html>"),
        false,
        BEHAVIOR,
        "web page");
    add("empty body", asked -> json(200, ""), false, AgentsException.class, "");
    for (String body : List.of("null", "[]", "{}", "\"hi\"", "42", "true", "nonsense")) {
      add("only " + body, asked -> json(200, body), false, AgentsException.class, "");
    }
    String error = "{\"error\":{\"message\":\"Out of ideas, " + LEAK + "\"}}";
    add("JSON error", asked -> json(200, error), false, BEHAVIOR, "Out of ideas");
    add("error array", asked -> json(200, "[" + error + "]"), false, BEHAVIOR, "Out of ideas");
    add("error text", asked -> json(200, "{\"error\":\"Out of ideas\"}"), false, BEHAVIOR, "ideas");
    stream("error event", "data: " + error + "\n\n", json(200, error), "ideas");
  }

  private void cutAnswers() {
    add("cut at max_tokens", asked -> ended(asked, "max_output_tokens", "length"), "max_tokens");
    add("filtered", asked -> ended(asked, "content_filter", "content_filter"), "content filter");
    add("failed", asked -> ended(asked, "error", "error"), "not completed");
    add("nothing said", asked -> said(asked, "", "stop"), "said nothing");
    add("only thoughts", Faults::onlyThoughts, "it only thought");
    add("only [DONE]", asked -> asked.streamed ? sse("data: [DONE]\n\n") : json(200, "{}"), "");
  }

  private void brokenStreams() {
    add("stream ends early", asked -> begun(asked, ""), false, CALL, "broke off");
    add("ends in an event", asked -> begun(asked, "data: {\"id\":\"c"), false, CALL, "broke off");
    add("ends in a letter", asked -> begun(asked, "data: \u00c3"), false, CALL, "broke off");
    add("not UTF-8", asked -> damaged(said(asked, "voil\u00e0", "stop")), "not text in UTF-8");
    stream("not JSON", "data: {oops}\n\n", json(200, "{oops}"), "not JSON");
    stream("not events", "<p>Maintenance</p>\n\n", html(200, "<p>Maintenance</p>"), "web page");
    add("a number", asked -> begun(asked, "data: 42\n\n"), false, AgentsException.class, "");
    add("a null", asked -> begun(asked, "data: null\n\n"), false, AgentsException.class, "");
  }

  private void brokenConnections() {
    add("hangs up", asked -> new byte[0], false, CALL, "");
    add("not HTTP", asked -> bytes("SSH-2.0-OpenSSH_9\r\n"), false, CALL, "");
    add("half a head", asked -> bytes("HTTP/1.1 200 OK\r\nContent-Ty"), false, CALL, "");
    add(
        "not gzip",
        asked -> http(200, "Content-Encoding: gzip\r\n", "not compressed"),
        false,
        CALL,
        "unpacked");
    add(
        "bad chunk",
        asked -> bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        false,
        CALL,
        "");
    add("half a body", asked -> bytes(head("application/json", 99) + "{\"id\":"), false, CALL, "");
    add("silence", asked -> new byte[0], true, CALL, "Waited too long");
    add("silent body", asked -> bytes(head("text/event-stream", 0)), true, CALL, "Waited");
    add("silence midway", asked -> begun(asked, ""), true, CALL, "Waited");
  }

  /** Odd, and yet an answer: each has to be read as "Hello you". */
  private void strangeButRight() {
    answer("as documented", asked -> said(asked, "Hello you", "stop"));
    answer("CRLF", asked -> edited(asked, text -> text.replace("\n", "\r\n")));
    answer("CR", asked -> edited(asked, text -> text.replace("\n", "\r")));
    answer(
        "comments",
        asked -> edited(asked, text -> ": ping\n\n" + text.replace("\n\n", "\n\n: \n")));
    answer("byte order mark", asked -> edited(asked, text -> "\uFEFF" + text));
    answer("no space", asked -> edited(asked, text -> text.replace("data: ", "data:")));
    answer("no [DONE]", asked -> edited(asked, text -> text.replace("data: [DONE]\n\n", "")));
    answer("no last line", asked -> edited(asked, String::stripTrailing));
    answer("ids", asked -> edited(asked, text -> text.replace("data: ", "id: 7\ndata: ")));
    answer("retry", asked -> edited(asked, text -> "retry: 10\n\n" + text));
    answer("keepalive", asked -> edited(asked, text -> "event: ping\n\n" + text));
    answer("more after the end", asked -> edited(asked, text -> text + "data: {oops\n\n"));
    answer("breaks after the end", asked -> edited(asked, text -> text + "data: {\"a"));
    add("separators", asked -> said(asked, "A\u2028B\u2029C\u0085D", "stop"), false, null, "A");
    add("emoji", asked -> said(asked, "Hello \ud83d\ude00", "stop"), false, null, "\ud83d\ude00");
  }

  // How answers look.

  /** A whole answer, or its events, with this text. */
  private static byte[] said(Asked asked, String text, String finish) {
    return edited(asked, text, finish, events -> events);
  }

  private static byte[] edited(Asked asked, Function<String, String> edit) {
    return edited(asked, "Hello you", "stop", edit);
  }

  private static byte[] edited(
      Asked asked, String text, String finish, Function<String, String> edit) {
    var turn = text.isEmpty() ? turn() : turn(text(text));
    if (!asked.streamed) {
      String whole =
          asked.api.equals("responses")
              ? ScriptedModel.response(1, turn).toString()
              : "{'choices':[{'index':0,'finish_reason':'%s','message':{'content':'%s'}}]}"
                  .replace('\'', '"')
                  .formatted(finish, text);
      return json(200, whole);
    }
    String events =
        asked.api.equals("responses")
            ? Http.frames(Http.events(1, turn).stream())
            : Http.frames(
                Stream.of(
                    Http.chunk("{'content':'" + text + "'}"),
                    Http.chunk("{}", "'" + finish + "'"),
                    "[DONE]"));
    return sse(edit.apply(events));
  }

  /** The same bytes, but for each that begins an accented letter. */
  private static byte[] damaged(byte[] answer) {
    for (int i = 0; i < answer.length; i++) {
      answer[i] = answer[i] == (byte) 0xC3 ? (byte) 0xFF : answer[i];
    }
    return answer;
  }

  /** A complete answer in which the model has thought and said nothing. */
  private static byte[] onlyThoughts(Asked asked) {
    if (asked.api.equals("responses")) {
      String response =
          "{\"status\":\"completed\",\"output\":[{\"type\":\"reasoning\",\"id\":\"rs\",\"summary\":[]}]}";
      String event = "{\"type\":\"response.completed\",\"response\":" + response + "}";
      return asked.streamed ? sse("data: " + event + "\n\n") : json(200, response);
    }
    String thought = "{'reasoning_content':'Hm.'}";
    String whole = "{'choices':[{'index':0,'finish_reason':'stop','message':" + thought + "}]}";
    return asked.streamed
        ? sse(Http.frames(Stream.of(Http.chunk(thought), Http.chunk("{}", "'stop'"))))
        : json(200, whole.replace('\'', '"'));
  }

  /** An answer that says itself that it isn't complete. */
  private static byte[] ended(Asked asked, String reason, String finish) {
    if (asked.api.equals("chat")) {
      return said(asked, "Hello ", finish);
    }
    String response =
        "{'id':'r','object':'response','created_at':0,'model':'m','status':'%s','output':["
                .formatted(reason.equals("error") ? "failed" : "incomplete")
            + "{'type':'message','id':'m','role':'assistant','status':'incomplete','content':["
            + "{'type':'output_text','text':'Hello ','annotations':[]}]}],"
            + "'incomplete_details':{'reason':'"
            + reason
            + "'}}";
    String type = reason.equals("error") ? "response.failed" : "response.incomplete";
    String event = "{'type':'" + type + "','sequence_number':9,'response':" + response + "}";
    return asked.streamed
        ? sse(beginning(asked) + "data: " + event.replace('\'', '"') + "\n\n")
        : json(200, response.replace('\'', '"'));
  }

  /** A stream that says "Hello " and goes on like this; or the first half of a whole answer. */
  private static byte[] begun(Asked asked, String rest) {
    return asked.streamed
        ? bytes(head("text/event-stream", 0) + beginning(asked) + rest)
        : bytes(head("application/json", 9999) + "{\"id\":\"r\",\"object\":\"resp");
  }

  static String beginning(Asked asked) {
    return asked.api.equals("chat")
        ? Http.frames(Stream.of(Http.chunk("{'content':'Hello '}")))
        : Http.frames(Http.events(1, turn(text("Hello you"))).stream().limit(5));
  }

  /** The call of a tool, and nothing wrong with it. */
  static byte[] toolCall(Asked asked) {
    if (asked.api.equals("responses")) {
      return sse(Http.frames(Http.events(1, turn(call("press", "{}"))).stream()));
    }
    String call =
        "{'tool_calls':[{'index':0,'id':'c','function':{'name':'press','arguments':'{}'}}]}";
    return sse(
        Http.frames(Stream.of(Http.chunk(call), Http.chunk("{}", "'tool_calls'"), "[DONE]")));
  }

  private static byte[] sse(String events) {
    return bytes(head("text/event-stream", 0) + events);
  }

  private static byte[] json(int status, String body) {
    return http(status, "Content-Type: application/json\r\n", body);
  }

  private static byte[] html(int status, String body) {
    return http(status, "Content-Type: text/html\r\n", body);
  }

  private static byte[] http(int status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return bytes(
        "HTTP/1.1 %d Status\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, headers, length, body));
  }

  private static String head(String type, int length) {
    String size = length > 0 ? "Content-Length: " + length + "\r\n" : "";
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + size + "Connection: close\r\n\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void add(String name, Function<Asked, byte[]> answer, String phrase) {
    add(name, answer, false, BEHAVIOR, phrase);
  }

  /** A stream that goes on like this after "Hello ", and the whole answer that is like it. */
  private void stream(String name, String rest, byte[] whole, String phrase) {
    add(name, asked -> asked.streamed ? begun(asked, rest) : whole, phrase);
  }

  private void answer(String name, Function<Asked, byte[]> answer) {
    add(name, answer, false, null, "Hello you");
  }

  private void add(
      String name,
      Function<Asked, byte[]> answer,
      boolean stalls,
      Class<? extends AgentsException> outcome,
      String phrase) {
    all.add(new Fault(name, answer, stalls, outcome, phrase));
  }
}
