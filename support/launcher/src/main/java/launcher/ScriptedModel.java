package launcher;

import agents.Environment;
import agents.LocalModel;
import agents.UserError;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;

/** Answers the lessons from scripts where no API key is set: the offline model, in this process. */
public final class ScriptedModel implements LocalModel {
  private OfflineModel model;

  @Override
  public synchronized String baseUrl() {
    try {
      if (model == null) {
        model = OfflineModel.start(Settings.from(name -> Environment.get(name).orElse(null)));
      }
      return model.baseUrl();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
