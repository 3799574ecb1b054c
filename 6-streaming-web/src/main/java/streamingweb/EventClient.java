package streamingweb;

import java.util.concurrent.CompletableFuture;

/** Takes the events to a client. */
interface EventClient {
  /**
   * Sends an event and doesn't wait for the client. There is no other event until it has taken this
   * one.
   *
   * @param event null if there was none for a while: then look whether the client is still there
   * @return completes when the client has taken it, and fails when the client has gone
   */
  CompletableFuture<Void> send(String event);
}
