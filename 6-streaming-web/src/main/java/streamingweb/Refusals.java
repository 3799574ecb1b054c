package streamingweb;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wire.Json;

/** What clients are told when they don't get what they asked for. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final String AI_SDK = "AI SDK";

  private Refusals() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, Refusals::refuse);
    routes.exception(MethodNotAllowedResponse.class, Refusals::wrongMethod);
    routes.exception(EndpointNotFound.class, Refusals::nothingThere);
    routes.exception(IOException.class, Refusals::brokenRequest);
    routes.exception(IllegalCharsetNameException.class, Refusals::unknownCharset);
    routes.exception(UnsupportedCharsetException.class, Refusals::unknownCharset);
    routes.exception(Exception.class, Refusals::trouble);
  }

  /** The AI SDK's clients show the text of a refusal as it is: they get a sentence, no JSON. */
  static void asText(Context ctx) {
    ctx.attribute(AI_SDK, true);
  }

  private static void refuse(HttpResponseException e, Context ctx) {
    if (e.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
      ctx.header("Retry-After", "5");
    } else if (e.getStatus() == HttpStatus.TOO_MANY_REQUESTS.getCode()) {
      ctx.header("Retry-After", "60");
    }
    answer(ctx, e.getStatus(), e.getMessage());
  }

  private static void wrongMethod(MethodNotAllowedResponse e, Context ctx) {
    allowOnly(String.join(", ", e.getDetails().values()), ctx);
  }

  /** Where no route leads, there can only be files of the page. */
  private static void nothingThere(EndpointNotFound e, Context ctx) {
    if (ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD) {
      answer(ctx, HttpStatus.NOT_FOUND.getCode(), "There is nothing at this address.");
    } else {
      allowOnly("GET, HEAD", ctx);
    }
  }

  private static void allowOnly(String methods, Context ctx) {
    ctx.header("Allow", methods);
    answer(
        ctx, HttpStatus.METHOD_NOT_ALLOWED.getCode(), "This address takes only " + methods + ".");
  }

  private static void brokenRequest(IOException e, Context ctx) {
    answer(ctx, HttpStatus.BAD_REQUEST.getCode(), "The request broke off.");
  }

  private static void unknownCharset(Exception e, Context ctx) {
    answer(ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "Send JSON in UTF-8.");
  }

  private static void trouble(Exception e, Context ctx) {
    LOG.error("{} {} failed: {}", ctx.method(), ctx.path(), inALine(e));
    answer(ctx, 500, "Something went wrong on our side. Try again in a moment.");
  }

  /** One line a trouble: what happened first, and where in our code it came up. */
  static String inALine(Throwable trouble) {
    String where =
        Arrays.stream(trouble.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("streamingweb."))
            .map(frame -> " in " + frame)
            .findFirst()
            .orElse("");
    Throwable first = trouble;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.toString().replaceAll("\\s+", " ") + where;
  }

  private static void answer(Context ctx, int status, String why) {
    ctx.status(status);
    if (ctx.attribute(AI_SDK) != null) {
      ctx.contentType("text/plain").result(why);
    } else {
      ctx.contentType("application/json").result(Json.object().put("error", why).toString());
    }
  }
}
