package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the offline model answers, without a network: a request's text in, a reply's text out. */
public final class Answers {
  static final String ARTICLE = "/articles/streaming";
  private static final String MODELS = "/v1/models";
  private static final String BASE = "(/v1|/v1beta/openai|/openai/v1|/api/v1)";
  private static final String ENDPOINT = "/(responses|chat/completions)$";

  private final Settings settings;
  private final Actor actor;

  /** Answers as these settings say; of the faults only those that a reply's text can show. */
  public Answers(Settings settings) {
    this(settings, Scripts.load());
  }

  Answers(Settings settings, List<Scene> scenes) {
    this.settings = settings;
    actor = new Actor(scenes);
  }

  /**
   * Answers a POST request, with an error reply if the real service would reject it.
   *
   * @param path such as {@code /v1/responses}
   * @param requestBody the JSON that the client sent
   */
  public Reply answer(String path, String requestBody) {
    return deliver("POST", path, requestBody).reply();
  }

  Delivery deliver(String method, String path, String requestBody) {
    Dialect dialect = Dialect.at(path.replaceFirst(ENDPOINT, ""), settings.dialect());
    try {
      return route(dialect, method, path, requestBody);
    } catch (ApiError e) {
      return refuse(dialect, e);
    } catch (RuntimeException e) {
      // Whatever the readers did not foresee is the request's fault, as far as a client can tell.
      return refuse(dialect, ApiError.badRequest("The request cannot be read: " + e, null, null));
    }
  }

  private static Delivery refuse(Dialect dialect, ApiError error) {
    ApiError said = dialect.inOwnWords(error);
    return Delivery.json(said.status(), dialect.body(said));
  }

  private Delivery route(Dialect dialect, String method, String path, String requestBody) {
    boolean page = path.equals(MODELS) || path.equals(ARTICLE);
    if (!page && !isServed(dialect, path)) throw ApiError.noSuchUrl(method, path);
    if (!method.equals(page ? "GET" : "POST")) throw ApiError.wrongMethod(method, path);
    return switch (path) {
      case MODELS -> Delivery.json(200, models());
      case ARTICLE -> Delivery.page(Scripts.read("/articles/streaming.html"));
      default -> converse(isChat(path) ? new ChatApi(dialect) : new ResponsesApi(), requestBody);
    };
  }

  private static boolean isServed(Dialect dialect, String path) {
    return path.matches(BASE + ENDPOINT) && (isChat(path) || dialect.hasResponses());
  }

  private static boolean isChat(String path) {
    return path.endsWith("/chat/completions");
  }

  private Delivery converse(Api api, String requestBody) {
    JsonNode request = Json.parse(requestBody);
    if (!request.isObject()) throw ApiError.notJson();
    Faults.throwStatus(settings.fault(), request.path("model").asText());
    Conversation conversation = api.read(request);

    Fault fault = settings.fault();
    Conversation seen = conversation;
    if (Faults.spoilsFirstToolTurn(fault) && conversation.toolTurns() > 0) {
      // The mistake has been made. From here on the script goes on as if it had not.
      seen = conversation.withoutFirstToolTurn();
      fault = Fault.NONE;
    }
    Step step = actor.next(seen);
    if (fault == Fault.NONE) fault = step.fault();
    Faults.throwStatus(fault, conversation.model());
    Answer answer = Faults.spoil(fault, conversation, step.answer());
    List<Frame> frames = api.stream(conversation, answer);
    Delivery delivery =
        conversation.streamed()
            ? Delivery.stream(Faults.spoil(fault, frames, api, conversation))
            : Delivery.json(200, api.whole(conversation, answer));
    int pieces = (int) frames.stream().filter(Frame::isDelta).count();
    return delivery.performed(pieces, pace(step), fault);
  }

  /** A script may ask for its own pace, but not for waiting where nobody wants to wait. */
  private int pace(Step step) {
    return settings.paceMillis() == 0 ? 0 : step.pace().orElse(settings.paceMillis());
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
