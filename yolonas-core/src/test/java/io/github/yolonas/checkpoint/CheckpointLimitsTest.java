package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit is enforced, and named in the message so that it can be raised. */
class CheckpointLimitsTest {
  private static final CheckpointLimits DEFAULTS = CheckpointLimits.defaults();

  @TempDir private Path folder;

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void isEnforced(CheckpointLimits limits, String named, byte[] content) {
    Path file = TestFiles.write(folder, "some.bin", content);
    Checkpoint.open(file).close();
    assertThatThrownBy(() -> Checkpoint.open(file, limits))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(named);
  }

  static Stream<Arguments> isEnforced() {
    byte[] zip = TestFiles.smallZip();
    byte[] legacy = TestFiles.smallLegacy();
    byte[] safetensors = TestFiles.smallSafetensors();
    return Stream.of(
        arguments(DEFAULTS.withMaxPickleBytes(100), "maxPickleBytes", legacy),
        arguments(DEFAULTS.withMaxPickleOpcodes(10), "maxPickleOpcodes", zip),
        arguments(DEFAULTS.withMaxPickleStack(5), "maxPickleStack", zip),
        arguments(DEFAULTS.withMaxPickleMemo(1), "maxPickleMemo", memoZip()),
        arguments(DEFAULTS.withMaxZipDirectoryBytes(99), "zip directory: expected at most 99", zip),
        arguments(DEFAULTS.withMaxZipEntries(2), "zip entries: expected at most 2", zip),
        arguments(DEFAULTS.withMaxTensors(1), "maxTensors", memoZip()),
        arguments(DEFAULTS.withMaxTensors(1), "maxTensors", twoTensors()),
        arguments(DEFAULTS.withMaxTensorBytes(23), "maxTensorBytes", zip),
        arguments(DEFAULTS.withMaxTensorBytes(23), "maxTensorBytes", safetensors),
        arguments(
            DEFAULTS.withMaxSafetensorsHeaderBytes(50), "maxSafetensorsHeaderBytes", safetensors));
  }

  @Test
  void streamsAreBoundedToo() {
    byte[] zip = TestFiles.smallZip();
    CheckpointLimits limits = DEFAULTS.withMaxStreamBytes(zip.length - 1);
    assertThatThrownBy(() -> Checkpoint.open(new ByteArrayInputStream(zip), "stream", limits))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("stream", "maxStreamBytes");
  }

  @Test
  void mustBePositive() {
    assertThatThrownBy(() -> DEFAULTS.withMaxTensors(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxTensors: expected at least 1, found 0");
    assertThat(DEFAULTS.withMaxTensors(7).maxTensors()).isEqualTo(7);
  }

  /** Two remembered values, two tensors of one storage. */
  private static byte[] memoZip() {
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text("a")
            .op('q', 0)
            .floats("0", 2, 3)
            .op('q', 1, 's')
            .text("b")
            .op('h', 1, 's')
            .stop();
    return TestFiles.torchZip(pickle, Map.of("0", TestFiles.floats(6)));
  }

  private static byte[] twoTensors() {
    String entry = "{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[%d,%d]}";
    return TestFiles.safetensors(
        "{\"a\":%s,\"b\":%s}".formatted(entry.formatted(0, 12), entry.formatted(12, 24)),
        TestFiles.floats(6));
  }
}
