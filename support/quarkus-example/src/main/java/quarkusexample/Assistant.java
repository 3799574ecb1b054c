package quarkusexample;

import dev.langchain4j.service.SystemMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.smallrye.mutiny.Multi;

@RegisterAiService(tools = Weather.class)
interface Assistant {
  @SystemMessage("You explain things clearly.")
  String answer(String question);

  @SystemMessage("You explain things clearly.")
  Multi<String> stream(String question);
}
