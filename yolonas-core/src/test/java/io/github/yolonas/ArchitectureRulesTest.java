package io.github.yolonas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Arrows point one way, rooms keep to themselves, and names say what a thing is. */
class ArchitectureRulesTest {
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.github.yolonas");

  @Test
  void leavesKnowNeitherEachOtherNorTheCore() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.github.yolonas.preprocess..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.github.yolonas",
                "io.github.yolonas.postprocess..",
                "io.github.yolonas.checkpoint..",
                "io.github.yolonas.model..",
                "io.github.yolonas.runtime.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.github.yolonas.postprocess..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.github.yolonas",
                "io.github.yolonas.preprocess..",
                "io.github.yolonas.checkpoint..",
                "io.github.yolonas.model..",
                "io.github.yolonas.runtime.."));
  }

  @Test
  void checkpointsAreReadInPureJava() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.github.yolonas.checkpoint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "io.github.yolonas.model.."));
  }

  @Test
  void theNetworkKnowsNothingOfFilesImagesOrTheDoor() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.github.yolonas.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.github.yolonas",
                "io.github.yolonas.runtime..",
                "io.github.yolonas.checkpoint..",
                "io.github.yolonas.preprocess..",
                "io.github.yolonas.postprocess.."));
  }

  /** CUDA's own streams and events have natives which the CPU build of LibTorch lacks. */
  @Test
  void graphicsCardsAreReachedThroughLibTorchsGeneralInterface() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.pytorch.cuda..", "org.bytedeco.cuda..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.bytedeco\\.pytorch\\..*\\.torch_cuda(\\$.*)?"));
  }

  /**
   * A room is what lies under one name below the door's package. That one holds the door and the
   * words that all rooms speak, and is looked at by the rules above.
   */
  @Test
  void roomsFormNoCycle() {
    slices().matching("io.github.yolonas.(*)..").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void namesSayWhatAThingIs() {
    check(noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?"));
  }

  @Test
  void nobodyPrintsOrExits() {
    check(noClasses().should().accessField(System.class, "out"));
    check(noClasses().should().accessField(System.class, "err"));
    check(noClasses().should().callMethod(System.class, "exit", int.class));
  }

  /** It jumps when somebody sets it: waits and durations go by {@link System#nanoTime}. */
  @Test
  void nobodyLooksAtTheWallClock() {
    check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().should().callMethod(Instant.class, "now"));
    check(noClasses().should().callConstructor(Date.class));
  }

  private static void check(ArchRule rule) {
    rule.check(LIBRARY);
  }
}
