package quarkusexample;

import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class Weather {
  @Tool("The weather in a city")
  String weather(String city) {
    return "23 degrees";
  }
}
