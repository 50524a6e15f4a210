package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back the same, and appears whole or not at all. */
class CheckpointWriterTest {
  static final ProcessingParams ALL_PARAMS =
      new ProcessingParams(
          List.of(
              new ReverseImageChannels(),
              new DetectionLongestMaxSizeRescale(636, 320),
              new DetectionRescale(64, 96),
              new DetectionCenterPadding(640, 320, 114),
              new DetectionBottomRightPadding(640, 640, 0),
              new DetectionAutoPadding(32, 7),
              new StandardizeImage(255),
              new NormalizeImage(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0)),
              new ImagePermute()),
          OptionalDouble.of(0.25),
          OptionalDouble.of(0.7),
          OptionalInt.of(1000),
          OptionalInt.of(70_000),
          Optional.of(true),
          Optional.of(false));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.pth", "B.PT", "c.safetensors"})
  void tensorsOfEveryTypeSurvive(String name) {
    StateDict weights = everyType();
    Path file = folder.resolve(name);
    CheckpointWriter.write(file, weights, CheckpointMetadata.none());
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertSame(checkpoint.stateDict(), weights);
      assertThat(checkpoint.metadata().classNames()).isEmpty();
      assertThat(checkpoint.metadata().extra()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pth", "c.safetensors"})
  void metadataSurvive(String name) {
    List<String> classes = List.of("cat", "naïve \"café\"\n", "日本");
    Map<String, String> extra = Map.of("epoch", "7", "note", "x=y");
    Path file = folder.resolve(name);
    CheckpointWriter.write(
        file,
        everyType(),
        CheckpointMetadata.of(Optional.of(classes), Optional.of(ALL_PARAMS), extra));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.metadata().classNames()).contains(classes);
      assertThat(checkpoint.metadata().processingParams()).contains(ALL_PARAMS);
      assertThat(checkpoint.metadata().extra()).containsAllEntriesOf(extra);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pth", "c.safetensors"})
  void partialMetadataSurvive(String name) {
    Path file = folder.resolve(name);
    CheckpointMetadata metadata =
        CheckpointMetadata.of(Optional.of(List.of("cat")), Optional.empty(), Map.of());
    CheckpointWriter.write(file, everyType(), metadata);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.metadata().classNames()).contains(List.of("cat"));
      checkpoint
          .metadata()
          .processingParams()
          .ifPresent(params -> assertThat(params.steps()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pth", "c.safetensors"})
  void convertsAnOriginalCheckpoint(String name) throws IOException {
    Path file = folder.resolve(name);
    try (Checkpoint original = Checkpoint.open(TestFiles.reference("ckpt_latest.pth"))) {
      CheckpointWriter.write(file, original.stateDict(), original.metadata());
      try (Checkpoint copy = Checkpoint.open(file)) {
        assertSame(copy.stateDict(), original.stateDict());
        assertThat(copy.metadata().processingParams())
            .isEqualTo(original.metadata().processingParams());
        assertThat(copy.metadata().extra()).isEqualTo(original.metadata().extra());
      }
      byte[] first = Files.readAllBytes(file);
      CheckpointWriter.write(file, original.stateDict(), original.metadata());
      assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }
  }

  @Test
  void zipDataAreStoredAndAligned() throws IOException {
    Path file = folder.resolve("a.pth");
    CheckpointWriter.write(file, everyType(), CheckpointMetadata.none());
    byte[] bytes = Files.readAllBytes(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .startsWith("archive/data.pkl", "archive/byteorder", "archive/data/0")
          .endsWith("archive/version");
      byte[] data = zip.getInputStream(zip.getEntry("archive/data/0")).readAllBytes();
      int position = indexOf(bytes, data);
      assertThat(position).isPositive();
      assertThat(position % 64).isZero();
    }
  }

  @Test
  void safetensorsAreAlignedAndSeamless() throws IOException {
    Path file = folder.resolve("a.safetensors");
    CheckpointWriter.write(file, everyType(), CheckpointMetadata.none());
    byte[] bytes = Files.readAllBytes(file);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    String json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
    assertThat(json)
        .startsWith("{\"float32\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[");
  }

  @Test
  void existingFileIsReplacedAndNothingElseRemains() throws IOException {
    Path file = TestFiles.write(folder, "a.pth", new byte[] {1, 2, 3});
    CheckpointWriter.write(file, everyType(), CheckpointMetadata.none());
    Checkpoint.open(file).close();
    assertThat(files()).containsExactly("a.pth");
  }

  @Test
  void failureLeavesTheOldFile() throws IOException {
    Path file = TestFiles.write(folder, "a.pth", new byte[] {1, 2, 3});
    StateDict broken =
        StateDict.builder()
            .add(StoredTensor.of("x", DType.INT8, new long[] {4}, ByteBuffer.allocate(4)))
            .add(StoredTensor.of("y", DType.INT8, new long[] {4}, target -> target.put((byte) 1)))
            .build();
    for (String name : List.of("a.pth", "a.safetensors")) {
      assertThatThrownBy(
              () -> CheckpointWriter.write(folder.resolve(name), broken, CheckpointMetadata.none()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("y: expected 4 bytes, found 1 bytes");
    }
    assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    assertThat(files()).containsExactly("a.pth");
  }

  @Test
  void unwritableTargetsAreNamed() {
    Path nowhere = folder.resolve("none").resolve("a.pth");
    assertThatThrownBy(
            () -> CheckpointWriter.write(nowhere, everyType(), CheckpointMetadata.none()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(nowhere.toString(), "cannot be written", "NoSuchFile");
    assertThatThrownBy(
            () -> CheckpointWriter.writePyTorch(folder, everyType(), CheckpointMetadata.none()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("found a directory");
    assertThatThrownBy(
            () ->
                CheckpointWriter.write(
                    folder.resolve("a.onnx"), everyType(), CheckpointMetadata.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".safetensors");
  }

  /** A tensor of each type, a scalar, an empty one and one of several chunks. */
  static StateDict everyType() {
    StateDict.Builder builder = StateDict.builder();
    for (DType dtype : DType.values()) {
      String name = dtype.name().toLowerCase(Locale.ROOT);
      byte[] data = new byte[6 * dtype.bytes()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) (dtype == DType.BOOL ? i % 2 : i + dtype.bytes());
      }
      builder.add(StoredTensor.of(name, dtype, new long[] {2, 3}, ByteBuffer.wrap(data)));
    }
    builder.add(
        StoredTensor.of(
            "scalar", DType.FLOAT32, new long[0], ByteBuffer.wrap(TestFiles.floats(1))));
    builder.add(StoredTensor.of("empty", DType.FLOAT32, new long[] {0, 3}, ByteBuffer.allocate(0)));
    byte[] large = TestFiles.floats(50_000);
    builder.add(
        StoredTensor.of("large", DType.FLOAT32, new long[] {50_000}, target -> target.put(large)));
    return builder.build();
  }

  static void assertSame(StateDict found, StateDict expected) {
    assertThat(found.names()).containsExactlyElementsOf(expected.names());
    expected.stream()
        .forEach(
            tensor -> {
              StoredTensor read = found.get(tensor.name());
              assertThat(read).hasToString(tensor.toString());
              assertThat(TestFiles.read(read)).isEqualTo(TestFiles.read(tensor));
            });
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
