package io.github.yolonas.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataYamlTest {
  @TempDir private Path folder;

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("data.yaml"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names: [cat, 'small dog']",
        "path: ../datasets\ntrain: {a: [1, {b: c}]}\nnames:\n  - cat\n  - small dog\nnc: 2\n",
        "train: images\nnames:\n  0: cat\n  1: small dog\n",
        "# a comment\n---\nnames: {0: cat, 1: small dog}\n"
      })
  void namesAreAListOrAMap(String text) throws IOException {
    write(text);
    assertThat(DataYaml.names(folder).orElseThrow()).containsExactly("cat", "small dog");
  }

  @Test
  void aFileWithoutNamesSaysNothing() throws IOException {
    assertThat(DataYaml.names(folder)).isEmpty();
    write("nc: 2\nother: {names: [cat]}\n");
    assertThat(DataYaml.names(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "names: cat | found 'cat' in line 1",
        "names: {0: cat, 2: dog} | found '2' in line 1",
        "names: [cat, [dog]] | found no text in line 1",
        "names: [cat, cat] | expected each class name once",
        "names: [] | expected the name of a class or more",
        "names: [cat | expected YAML",
        "- cat | expected keys and values",
        "'' | expected keys and values"
      })
  void otherFormsAreRefused(String text, String message) throws IOException {
    write(text);
    assertThatThrownBy(() -> DataYaml.names(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(folder.resolve("data.yaml").toString())
        .hasMessageContaining(message);
  }

  @Test
  void neitherDepthNorSizeDoesHarm() throws IOException {
    write("a: " + "[".repeat(20_000) + "]".repeat(20_000) + "\nnames: [cat]\n");
    assertThat(DataYaml.names(folder).orElseThrow()).containsExactly("cat");
    write("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\nnames: [cat]\n");
    assertThat(DataYaml.names(folder).orElseThrow()).containsExactly("cat");
    write("#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> DataYaml.names(folder)).hasMessageContaining("expected at most");
  }

  @Test
  void aDataSetFindsItBesideItsParts() throws IOException {
    for (String part : new String[] {"train", "valid"}) {
      Pictures.write(folder.resolve(part + "/images/a.png"), 64, 48, 1);
      Pictures.write(folder.resolve(part + "/labels/a.txt"), "1 0.5 0.5 0.25 0.5\n");
    }
    write("train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['cat', 'dog']\n");
    Dataset set = DetectionDatasets.open(folder.resolve("valid"));
    assertThat(set.classNames()).containsExactly("cat", "dog");
    assertThat(set.annotations(0).annotations()).hasSize(1);
    assertThat(DetectionDatasets.open(folder.resolve("valid/images")).classNames())
        .containsExactly("cat", "dog");
  }
}
