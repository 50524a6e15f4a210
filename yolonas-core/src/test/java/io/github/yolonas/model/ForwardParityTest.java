package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.ReferenceStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every tensor of the original's forward pass, un-fused and fused, fp32 and fp64. */
@ExtendWith(NativeLeakExtension.class)
class ForwardParityTest {

  @ParameterizedTest
  @CsvSource({
    "s, 1x3x640x640", "s, 1x3x256x480", "s, 2x3x320x416",
    "m, 1x3x640x640", "m, 1x3x256x480", "m, 2x3x320x416",
    "l, 1x3x640x640", "l, 1x3x256x480", "l, 2x3x320x416"
  })
  void fp32(String variant, String shape) {
    System.out.println(variant + " " + shape);
    JsonNode expected =
        ReferenceData.resource("forward/forward_%s_%s.json.gz".formatted(variant, shape));
    check(variant, shape, LeafTransform.IDENTITY, ScalarType.Float, expected, 1);
    check(variant, shape, LeafTransform.FUSE, ScalarType.Float, expected, 1);
  }

  @ParameterizedTest
  @CsvSource({"s, 1x3x640x640", "s, 2x3x320x416", "m, 1x3x256x480", "l, 1x3x256x480"})
  void fp64(String variant, String shape) {
    System.out.println(variant + " " + shape);
    JsonNode expected =
        ReferenceData.resource("forward64/forward64_%s_%s.json.gz".formatted(variant, shape));
    check(variant, shape, LeafTransform.IDENTITY, ScalarType.Double, expected, 1e-9);
  }

  private static void check(
      String variant,
      String shape,
      LeafTransform transform,
      ScalarType dtype,
      JsonNode expected,
      double tolerance) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    Architecture architecture = ArchitectureInference.infer(weights);
    try (YoloNasNetwork network =
            YoloNasNetwork.load(
                architecture, weights, new Placement(dtype, "cpu").then(transform));
        PointerScope scope = new PointerScope()) {
      long t = System.nanoTime();
      Map<String, Tensor> tensors = TracedPass.run(network, input(shape).to(dtype));
      System.out.println("  " + (System.nanoTime() - t) / 1000000 + " ms");
      tensors.forEach(
          (name, tensor) -> {
            double w = worst(tensor, expected.at("/tensors").get(name));
            System.out.println("  " + name + " " + w);
            assertThat(w).as(name).isLessThanOrEqualTo(tolerance);
          });
    }
  }

  static Tensor input(String shape) {
    long[] sizes = Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).toArray();
    Tensor tensor = torch.empty(sizes);
    ReferenceStream stream = new ReferenceStream("input/" + shape);
    FloatBuffer memory = new FloatPointer(tensor.data_ptr()).capacity(tensor.numel()).asBuffer();
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (float) stream.unit(i));
    }
    return tensor;
  }

  static double worst(Tensor tensor, JsonNode expected) {
    Tensor flat = tensor.contiguous().to(ScalarType.Double).view(-1);
    DoublePointer values = new DoublePointer(flat.data_ptr()).capacity(flat.numel());
    double worst = 0;
    for (int i = 0; i < expected.get("idx").size(); i++) {
      double difference =
          values.get(expected.get("idx").get(i).asLong())
              - expected.get("values").get(i).asDouble();
      worst = Math.max(worst, Math.abs(difference));
    }
    return worst;
  }
}
