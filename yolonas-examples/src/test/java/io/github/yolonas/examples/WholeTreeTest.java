package io.github.yolonas.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which module may know which, and that rooms within them form no circle. */
class WholeTreeTest {
  private static final String ROOT = "io.github.yolonas.";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.github.yolonas");

  @Test
  void allModulesAreLookedAt() {
    for (String room : new String[] {"model", "onnx", "video.track", "train.loss", "bench"}) {
      assertThat(ALL.stream().anyMatch(c -> c.getPackageName().equals(ROOT + room)))
          .as(room)
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "onnx, video train bench examples",
    "video, onnx train bench examples",
    "train, onnx video bench examples",
    "bench, video examples"
  })
  void arrowsPointOneWay(String module, String others) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Arrays.stream(others.split(" ", -1)).map(o -> ROOT + o + "..").toArray(String[]::new))
        .check(ALL);
  }

  @Test
  void theLibraryKnowsNoneOfItsUsers() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "onnx..",
            ROOT + "video..",
            ROOT + "train..",
            ROOT + "bench..",
            ROOT + "examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "onnx..",
            ROOT + "video..",
            ROOT + "train..",
            ROOT + "bench..",
            ROOT + "examples..")
        .check(ALL);
  }

  @ParameterizedTest
  @CsvSource({"train", "video", "examples"})
  void roomsFormNoCircle(String module) {
    slices().matching(ROOT + module + ".(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?").check(ALL);
  }
}
