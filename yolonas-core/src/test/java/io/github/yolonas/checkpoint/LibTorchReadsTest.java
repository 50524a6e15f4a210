package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.GenericDict;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** LibTorch's own unpickler, which knows nothing of ours, reads what we write. */
@ExtendWith(NativeLeakExtension.class)
class LibTorchReadsTest {
  private static final Map<DType, ScalarType> SCALAR_TYPES =
      Map.of(
          DType.FLOAT32, ScalarType.Float,
          DType.FLOAT16, ScalarType.Half,
          DType.BFLOAT16, ScalarType.BFloat16,
          DType.FLOAT64, ScalarType.Double,
          DType.INT8, ScalarType.Char,
          DType.UINT8, ScalarType.Byte,
          DType.INT16, ScalarType.Short,
          DType.INT32, ScalarType.Int,
          DType.INT64, ScalarType.Long,
          DType.BOOL, ScalarType.Bool);

  @TempDir private Path folder;

  @Test
  void everyTypeAndTheMetadata() throws IOException {
    Path file = folder.resolve("a.pth");
    StateDict weights = CheckpointWriterTest.everyType();
    CheckpointWriter.write(
        file,
        weights,
        CheckpointMetadata.of(List.of("cat", "dog"), CheckpointWriterTest.ALL_PARAMS));
    try (PointerScope scope = new PointerScope()) {
      GenericDict root = load(Files.readAllBytes(file));
      assertSame(at(root, "net").toGenericDict(), weights);
      GenericDict params = at(root, "processing_params").toGenericDict();
      assertThat(at(params, "conf").toDouble()).isEqualTo(0.25);
      assertThat(at(params, "class_names").toList().get(1).toStringRef().getString())
          .isEqualTo("dog");
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void rewrittenOriginalCheckpoint() throws IOException {
    Path file = folder.resolve("copy.pth");
    try (Checkpoint original = Checkpoint.open(TestFiles.reference("ckpt_latest.pth"));
        PointerScope scope = new PointerScope()) {
      CheckpointWriter.write(file, original.stateDict(), original.metadata());
      GenericDict net = at(load(Files.readAllBytes(file)), "net").toGenericDict();
      assertThat(net.size()).isEqualTo(616);
      assertSame(net, original.stateDict());
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void aLoneTensorThatLibTorchWroteIsNoNetwork() throws IOException {
    byte[] bytes;
    try (PointerScope scope = new PointerScope()) {
      IValue tensor = new IValue(torch.arange(new Scalar(6)).t());
      bytes = torch.pickle_save(tensor).get();
      assertThat(scope).isNotNull();
    }
    Path file = TestFiles.write(folder, "lone.pt", bytes);
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageContaining("found no tensor");
  }

  private static GenericDict load(byte[] bytes) {
    IValue value = torch.pickle_load(new ByteVector(bytes));
    assertThat(value.isGenericDict()).isTrue();
    return value.toGenericDict();
  }

  private static IValue at(GenericDict dict, String key) {
    return dict.at(new IValue(key));
  }

  private static void assertSame(GenericDict found, StateDict expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    expected.stream()
        .forEach(
            tensor -> {
              Tensor read = at(found, tensor.name()).toTensor();
              assertThat(read.scalar_type().intern()).isEqualTo(SCALAR_TYPES.get(tensor.dtype()));
              assertThat(read.sizes().vec().get()).isEqualTo(tensor.shape());
              assertThat(bytes(read, (int) tensor.byteCount())).isEqualTo(TestFiles.read(tensor));
            });
  }

  private static byte[] bytes(Tensor tensor, int count) {
    byte[] bytes = new byte[count];
    if (count > 0) {
      ByteBuffer data = tensor.data_ptr().capacity(count).asByteBuffer();
      data.get(bytes);
    }
    return bytes;
  }
}
