package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/** Who lacks the natives of a library is told which to add, at every call. */
class MissingNativesTest {
  private static final String VERSION = ":[\\d.]+-?[\\d.]*";

  /** Tries to predict and to decode, each twice, and says what became of it. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        attempt(
            "load",
            () -> {
              try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
                model.predict(ToyModel.images().get(0));
              }
            });
        attempt(
            "decode",
            () ->
                ImageDecoder.decode(
                        ImageSource.of(ToyModel.images().get(0)), ImageReadOptions.defaults())
                    .close());
      }
    }

    private static void attempt(String name, Runnable work) {
      String outcome = "done";
      try {
        work.run();
      } catch (RuntimeException | LinkageError e) {
        outcome = e.toString();
      }
      System.out.println(name + "=" + outcome);
    }
  }

  private static List<String> run(List<String> options, String without) throws Exception {
    Pattern left = Pattern.compile(without);
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !left.matcher(new File(entry).getName()).matches())
            .collect(Collectors.joining(File.pathSeparator));
    return ChildJvm.output(options, classPath, Program.class)
        .lines()
        .filter(line -> line.matches("(load|decode)=.*"))
        .toList();
  }

  private static String natives(String library) {
    return library + "-[\\d.-]+-(linux|macosx|windows)-.*\\.jar";
  }

  private static void says(List<String> lines, String call, String library) {
    String platform = Loader.getPlatform();
    assertThat(lines.stream().filter(line -> line.startsWith(call + "=")))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "%s=io\\.github\\.yolonas\\.preprocess\\.NativeLibraryException: native library %s: its natives for %s are missing; add org\\.bytedeco:%s%s:%s, or org\\.bytedeco:%s-platform, which has those of every system"
                            .formatted(
                                call, library, platform, library, VERSION, platform, library)));
  }

  @Test
  void withAllOfThemItWorks() throws Exception {
    assertThat(run(List.of(), "no such jar"))
        .containsExactly("load=done", "decode=done", "load=done", "decode=done");
  }

  @Test
  void withoutLibTorch() throws Exception {
    List<String> lines = run(List.of(), natives("pytorch"));
    says(lines, "load", "pytorch");
    assertThat(lines).filteredOn(line -> line.startsWith("decode")).containsOnly("decode=done");
  }

  @Test
  void withoutOpenCv() throws Exception {
    List<String> lines = run(List.of(), natives("opencv"));
    says(lines, "load", "opencv");
    says(lines, "decode", "opencv");
  }

  @Test
  void withoutOpenBlasBothLackIt() throws Exception {
    List<String> lines = run(List.of(), natives("openblas"));
    says(lines, "load", "openblas");
    says(lines, "decode", "openblas");
  }

  /** OpenCV does without JavaCPP's own natives; whoever does not, says so. */
  @Test
  void withoutJavaCpp() throws Exception {
    assertThat(run(List.of(), natives("javacpp")))
        .hasSize(4)
        .anyMatch(line -> line.contains("native library javacpp: "))
        .allMatch(
            line ->
                line.endsWith("=done")
                    || line.contains("native library javacpp: its natives for "));
  }

  /**
   * As where the jars were gathered on another machine; which library is missed first may differ.
   */
  @Test
  void withThoseOfOtherSystemsAlone() throws Exception {
    List<String> lines = run(List.of("-Dorg.bytedeco.javacpp.platform=linux-arm64"), "no such jar");
    assertThat(lines)
        .hasSize(4)
        .allMatch(
            line ->
                line.matches(
                    ".*NativeLibraryException: native library \\w+: its natives for linux-arm64 are"
                        + " missing; add org\\.bytedeco:.*"));
  }

  @Test
  void withoutItsJavaClasses() throws Exception {
    assertThat(run(List.of(), "pytorch-.*"))
        .filteredOn(line -> line.startsWith("load"))
        .hasSize(2)
        .allMatch(
            line ->
                line.contains("native library pytorch: its Java classes are missing")
                    && line.contains("yolonas-core depends on it"));
  }
}
