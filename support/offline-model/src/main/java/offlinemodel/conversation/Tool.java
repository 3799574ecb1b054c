package offlinemodel.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool that the request offers; the parameters are a JSON schema. */
public record Tool(String name, JsonNode parameters) {}
