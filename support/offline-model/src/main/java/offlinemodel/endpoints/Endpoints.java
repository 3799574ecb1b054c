package offlinemodel.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.api.ModelApi;
import offlinemodel.chat.ChatCompletionsApi;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.Resource;
import offlinemodel.responses.ResponsesApi;
import offlinemodel.scripts.ScriptedTurn;
import offlinemodel.scripts.Scripts;

/**
 * What is at which path, without a network: a request's text in, a reply out. A request for an
 * answer is read by its API, the scripts say what the model does next, and the API writes that
 * down; the fault has its say at each step.
 */
public final class Endpoints {
  /** The path of a short article. */
  public static final String ARTICLE = "/articles/streaming";

  private static final String MODELS = "/v1/models";
  private static final String BASE = "(/v1|/v1beta/openai|/openai/v1|/api/v1)";
  private static final String ENDPOINT = "/(responses|chat/completions)$";

  private final int paceMillis;
  private final Fault usualFault;
  private final Dialect usualDialect;
  private final Scripts scripts;

  /**
   * Answers from these scripts.
   *
   * @param paceMillis milliseconds between two pieces of an answer; 0 waits nowhere
   * @param fault what goes wrong with every request for an answer
   * @param dialect how chat completions are spoken, except at the paths of {@link Dialect#at}
   */
  public Endpoints(int paceMillis, Fault fault, Dialect dialect, Scripts scripts) {
    this.paceMillis = paceMillis;
    this.usualFault = fault;
    this.usualDialect = dialect;
    this.scripts = scripts;
  }

  /** Answers from the scripts of the lessons, without waiting and without a fault. */
  public static Endpoints instant() {
    return new Endpoints(0, Fault.NONE, Dialect.OPENAI, Scripts.load());
  }

  /**
   * Replies to a POST request, with an error if the real service would reject it.
   *
   * @param path such as {@code /v1/responses}
   * @param requestBody the JSON that the client sent
   */
  public Reply post(String path, String requestBody) {
    return reply("POST", path, requestBody);
  }

  /** Replies to a request of any method. */
  public Reply reply(String method, String path, String requestBody) {
    Dialect dialect = Dialect.at(path.replaceFirst(ENDPOINT, ""), usualDialect);
    try {
      return route(dialect, method, path, requestBody);
    } catch (ApiError e) {
      return refuse(dialect, e);
    } catch (RuntimeException e) {
      // Whatever the readers did not foresee is the request's fault, as far as a client can tell.
      return refuse(dialect, ApiError.badRequest("The request cannot be read: " + e, null, null));
    }
  }

  private static Reply refuse(Dialect dialect, ApiError error) {
    ApiError said = dialect.inOwnWords(error);
    return Reply.json(said.status(), dialect.body(said));
  }

  private Reply route(Dialect dialect, String method, String path, String requestBody) {
    if (path.equals(WrongReplies.LOGIN)) return WrongReplies.loginPage();
    boolean page = path.equals(MODELS) || path.equals(ARTICLE);
    if (!page && !isServed(dialect, path)) throw ApiError.noSuchUrl(method, path);
    if (!method.equals(page ? "GET" : "POST")) throw ApiError.wrongMethod(method, path);
    return switch (path) {
      case MODELS -> Reply.json(200, models());
      case ARTICLE -> Reply.page(200, Resource.read("/articles/streaming.html"));
      default -> converse(dialect, api(dialect, path), requestBody);
    };
  }

  private static boolean isServed(Dialect dialect, String path) {
    return path.matches(BASE + ENDPOINT) && (isChat(path) || dialect.hasResponses());
  }

  private static ModelApi api(Dialect dialect, String path) {
    return isChat(path) ? new ChatCompletionsApi(dialect) : new ResponsesApi();
  }

  private static boolean isChat(String path) {
    return path.endsWith("/chat/completions");
  }

  private Reply converse(Dialect dialect, ModelApi api, String requestBody) {
    JsonNode request = Json.parse(requestBody);
    if (!request.isObject()) throw ApiError.notJson();
    usualFault.refuse(request.path("model").asText());
    Conversation conversation = api.read(request);

    Fault fault = usualFault;
    Conversation seen = conversation;
    if (fault.spoilsFirstToolTurn() && conversation.toolTurns() > 0) {
      // The mistake has been made. From here on the script goes on as if it had not.
      seen = conversation.withoutFirstToolTurn();
      fault = Fault.NONE;
    }
    ScriptedTurn turn = scripts.next(seen);
    if (fault == Fault.NONE) fault = turn.fault();
    fault.refuse(conversation.model());
    Fault told = fault;
    return WrongReplies.of(fault, dialect).orElseGet(() -> answer(api, conversation, turn, told));
  }

  private Reply answer(ModelApi api, Conversation conversation, ScriptedTurn turn, Fault fault) {
    ModelOutput output =
        fault == Fault.ENDLESS_TOOLS
            ? scripts.callAgain(conversation).orElse(turn.output())
            : fault.spoil(turn.output());
    EventStream events = api.stream(conversation, output);
    if (conversation.streamed()) {
      EventStream sent = fault.spoil(events, soFar -> api.failure(conversation, soFar));
      return Reply.stream(sent).performed(0, pace(turn), fault);
    }
    String body = fault.spoil(api.whole(conversation, output).toString());
    return Reply.json(200, body).performed(deltas(events), pace(turn), fault);
  }

  private static int deltas(EventStream events) {
    int[] deltas = {0};
    events.writeTo(
        event -> {
          if (event.isDelta()) deltas[0]++;
        });
    return deltas[0];
  }

  /** A script may ask for its own pace, but not for waiting where nobody wants to wait. */
  private int pace(ScriptedTurn turn) {
    return paceMillis == 0 ? 0 : turn.pace().orElse(paceMillis);
  }

  private static ObjectNode models() {
    ObjectNode list = Json.object().put("object", "list");
    list.putArray("data")
        .addObject()
        .put("id", "offline-model")
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "offline-model");
    return list;
  }
}
