package streamingweb;

import agents.AgentsException;
import agents.MaxTurnsExceeded;
import agents.UserError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.errors.OpenAIServiceException;
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
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wire.Json;
import wire.Keys;

/** What clients are told when they don't get what they asked for. */
final class Refusals {
  /** What a visitor is told when only the log knows more. */
  static final String TROUBLE = "Something went wrong on our side. Try again in a moment.";

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final String AI_SDK = "AI SDK";

  private Refusals() {}

  /**
   * @param withoutDatabase returns what is said when the database is away
   */
  static void addTo(
      RoutesConfig routes, Function<JdbiException, HttpResponseException> withoutDatabase) {
    routes.exception(HttpResponseException.class, Refusals::refuse);
    routes.exception(MethodNotAllowedResponse.class, Refusals::wrongMethod);
    routes.exception(EndpointNotFound.class, Refusals::nothingThere);
    routes.exception(IOException.class, Refusals::brokenRequest);
    routes.exception(IllegalCharsetNameException.class, Refusals::unknownCharset);
    routes.exception(UnsupportedCharsetException.class, Refusals::unknownCharset);
    routes.exception(JdbiException.class, (e, ctx) -> refuse(withoutDatabase.apply(e), ctx));
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
    answer(ctx, 500, TROUBLE);
  }

  /**
   * Returns one line: the first cause, and where in our code it came up. It quotes only a database,
   * because other messages may quote the chat.
   */
  static String inALine(Throwable trouble) {
    String where =
        Arrays.stream(trouble.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("streamingweb."))
            .map(frame -> " in " + frame)
            .findFirst()
            .orElse("");
    List<Throwable> causes = causes(trouble);
    Throwable first = causes.get(causes.size() - 1);
    String what = first instanceof SQLException ? first.toString() : first.getClass().getName();
    return what.replaceAll("\\s+", " ") + where;
  }

  /**
   * Why a run has failed, in a line without the words of a provider, a model or a tool: they may
   * quote the chat.
   */
  static String withoutQuotes(AgentsException failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof OpenAIServiceException refusal) {
        String code =
            refusal.code().filter(name -> name.matches("[\\w.-]{1,60}")).orElse("no code");
        return "the provider answered with status %d (%s)".formatted(refusal.statusCode(), code);
      }
      if (cause instanceof IOException && !(cause instanceof JsonProcessingException)) {
        return failure.getMessage().replaceFirst(" \\(.*\\)", "");
      }
    }
    Matcher status = Pattern.compile("\\((\\d{3})[:)]").matcher(failure.getMessage());
    if (status.find()) { // an exception with a key in it is hidden
      return "the provider answered with status " + status.group(1);
    }
    boolean isOurs = failure instanceof UserError && failure.getCause() == null;
    return isOurs || failure instanceof MaxTurnsExceeded
        ? failure.getMessage()
        : causes(failure).stream()
            .map(cause -> cause.getClass().getSimpleName())
            .collect(Collectors.joining(" because of "));
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(Keys.DEEPEST_CAUSE)
        .toList();
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
