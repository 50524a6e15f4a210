package io.github.yolonas.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.runtime.QuantizedTensors;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.testing.ForeignFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A checkpoint as a whole, up to the point where its weights would go to LibTorch: opened, all of
 * it read, the architecture and the scales of int8 taken from it.
 */
class CheckpointFuzzTest {
  private static final byte[] WHOLE = whole();
  private static final ForeignFile EDITED = ForeignFile.named("edited.pth");
  private static final ForeignFile HEADED = ForeignFile.named("headed.safetensors");

  /** Position (3 bytes), what to do (1), with what (1). */
  private static final int EDIT_BYTES = 5;

  /** A checkpoint of the original's trainer, in which the bytes say what to change where. */
  @FuzzTest(maxDuration = "60s")
  void edits(byte[] data) {
    byte[] edited = WHOLE.clone();
    ByteBuffer edits = ByteBuffer.wrap(data);
    while (edits.remaining() >= EDIT_BYTES && edited.length > 0) {
      int position = (Short.toUnsignedInt(edits.getShort()) << 8) + (edits.get() & 0xFF);
      edited = edit(edited, position % edited.length, edits.get(), edits.get());
    }
    open(EDITED, edited);
  }

  /** From the end where {@code kind} is odd, for there a zip has its directory. */
  private static byte[] edit(byte[] bytes, int position, byte kind, byte value) {
    int at = (kind & 1) == 0 ? position : bytes.length - 1 - position;
    switch ((kind >> 1) & 3) {
      case 0 -> bytes[at] = value;
      case 1 -> bytes[at] ^= value;
      case 2 -> bytes[at] = (byte) (bytes[at] + value);
      default -> {
        return value == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  /** The header of a safetensors file, metadata and scales of int8 too; data follow a zero. */
  @FuzzTest(maxDuration = "60s")
  void header(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    byte[] content = Arrays.copyOfRange(data, Math.min(data.length, end + 1), data.length);
    open(HEADED, TestFiles.safetensors(end, Arrays.copyOf(data, end), content));
  }

  private static void open(ForeignFile file, byte[] content) {
    BoundedWork.read(
        content.length,
        () -> {
          if (Exercise.everything(file.holding(content)) >= 0) {
            try (Checkpoint checkpoint = Checkpoint.open(file.path(), Exercise.LIMITS)) {
              askForNetwork(checkpoint);
            }
          }
        });
  }

  private static void askForNetwork(Checkpoint checkpoint) {
    try {
      QuantizedTensors.find(checkpoint).ifPresent(QuantizedTensors::plan);
      ArchitectureInference.infer(new Shapes(checkpoint));
    } catch (CheckpointException | WeightsException e) {
      if (e.getMessage() == null) {
        throw e;
      }
    }
  }

  /** What tells an architecture. */
  private record Shapes(Checkpoint checkpoint) implements TensorSource {
    @Override
    public String name() {
      return checkpoint.name();
    }

    @Override
    public Set<String> keys() {
      return checkpoint.stateDict().names();
    }

    @Override
    public long[] shape(String key) {
      return checkpoint.stateDict().get(key).shape();
    }

    @Override
    public Tensor read(String key) {
      throw new AssertionError(key + ": expected a question for its shape, found one for itself");
    }
  }

  private static byte[] whole() {
    try {
      return Files.readAllBytes(TestFiles.reference("ckpt_latest_weights_only.pth"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
