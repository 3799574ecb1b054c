package docs;

import docs.Markdown.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes into all pages what their Java blocks and outputs have to be. */
public final class Update {
  public static void main(String[] args) throws IOException {
    for (Markdown page : Markdown.pages()) {
      List<Block> blocks = new ArrayList<>(page.blocks());
      Collections.reverse(blocks); // from the last to the first: line numbers stay true
      for (Block block : blocks) {
        update(block);
      }
    }
  }

  private static void update(Block block) throws IOException {
    try {
      List<String> right = block.lines();
      if (Snippets.hasSource(block)) {
        right = Snippets.source(block);
      } else if (Outputs.isOutput(block)) {
        right = Outputs.updated(block);
      }
      if (!right.equals(block.lines())) {
        block.rewrite(right);
        System.out.println(block.at() + ": updated");
      }
    } catch (IllegalArgumentException e) {
      System.out.println(block.at() + ": " + e.getMessage());
    }
  }
}
