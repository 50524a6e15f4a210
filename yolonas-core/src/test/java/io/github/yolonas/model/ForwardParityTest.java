package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DflDecoder;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every tensor of the original's forward pass: S, M and L, several sizes and batches, un-fused and
 * fused in fp32, un-fused in fp64. What it measures goes into the parity report.
 */
@ExtendWith(NativeLeakExtension.class)
class ForwardParityTest {
  private static final ParityReport REPORT = new ParityReport();

  /** Feature maps and logits, boxes in pixels, scores; for L the original's noise is double. */
  private record Tolerance(double features, double logits, double boxes, double scores) {
    static final Tolerance FP32 = new Tolerance(1e-4, 5e-4, 0.02, 5e-5);
    static final Tolerance FP64 = new Tolerance(1e-9, 1e-9, 1e-9, 1e-9);

    Tolerance doubled() {
      return new Tolerance(2 * features, 2 * logits, 2 * boxes, 2 * scores);
    }

    double of(String tensor) {
      if (tensor.startsWith("pred_")) {
        return tensor.equals("pred_bboxes") ? boxes : scores;
      }
      return tensor.startsWith("heads") || tensor.startsWith("raw") ? logits : features;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s, 1x3x640x640", "s, 1x3x256x480", "s, 2x3x320x416",
    "m, 1x3x640x640", "m, 1x3x256x480", "m, 2x3x320x416",
    "l, 1x3x640x640", "l, 1x3x256x480", "l, 2x3x320x416"
  })
  void fp32(String variant, String shape) {
    JsonNode expected =
        ReferenceData.resource("forward/forward_%s_%s.json.gz".formatted(variant, shape));
    Tolerance tolerance = variant.equals("l") ? Tolerance.FP32.doubled() : Tolerance.FP32;
    for (boolean fused : List.of(false, true)) {
      String column = variant.toUpperCase(Locale.ROOT) + (fused ? " fused" : " un-fused");
      check(variant, shape, fused, ScalarType.Float, expected, tolerance, column + " fp32");
    }
  }

  @ParameterizedTest
  @CsvSource({"s, 1x3x640x640", "s, 2x3x320x416", "m, 1x3x256x480", "l, 1x3x256x480"})
  void fp64(String variant, String shape) {
    JsonNode expected =
        ReferenceData.resource("forward64/forward64_%s_%s.json.gz".formatted(variant, shape));
    String column = variant.toUpperCase(Locale.ROOT) + " un-fused fp64";
    check(variant, shape, false, ScalarType.Double, expected, Tolerance.FP64, column);
  }

  @AfterAll
  static void report() {
    REPORT.write();
  }

  private static void check(
      String variant,
      String shape,
      boolean fused,
      ScalarType dtype,
      JsonNode expected,
      Tolerance tolerance,
      String column) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    LeafTransform placed = new Placement(dtype, "cpu");
    try (YoloNasNetwork network =
            YoloNasNetwork.load(
                ArchitectureInference.infer(weights),
                weights,
                fused ? LeafTransform.FUSE.then(placed) : placed);
        PointerScope scope = new PointerScope()) {
      Map<String, Tensor> tensors =
          TracedPass.run(network, ReferenceInputs.network(shape).to(dtype));
      addDecoded(tensors);
      assertThat(tensors.keySet()).hasSize(22);
      tensors.forEach(
          (name, tensor) -> {
            double difference = Samples.worst(tensor, expected.at("/tensors").get(name));
            REPORT.add(name, column, difference);
            assertThat(difference).as(name).isLessThanOrEqualTo(tolerance.of(name));
          });
      checkBestDetections(tensors, expected, tolerance);
    }
  }

  private static void addDecoded(Map<String, Tensor> tensors) {
    List<Tensor> cls = heads(tensors, "cls");
    List<Tensor> reg = heads(tensors, "reg");
    try (DflDecoder decoder = new DflDecoder(Architecture.STRIDES)) {
      DecodedBoxes decoded = decoder.decode(cls, reg);
      tensors.put("raw.cls_logits", decoder.flatten(cls));
      tensors.put("raw.reg_distri", decoder.flatten(reg));
      tensors.put("pred_bboxes", decoded.boxes());
      tensors.put("pred_scores", decoded.scores());
    }
  }

  private static List<Tensor> heads(Map<String, Tensor> tensors, String kind) {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(i -> Objects.requireNonNull(tensors.get("heads.head" + i + "." + kind)))
        .toList();
  }

  /** The sixty best pairs of anchor and class of each image, by name and not by sample. */
  private static void checkBestDetections(
      Map<String, Tensor> tensors, JsonNode expected, Tolerance tolerance) {
    if (!expected.has("top")) {
      return; // the fp64 fixtures have samples alone
    }
    Samples boxes = new Samples(Objects.requireNonNull(tensors.get("pred_bboxes")));
    Samples scores = new Samples(Objects.requireNonNull(tensors.get("pred_scores")));
    for (int image = 0; image < expected.get("top").size(); image++) {
      JsonNode top = expected.get("top").get(image);
      for (int i = 0; i < top.get("anchor").size(); i++) {
        int anchor = top.get("anchor").get(i).asInt();
        assertThat(scores.at(image, anchor, top.get("cls").get(i).asInt()))
            .isCloseTo(top.get("score").get(i).asDouble(), within(tolerance.scores()));
        for (int side = 0; side < 4; side++) {
          assertThat(boxes.at(image, anchor, side))
              .isCloseTo(top.get("box").get(i).get(side).asDouble(), within(tolerance.boxes()));
        }
      }
    }
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }
}
