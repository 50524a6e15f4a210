package io.github.yolonas.train.loss;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.ReferenceStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** One case of the ground truth: options and targets, and what the original made of them. */
public record LossCase(JsonNode json) {
  private static final JsonNode ALL = ReferenceData.resource("loss/loss.json.gz");
  private static final int BATCH = 2;
  private static final int HEIGHT = 128;
  private static final int WIDTH = 160;

  static Stream<LossCase> modelFree() {
    return StreamSupport.stream(ALL.get("model_free").spliterator(), false).map(LossCase::new);
  }

  /** The cases on the tiny network. */
  public static Stream<LossCase> tiny() {
    return StreamSupport.stream(ALL.get("tiny").spliterator(), false).map(LossCase::new);
  }

  /** The number format. */
  public ScalarType dtype() {
    return doublePrecision() ? ScalarType.Double : ScalarType.Float;
  }

  /** Whether it is fp64. */
  public boolean doublePrecision() {
    return json.get("dtype").asText().equals("float64");
  }

  /** The loss as the case wants it. */
  public PPYoloELoss loss() {
    Assigner assigner =
        flag("use_static_assigner", false)
            ? AtssAssigner.defaults()
            : TaskAlignedAssigner.defaults();
    return new PPYoloELoss(
        PPYoloELossOptions.builder()
            .assigner(assigner)
            .classification(
                flag("use_varifocal_loss", true)
                    ? VarifocalLoss.defaults()
                    : FocalLoss.beside(assigner))
            .batchedAssignment(flag("use_batched_assignment", true))
            .doubleTargets(doublePrecision() && json.has("targets"))
            .classificationWeight(weight("classification_loss_weight", 1))
            .iouWeight(weight("iou_loss_weight", 2.5))
            .dflWeight(weight("dfl_loss_weight", 0.5))
            .build());
  }

  private boolean flag(String name, boolean otherwise) {
    return json.get("options").path(name).asBoolean(otherwise);
  }

  private double weight(String name, double otherwise) {
    return json.get("options").path(name).asDouble(otherwise);
  }

  TargetBatch targets() {
    return targets(ALL.get("target_sets").get(json.get("targets").asText()));
  }

  /** Rows of image, class, cx, cy, w, h. */
  public static TargetBatch targets(JsonNode rows) {
    List<double[]> list = new ArrayList<>();
    rows.forEach(row -> list.add(ReferenceData.doubles(row)));
    return TargetBatch.ofRows(BATCH, list);
  }

  /** Generated logits that require a gradient. */
  Predictions predictions() {
    AnchorGrid grid =
        new AnchorGrid(
            Stream.of(8, 16, 32)
                .map(stride -> new AnchorGrid.Level(HEIGHT / stride, WIDTH / stride, stride))
                .toList());
    int anchors = grid.size();
    return new Predictions(
        leaf("loss/raw/cls", -3, BATCH, anchors, 3),
        leaf("loss/raw/reg", 0, BATCH, anchors, 68),
        grid);
  }

  private Tensor leaf(String key, double offset, int images, int anchors, int channels) {
    ReferenceStream stream = new ReferenceStream(key);
    double[] values = new double[images * anchors * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + 2 * stream.symmetric(i));
    }
    Tensor like = org.bytedeco.pytorch.global.torch.empty(1);
    Tensor leaf = HostArray.of(values, dtype(), like, images, anchors, channels);
    leaf.set_requires_grad(true);
    return leaf;
  }

  @Override
  public String toString() {
    return "%s %s %s"
        .formatted(json.path("targets").asText(), json.get("dtype").asText(), json.get("options"));
  }
}
