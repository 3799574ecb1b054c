package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
  private static final int LONGEST_LINE = 500;

  /** How much to quote of what a server said, so that the line has room for the advice. */
  private static final int LONGEST_QUOTE = 200;

  private static final String BEHIND_A_PROXY = "See \"Behind a proxy\" in docs/setup.md.";
  private static final String RIGHT_NAME =
      "Check the name in OPENAI_MODEL, or OPENAI_BASE_URL if this should be another provider.";
  private static final String RIGHT_ADDRESS =
      "Check the base URL. Without the Responses API there, set OPENAI_API=chat_completions.";

  private Trouble() {}

  /**
   * Explains a failure in one line without keys.
   *
   * @param failure what was thrown, by the SDK or while its response was read
   * @param model the model that was called, as "model at host"
   */
  public static String explain(Exception failure, String model) {
    return oneLine(
        Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
            .limit(Keys.DEEPEST_CAUSE)
            .flatMap(cause -> explainCause(cause, model).stream())
            .findFirst()
            .orElse("The answer of " + model + " cannot be read: " + failure),
        LONGEST_LINE);
  }

  private static Optional<String> explainCause(Throwable cause, String model) {
    if (cause instanceof OpenAIServiceException refusal) {
      return Optional.of(explainRefusal(refusal, model));
    }
    if (cause instanceof UnreadableAnswer) {
      return Optional.of(model + ": " + cause.getMessage());
    }
    if (cause instanceof IOException broken && !(cause instanceof JsonProcessingException)) {
      return Optional.of(explainConnection(broken, model, String.valueOf(broken.getMessage())));
    }
    boolean wrongKey = String.valueOf(cause.getMessage()).matches("(?s)Unexpected char .* value.*");
    String problem = " contains a character that no key has, such as an ellipsis or a line break:";
    return wrongKey
        ? Optional.of("The API key for " + model + problem + " copy the whole key again.")
        : Optional.empty();
  }

  /**
   * Explains in one line why a response is not an answer. Returns empty if it is one.
   *
   * @param maxTokens the limit of tokens in the request, if it had one
   */
  public static Optional<String> inAnswer(
      Response response, String model, Optional<Object> maxTokens) {
    String status = response._status().asKnown().map(Object::toString).orElse("completed");
    var details = response._incompleteDetails().asKnown();
    var reason = details.flatMap(d -> d._reason().asKnown()).map(Object::toString);
    String problem =
        switch (status) {
          case "incomplete", "failed", "cancelled", "queued", "in_progress" ->
              explainCut(reason.orElse(status), maxTokens);
          default -> explainSilence(response.output());
        };
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(oneLine(model + ": " + problem, LONGEST_LINE));
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

  private static String explainRefusal(OpenAIServiceException refusal, String model) {
    int status = refusal.statusCode();
    JsonNode body =
        refusal.body().isMissing()
            ? MissingNode.getInstance()
            : Json.MAPPER.valueToTree(refusal.body());
    String words = oneLine(words(refusal, body), LONGEST_QUOTE).replaceFirst("\\.$", "");
    String said = " (" + status + (words.isEmpty() ? "" : ": " + words) + "). ";
    return switch (status) {
      case 401 ->
          model + " refused the API key" + said + "Put a valid one into .env or the environment.";
      case 402 -> model + " wants to be paid first" + said + "Add credit to your account.";
      case 403 ->
          model + " does not allow this with your API key" + said + "Ask for access to it there.";
      case 404 ->
          words.toLowerCase().contains("model")
              ? "No model called " + model + said + RIGHT_NAME
              : "Nothing found for " + model + said + RIGHT_ADDRESS;
      case 407 -> "A proxy on the way to " + model + " wants a password" + said + BEHIND_A_PROXY;
      case 413 ->
          model + " cannot take that much" + said + "Send less, or begin a new conversation.";
      case 429 ->
          body.findPath("code").asText().equals("insufficient_quota")
              ? "Your quota for " + model + " is used up" + said + "Add credit to your account."
              : "Too many requests to " + model + said + "Try again in " + delay(refusal, body);
      default ->
          status < 400
              ? model + " redirects" + said + "Put that address into the base URL, if you trust it."
              : status < 500
                  ? model + " did not accept the request" + said + "Change what it complains about."
                  : model + " is in trouble" + said + "Try again later.";
    };
  }

  /** Returns the server's own words, which some put where the SDK doesn't look for them. */
  private static String words(OpenAIServiceException refusal, JsonNode body) {
    var headers = refusal.headers();
    boolean page = headers.values("Content-Type").toString().contains("html");
    String location = String.join("", headers.values("Location"));
    String other = page ? location + " a web page, perhaps from a proxy on the way" : location;
    String words = body.isEmpty() ? body.asText(other) : body.toString();
    return Stream.of("message", "msg", "detail", "error")
        .map(body::findPath)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse(words);
  }

  /** Says when to try again, if the server does: in a header or, like Gemini, in the body. */
  private static String delay(OpenAIServiceException refusal, JsonNode body) {
    String header = String.join("", refusal.headers().values("Retry-After"));
    String seconds = header.matches("[1-9]\\d*") ? header + "s" : "a while";
    return body.findPath("retryDelay").asText(seconds) + ".";
  }

  private static String explainConnection(IOException broken, String model, String said) {
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
    if (said.startsWith("redirected to ")) {
      return model + " was " + said + ": put that address into the base URL, if you trust it.";
    }
    if (said.contains("(407)") || said.contains("authenticate with proxy")) {
      return "A proxy on the way to " + model + " wants a password (407). " + BEHIND_A_PROXY;
    }
    if (said.contains("for CONNECT")) {
      String problem = " refuses the connection (";
      return "A proxy on the way to " + model + problem + said + "). " + BEHIND_A_PROXY;
    }
    if (broken instanceof ZipException
        || Stream.of("gzip finished", "ID1ID2", "DataFormat").anyMatch(said::contains)) {
      String problem = " is damaged: it says that it is compressed, and cannot be unpacked (";
      return "The answer of " + model + problem + said + "). Is there a proxy on the way?";
    }
    if (broken instanceof ProtocolException && said.contains("status line")) {
      return model + " does not speak HTTP. Is the base URL right? Is it https, not http?";
    }
    String how = broken.getMessage() == null ? "" : " (" + said + ")";
    return "The connection to " + model + " broke off" + how + ". Try again.";
  }

  private static String explainTls(IOException broken, String said) {
    if (broken instanceof SSLPeerUnverifiedException) {
      return "its certificate is for another host. Is the base URL right?";
    }
    if (Stream.of("PKIX", "certificate", "CertPath").anyMatch(said::contains)) {
      return "Java does not trust its certificate. In a school or company, a proxy often puts its"
          + " own in place. "
          + BEHIND_A_PROXY;
    }
    return said.contains("unrecognized SSL") || said.contains("plaintext")
        ? "it speaks plain HTTP. Let the base URL begin with http:// instead of https://."
        : said + ". Is the base URL right? Is there a proxy?";
  }

  /** Removes markup, line breaks and keys, because some servers repeat a key in their message. */
  private static String oneLine(String text, int longest) {
    String line = Keys.hide(text).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    String safe = Keys.hide(line);
    return safe.length() > longest ? safe.substring(0, longest) + "..." : safe;
  }
}
