package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint's life: opened from files and streams, shared, closed. */
class CheckpointTest {
  private static final Map<String, byte[]> FILES =
      Map.of(
          "zip", TestFiles.smallZip(),
          "legacy", TestFiles.smallLegacy(),
          "safetensors", TestFiles.smallSafetensors());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy", "safetensors"})
  void streamsAreReadWhole(String kind) throws Exception {
    byte[] content = FILES.getOrDefault(kind, new byte[0]);
    InputStream in = new ByteArrayInputStream(content);
    Checkpoint checkpoint = Checkpoint.open(in, "upload");
    assertThat(checkpoint.name()).isEqualTo("upload");
    assertThat(checkpoint.file()).hasBinaryContent(content);
    StoredTensor tensor = checkpoint.stateDict().get("weight");
    assertThat(TestFiles.read(tensor)).isEqualTo(TestFiles.floats(6));
    assertThat(checkpoint.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    checkpoint.close();
    checkpoint.close();
    assertThat(checkpoint.file()).doesNotExist();
    assertThatThrownBy(() -> TestFiles.read(tensor))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("upload: weight: the data cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy", "safetensors"})
  void severalThreadsReadOneCheckpoint(String kind) throws Exception {
    Path file = TestFiles.write(folder, kind, FILES.getOrDefault(kind, new byte[0]));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      StoredTensor tensor = checkpoint.stateDict().get("weight");
      List<Callable<byte[]>> reads =
          IntStream.range(0, 200)
              .<Callable<byte[]>>mapToObj(i -> () -> TestFiles.read(tensor))
              .toList();
      for (Future<byte[]> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isEqualTo(TestFiles.floats(6));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void brokenStreamsAreNamed() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> Checkpoint.open(broken, "upload"))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("upload: the stream cannot be read: connection reset");
  }

  /** Too little memory half-way, for instance; the copy of the first half goes. */
  @Test
  void anErrorOfAStreamLeavesNoTemporaryFile() throws Exception {
    long before = temporaryFiles();
    InputStream broken =
        new InputStream() {
          private boolean begun;

          @Override
          public int read() {
            if (begun) {
              throw new OutOfMemoryError("as if");
            }
            begun = true;
            return 0x50;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            target[offset] = (byte) read();
            return 1;
          }
        };
    assertThatThrownBy(() -> Checkpoint.open(broken, "upload"))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("as if");
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("yolonas-")).count();
    }
  }

  @Test
  void anyFolderNameAndDeflatedEntriesAreFine() {
    for (String root : List.of("archive", "my model v2", "ünï/deep", "a/b/c")) {
      byte[] zip =
          TestFiles.zip(
              Map.of(
                  root + "/data.pkl",
                  TestFiles.smallPickle(),
                  root + "/data/0",
                  TestFiles.floats(6)),
              true);
      try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "x.pth", zip))) {
        assertThat(TestFiles.read(checkpoint.stateDict().get("weight")))
            .isEqualTo(TestFiles.floats(6));
      }
    }
  }

  @Test
  void tensorsMayShareAStorage() {
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text("a")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2}, new long[] {1})
            .op('s')
            .text("b")
            .tensor("FloatStorage", "0", 6, 2, new long[] {4}, new long[] {1})
            .op('s')
            .stop();
    byte[] data = TestFiles.floats(6);
    for (byte[] content :
        List.of(
            TestFiles.torchZip(pickle, Map.of("0", data)),
            TestFiles.legacy(pickle, List.of("0"), List.of(data), 0x88))) {
      try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "s.pth", content))) {
        assertThat(TestFiles.read(checkpoint.stateDict().get("b")))
            .isEqualTo(Arrays.copyOfRange(data, 8, 24));
      }
    }
  }
}
