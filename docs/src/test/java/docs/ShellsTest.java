package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.Markdown.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a command differs in PowerShell, the page shows that form too, and shows it right. */
@Tag("course")
class ShellsTest {
  /** It sets up nginx, on Linux. */
  private static final Path FOR_LINUX_ONLY = Path.of("docs/scaling-out.md");

  @Test
  void bothFormsAreThereAndSayTheSame() {
    List<String> wrong =
        Markdown.pages().stream()
            .filter(page -> !page.file().equals(FOR_LINUX_ONLY))
            .flatMap(page -> problems(page.blocks()))
            .toList();
    assertEquals("", String.join("\n", wrong));
  }

  private static Stream<String> problems(List<Block> blocks) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean translated = i + 1 < blocks.size() && isPowerShell(blocks.get(i + 1));
      if (isPowerShell(block) && (i == 0 || !isUnix(blocks.get(i - 1)))) {
        problems.add(block.at() + ": the block before it is not the one for Linux");
      } else if (isUnix(block)) {
        List<String> right = Shells.powerShell(block.lines());
        List<String> shown = translated ? blocks.get(i + 1).lines() : block.lines();
        if (!right.equals(shown)) {
          problems.add(block.at() + ": in PowerShell this is\n" + String.join("\n", right));
        }
      }
    }
    return problems.stream();
  }

  private static boolean isPowerShell(Block block) {
    return block.language().equals("powershell");
  }

  /** Commands of ours; curl's quotes are explained on the page about the setup. */
  private static boolean isUnix(Block block) {
    boolean shell = block.language().matches("sh|bash") || block.info().isEmpty();
    return shell && block.text().matches("(?s)(mvn|export|cp|[A-Z_]+=\\S+ +mvn) .*");
  }

  @Test
  void theTableOfTheSetupPageSaysTheSame() {
    row("set a variable for this window");
    row("read input from a file");
    row("copy a file");
  }

  private static void row(String what) {
    String line =
        Repository.read(Path.of("docs/setup.md"))
            .lines()
            .filter(each -> each.startsWith("| " + what + " |"))
            .findFirst()
            .orElseThrow();
    String[] cells = line.replace("\\|", "¦").replace("`", "").split(" \\| ");
    assertEquals(List.of(cells[2].replace("¦", "|")), Shells.powerShell(List.of(cells[1])), what);
    assertEquals(List.of(cells[3].replace(" |", "")), Shells.cmd(List.of(cells[1])), what);
  }

  @Test
  void translatesWhatDiffers() {
    assertEquals(
        List.of("$env:A = \"b c\"", "$env:D = \"e\""),
        Shells.powerShell(List.of("export A='b c' D=e")));
    assertEquals(
        List.of("$env:A = \"b\"", "Get-Content f | mvn -q x", "Remove-Item Env:A"),
        Shells.powerShell(List.of("A=b mvn -q x < f")));
    assertEquals(List.of("set A=b", "mvn x", "set A="), Shells.cmd(List.of("A=b mvn x")));
    assertEquals(List.of("curl `", "  -d x"), Shells.powerShell(List.of("curl \\", "  -d x")));
    assertEquals(List.of("mvn -q x"), Shells.powerShell(List.of("mvn -q x")));
  }
}
