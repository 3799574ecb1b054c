package streamingweb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests that are almost right: good ones in which a few bytes are changed. */
final class Fuzz {
  private static final List<String> GOOD =
      List.of(
          "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /api/chats/main HTTP/1.1\r\nHost: localhost\r\nCookie: chat=123456789012345678901234\r\n\r\n",
          "GET /api/agent/stream/main/stream HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /chat/stream?message=Hello%20you HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "DELETE /api/chats/main HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /ws/chat HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
              + "\u0081\u0085\0\0\0\0Hello",
          post("POST /api/agent/stream", "application/json", "{\"input\":\"Hello\",\"id\":\"a\"}"),
          post("POST /api/agent/stream", "application/json;charset=bogus", "{\"input\":\"Hello\"}"),
          post(
              "POST /api/agent/stream", "application/json", "{\"messages\":[{\"role\":\"user\"}]}"),
          post("PATCH /api/chats/main", "application/json; charset=utf-8", "{\"title\":\"é\"}"),
          "POST /api/agent/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "1f\r\n{\"input\":\"Hello\",\"messageId\":1}\r\n0\r\n\r\n");
  private static final List<String> BITS =
      List.of(
          "\r\n",
          "\0",
          "%",
          "%00",
          "..",
          "\"",
          "{",
          "[",
          "\\u",
          "\u00ff",
          ":",
          ";",
          "99999999999",
          " ",
          "é");

  private Fuzz() {}

  private static String post(String line, String type, String body) {
    return "%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(line, type, body.length(), body);
  }

  static byte[] request(Random random) {
    String good = GOOD.get(random.nextInt(GOOD.size()));
    byte[] request = good.getBytes(StandardCharsets.ISO_8859_1);
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      request = changed(request, random);
    }
    return request;
  }

  private static byte[] changed(byte[] request, Random random) {
    int at = random.nextInt(request.length);
    int length = random.nextInt(Math.min(20, request.length - at) + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(request, 0, at);
    switch (random.nextInt(5)) {
      case 0 -> at += length; // left out
      case 1 -> out.write(request, at, length); // twice
      case 2 -> out.write(random.nextInt(256));
      case 3 ->
          out.writeBytes(BITS.get(random.nextInt(BITS.size())).getBytes(StandardCharsets.UTF_8));
      default -> at = random.nextBoolean() ? request.length : at; // it breaks off
    }
    out.write(request, at, request.length - at);
    return out.size() == 0 ? request : out.toByteArray();
  }
}
