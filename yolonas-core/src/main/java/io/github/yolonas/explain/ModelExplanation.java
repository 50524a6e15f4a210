package io.github.yolonas.explain;

import io.github.yolonas.checkpoint.CheckpointDigest;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import java.util.List;

/**
 * The true pipeline of a loaded model: what happens between an image and its detections, and for
 * each value who decided it. Made by {@link io.github.yolonas.YoloNas#explain}. Immutable; stays
 * valid when the model is closed.
 *
 * @param model the checkpoint's path or address
 * @param format what kind of file it is
 * @param digest its SHA-256
 * @param architecture which YOLO-NAS it is, as its tensors show
 * @param classNames one for each output, in their order
 * @param input what is done to an image
 * @param execution where and how the network computes
 * @param thresholds which boxes become detections
 * @param libraryVersion the version of this library
 * @param licence what is known of the licence of the weights
 */
public record ModelExplanation(
    String model,
    CheckpointFormat format,
    CheckpointDigest digest,
    String architecture,
    Chosen<List<String>> classNames,
    InputExplanation input,
    ExecutionExplanation execution,
    Thresholds thresholds,
    String libraryVersion,
    String licence) {

  /** What can be said of a checkpoint's licence: it does not tell. */
  public static final String LICENCE_NOTE =
      "A checkpoint does not say under which licence its weights are, so ask whoever gave it to"
          + " you. The pretrained weights that Deci published for YOLO-NAS are for non-commercial"
          + " use only, under Deci's own licence, and so may be what was fine-tuned from them. This"
          + " library, and the demonstration model that comes with its examples, are under the"
          + " Apache License 2.0.";

  /**
   * The SHA-256 of the checkpoint, in lower-case hexadecimal. The first call may read the file.
   *
   * @throws CheckpointException if the file has changed since it was loaded
   */
  public String sha256() {
    return digest.sha256();
  }

  /**
   * This explanation as a JSON object:
   *
   * <pre>{@code
   * {"model": "model.pth", "format": "pytorch_zip", "sha256": "…", "architecture": "YOLO-NAS S",
   *  "classNames": {"value": ["cat", "dog"], "origin": "checkpoint"},
   *  "input": {"exif": {"value": "apply", "origin": "default"}, "resize": …, "padding": …,
   *            "channelOrder": …, "normalization": …, "size": …, "steps": …},
   *  "execution": {"device": …, "precision": …, "kernels": …, "threads": …, "batchSize": …},
   *  "thresholds": {"conf": {"value": 0.25, "origin": "default"}, "iou": …, …},
   *  "libraryVersion": "…", "licence": "…"}
   * }</pre>
   *
   * <p>A value has a {@code why} where there is a remark. If the SHA-256 is unknown, {@code sha256}
   * is {@code null}, and {@code sha256Unknown} says why.
   */
  public String toJson() {
    return ExplanationJson.of(this);
  }

  /** For people to read: a line for each value. The first call may read the checkpoint. */
  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
