package docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import docs.Repository.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may use whom, across all modules: arrows run from the lessons down, and never back up. */
@Tag("course")
class ArchitectureTest {
  /** The rooms of the offline model from the top down; rooms side by side don't use each other. */
  private static final List<Set<String>> ROOMS =
      List.of(
          Set.of("offlinemodel"),
          Set.of("offlinemodel.http"),
          Set.of("offlinemodel.endpoints"),
          Set.of("offlinemodel.chat", "offlinemodel.responses", "offlinemodel.scripts"),
          Set.of("offlinemodel.dialects", "offlinemodel.api", "offlinemodel.faults"),
          Set.of("offlinemodel.conversation"),
          Set.of("offlinemodel.protocol"));

  private static final List<Lesson> LESSONS = Repository.lessons();
  private static JavaClasses all;

  @BeforeAll
  static void findTheClasses() {
    all = new ClassFileImporter().importPaths(modules().map(ArchitectureTest::compiled).toList());
  }

  @Test
  void eachModuleKeepsToItsOwnPackage() {
    modules()
        .forEach(
            module -> {
              Set<String> own =
                  new ClassFileImporter()
                      .importPath(compiled(module)).stream()
                          .map(type -> type.getPackageName().split("\\.")[0])
                          .collect(Collectors.toSet());
              assertEquals(Set.of(packageOf(module)), own, module + "/target/classes");
            });
  }

  @Test
  void noLessonUsesAnotherLesson() {
    for (Lesson one : LESSONS) {
      String[] others =
          LESSONS.stream()
              .filter(lesson -> lesson != one)
              .map(lesson -> lesson.packageName() + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(one.packageName() + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(all);
    }
  }

  @Test
  void nothingUsesLessons() {
    String[] lessons =
        LESSONS.stream().map(lesson -> lesson.packageName() + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(lessons)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(lessons)
        .check(all);
  }

  /** A program in production must not carry a fake model. */
  @Test
  void agentsUsesOnlyWire() {
    usesNoOtherModuleThan("agents", "wire");
  }

  @Test
  void wireUsesNoOtherModule() {
    usesNoOtherModuleThan("wire");
  }

  @Test
  void theOfflineModelKnowsOnlyHttpAndJson() {
    classes()
        .that()
        .resideInAPackage("offlinemodel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "offlinemodel..",
            "java..",
            "javax.net.ssl..",
            "com.sun.net.httpserver..",
            "com.fasterxml.jackson..")
        .check(all);
  }

  @Test
  void everyPackageOfTheOfflineModelIsOneOfItsRooms() {
    Set<String> rooms = new TreeSet<>();
    ROOMS.forEach(rooms::addAll);
    Set<String> packages =
        all.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.split("\\.")[0].equals("offlinemodel"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rooms, packages);
  }

  /** With an order that no arrow runs against, there is no cycle either. */
  @Test
  void noArrowOfTheOfflineModelRunsBackUp() {
    Set<String> above = new TreeSet<>();
    for (Set<String> floor : ROOMS) {
      for (String room : floor) {
        Set<String> forbidden = new TreeSet<>(above);
        forbidden.addAll(floor);
        forbidden.remove(room);
        noClasses()
            .that()
            .resideInAPackage(room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .check(all);
      }
      above.addAll(floor);
    }
  }

  /** More than that, and a reader no longer sees at a glance what a room is about. */
  @Test
  void noRoomOfTheOfflineModelHasMoreThanElevenFiles() {
    for (Set<String> floor : ROOMS) {
      for (String room : floor) {
        long files =
            all.stream()
                .filter(type -> type.getPackageName().equals(room) && type.isTopLevelClass())
                .count();
        assertTrue(files > 0 && files <= 11, room + " has " + files);
      }
    }
  }

  private static void usesNoOtherModuleThan(String module, String... allowed) {
    String[] others =
        modules()
            .map(ArchitectureTest::packageOf)
            .filter(name -> !name.equals(module) && !List.of(allowed).contains(name))
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(all);
  }

  /** The modules that have classes, as folders from the root. */
  private static Stream<String> modules() {
    return Repository.modules().stream()
        .filter(module -> Files.isDirectory(Repository.ROOT.resolve(module).resolve("src/main")));
  }

  private static Path compiled(String module) {
    Path classes = Repository.ROOT.resolve(module).resolve("target/classes");
    assertTrue(Files.isDirectory(classes), "not compiled: " + module + "; run mvn test-compile");
    return classes;
  }

  /** The folder's name without digits and dashes. */
  private static String packageOf(String module) {
    return Path.of(module).getFileName().toString().replaceAll("[\\d-]", "");
  }
}
