package offlinemodel.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is answered with an error, in the words and the shape of the real service. */
public final class ApiError extends RuntimeException {
  private static final String INVALID = "invalid_request_error";

  private final int status;
  private final String type;
  private final String param;
  private final String code;

  public ApiError(int status, String message, String type, String param, String code) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  public static ApiError badRequest(String message, String param, String code) {
    return new ApiError(400, message, INVALID, param, code);
  }

  public static ApiError missing(String param) {
    return badRequest(
        "Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
  }

  public static ApiError notJson() {
    return badRequest("We could not parse the JSON body of your request.", null, null);
  }

  public static ApiError noSuchUrl(String method, String path) {
    String message = "Invalid URL (" + method + " " + path + ")";
    return new ApiError(404, message, INVALID, null, null);
  }

  public static ApiError wrongMethod(String method, String path) {
    String message = "Not allowed to " + method + " on " + path + ".";
    return new ApiError(405, message, INVALID, null, "method_not_supported");
  }

  public static ApiError wrongKey() {
    return new ApiError(
        401,
        "Incorrect API key provided. You can find your API key at"
            + " https://platform.openai.com/account/api-keys.",
        INVALID,
        null,
        "invalid_api_key");
  }

  public static ApiError forbidden() {
    return new ApiError(
        403,
        "Country, region, or territory not supported",
        "request_forbidden",
        null,
        "unsupported_country_region_territory");
  }

  public static ApiError noSuchModel(String model) {
    String message = "The model `" + model + "` does not exist or you do not have access to it.";
    return new ApiError(404, message, INVALID, null, "model_not_found");
  }

  public static ApiError rateLimited(String model) {
    String message = "Rate limit reached for " + model + ". Please try again later.";
    return new ApiError(429, message, "requests", null, "rate_limit_exceeded");
  }

  public static ApiError noCredit() {
    return new ApiError(
        429,
        "You exceeded your current quota, please check your plan and billing details. For more"
            + " information on this error, read the docs:"
            + " https://platform.openai.com/docs/guides/error-codes/api-errors.",
        "insufficient_quota",
        null,
        "insufficient_quota");
  }

  public static ApiError tooLong() {
    return badRequest(
        "Your input exceeds the context window of this model. Please adjust your input and try"
            + " again.",
        "input",
        "context_length_exceeded");
  }

  public static ApiError serverError() {
    String message = "The server had an error while processing your request. Sorry about that!";
    return new ApiError(500, message, "server_error", null, null);
  }

  public static ApiError overloaded() {
    String message = "The engine is currently overloaded, please try again later.";
    return new ApiError(503, message, "service_unavailable_error", null, null);
  }

  public int status() {
    return status;
  }

  public ObjectNode body() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }
}
