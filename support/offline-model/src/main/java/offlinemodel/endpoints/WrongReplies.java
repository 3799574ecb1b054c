package offlinemodel.endpoints;

import java.util.Optional;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Resource;

/** Replies that don't come from an API: somebody else replies, or the status is wrong. */
final class WrongReplies {
  /** Where the fault "redirect" sends a client. */
  static final String LOGIN = "/login";

  private WrongReplies() {}

  /** Returns the reply in the place of an answer, if this fault has one. */
  static Optional<Reply> of(Fault fault, Dialect dialect) {
    return switch (fault) {
      case HTML_PAGE -> Optional.of(loginPage());
      case BAD_GATEWAY -> Optional.of(Reply.page(502, Resource.read("/pages/bad-gateway.html")));
      case PROXY_PASSWORD ->
          Optional.of(Reply.page(407, Resource.read("/pages/proxy-password.html")));
      case REDIRECT -> Optional.of(Reply.redirect(LOGIN));
      case JSON_ERROR -> Optional.of(Reply.json(200, dialect.body(ApiError.serverError())));
      default -> Optional.empty();
    };
  }

  static Reply loginPage() {
    return Reply.page(200, Resource.read("/pages/login.html"));
  }
}
