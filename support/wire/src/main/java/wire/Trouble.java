package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseOutputItem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in one line what went wrong between here and a model, and what to do about it. */
public final class Trouble {
  private static final int LONGEST_LINE = 400;

  private Trouble() {}

  /**
   * Explains a failure in one line without keys.
   *
   * @param failure what was thrown, by the SDK or while its response was read
   * @param model the model that was called, as "model at host"
   */
  public static String explain(Exception failure, String model) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OpenAIServiceException refusal) {
        return oneLine(explain(refusal, model));
      }
      if (cause instanceof UnreadableAnswer) {
        return oneLine(model + ": " + cause.getMessage());
      }
      if (cause instanceof IOException broken) {
        return oneLine(explain(broken, model));
      }
      if (String.valueOf(cause.getMessage()).matches("(?s)Unexpected char .* value.*")) {
        return "The API key for "
            + model
            + " contains a character that no key has, such as an ellipsis or a line break:"
            + " copy the whole key again.";
      }
    }
    return oneLine("The answer of " + model + " cannot be read: " + failure);
  }

  /**
   * Explains in one line why a response is not an answer. Returns empty if it is one.
   *
   * @param maxTokens the limit of tokens in the request, if it had one
   */
  public static Optional<String> inAnswer(
      Response response, String model, Optional<Object> maxTokens) {
    String status = response._status().asKnown().map(s -> s.asString()).orElse("completed");
    String reason =
        response
            ._incompleteDetails()
            .asKnown()
            .flatMap(details -> details._reason().asKnown())
            .map(known -> known.asString())
            .orElse(status);
    String problem =
        switch (status) {
          case "incomplete" -> explainCut(reason, maxTokens);
          case "failed", "cancelled", "queued", "in_progress" ->
              "The answer was not completed (" + status + "). Try again.";
          default -> explainSilence(response.output());
        };
    return problem.isEmpty() ? Optional.empty() : Optional.of(oneLine(model + ": " + problem));
  }

  private static String explainCut(String reason, Optional<Object> maxTokens) {
    return switch (reason) {
      case "max_output_tokens" ->
          "The answer was cut at max_tokens: allow more"
              + maxTokens.map(limit -> " than " + limit).orElse(", or ask for a shorter answer")
              + ".";
      case "content_filter" ->
          "The provider's content filter stopped the answer: ask in other words.";
      default -> "The answer was not completed (" + reason + "). Try again.";
    };
  }

  /** Returns what to say if the answer has nothing but reasoning in it, or nothing at all. */
  private static String explainSilence(List<ResponseOutputItem> output) {
    String what = output.isEmpty() ? " at all" : ", it only thought";
    boolean silent = output.stream().allMatch(ResponseOutputItem::isReasoning);
    return silent ? "The model said nothing" + what + ". Ask again." : "";
  }

  private static String explain(OpenAIServiceException refusal, String model) {
    int status = refusal.statusCode();
    String said = " (" + status + ": " + reason(refusal) + ")";
    String advice =
        switch (status) {
          case 401 -> " refused the API key: put a valid one into .env or the environment.";
          case 402 -> " wants payment first: add credit to your account.";
          case 403 -> " does not allow this with your API key.";
          case 404 -> " was not found: check the model's name, the base URL and OPENAI_API.";
          case 407 ->
              " is behind a proxy that wants a password: see \"Behind a proxy\" in docs/setup.md.";
          case 413 -> " cannot take that much: send less, or begin a new conversation.";
          case 429 ->
              " has no quota left for you, or wants you to slow down" + delay(refusal) + ".";
          default ->
              status < 400
                  ? " redirects to another address" + location(refusal) + ": is the base URL right?"
                  : status < 500 ? " did not accept the request." : " is in trouble: try later.";
        };
    return model + advice + said;
  }

  private static String location(OpenAIServiceException refusal) {
    String where = String.join("", refusal.headers().values("Location"));
    return where.isEmpty() ? "" : ", " + where;
  }

  /** Returns the server's message. If the SDK found none, it quotes the whole body. */
  private static String reason(OpenAIServiceException refusal) {
    String said = String.valueOf(refusal.getMessage()).replaceFirst("^\\d+: ", "");
    if (said.equals("Unknown")
        && refusal.headers().values("Content-Type").toString().contains("html")) {
      return "a web page, not an answer of an API; is the base URL right, is there a proxy?";
    }
    return said.matches("(?s)[\\[{\"].*") ? messageIn(said) : said;
  }

  private static String messageIn(String body) {
    try {
      JsonNode json = Json.parse(body);
      JsonNode bare = json.isArray() ? json.path(0) : json;
      return Stream.of("", "/error/message", "/error", "/message", "/detail")
          .map(path -> Json.string(bare, path))
          .filter(message -> !message.isEmpty())
          .findFirst()
          .orElse(body);
    } catch (IllegalArgumentException e) {
      return body;
    }
  }

  /** Says when to try again, if the server does: in a header or, like Gemini, in the body. */
  private static String delay(OpenAIServiceException refusal) {
    String header = String.join("", refusal.headers().values("Retry-After"));
    String seconds = header.matches("[1-9]\\d*") ? header + "s" : "";
    if (!refusal.body().isMissing()) {
      JsonNode body = Json.MAPPER.valueToTree(refusal.body());
      seconds = body.findPath("retryDelay").asText(seconds);
    }
    return seconds.isEmpty() ? "" : ": try again in " + seconds;
  }

  private static String explain(IOException broken, String model) {
    String said = String.valueOf(broken.getMessage());
    if (broken instanceof UnknownHostException) {
      return "Cannot find the host of " + model + ". Is there a network? Is the base URL right?";
    }
    if (broken instanceof ConnectException || broken instanceof NoRouteToHostException) {
      return "Cannot connect to " + model + ". Is it running? Is the base URL right?";
    }
    if (broken instanceof SSLException) {
      return "Cannot connect securely to " + model + ": " + explainTls(broken, said);
    }
    if (broken instanceof InterruptedIOException) {
      return "Waited too long for " + model + ". Try again later.";
    }
    if (said.contains("proxy") || said.contains("CONNECT")) {
      return "The proxy on the way to "
          + model
          + " wants a password or refuses the connection ("
          + said
          + "). See \"Behind a proxy\" in docs/setup.md.";
    }
    if (broken instanceof ZipException || said.contains("gzip") || said.contains("ID1ID2")) {
      return "The answer of "
          + model
          + " is damaged: it says that it is compressed, and cannot be unpacked ("
          + said
          + "). Is there a proxy on the way?";
    }
    if (broken instanceof ProtocolException && said.contains("status line")) {
      return model + " does not speak HTTP. Is the base URL right? Is it https, not http?";
    }
    if (said.startsWith("redirected to ")) {
      return model + " was " + said + ": put that address into the base URL, if you trust it.";
    }
    String how = broken.getMessage() == null ? "" : " (" + said + ")";
    return "The connection to " + model + " broke off" + how + ". Try again.";
  }

  private static String explainTls(IOException broken, String said) {
    if (said.contains("PKIX") || said.contains("certificate") || said.contains("CertPath")) {
      return "Java does not trust its certificate. In a school or company, a proxy often puts its"
          + " own in place: see \"Behind a proxy\" in docs/setup.md.";
    }
    if (broken instanceof SSLPeerUnverifiedException) {
      return "its certificate is for another host. Is the base URL right?";
    }
    return said.contains("unrecognized SSL") || said.contains("plaintext")
        ? "it speaks plain HTTP. Let the base URL begin with http:// instead of https://."
        : said + ". Is the base URL right? Is there a proxy?";
  }

  /** Removes markup, line breaks and keys, because some servers repeat a key in their message. */
  private static String oneLine(String text) {
    String line = Keys.hide(text).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    String safe = Keys.hide(line);
    return safe.length() > LONGEST_LINE ? safe.substring(0, LONGEST_LINE) + "..." : safe;
  }
}
