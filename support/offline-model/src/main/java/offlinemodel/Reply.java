package offlinemodel;

import java.util.List;

/**
 * An answer as it goes over the wire.
 *
 * @param status the HTTP status
 * @param contentType the value of the Content-Type header
 * @param chunks one string per server-sent event, with its closing blank line; otherwise the body
 */
public record Reply(int status, String contentType, List<String> chunks) {}
