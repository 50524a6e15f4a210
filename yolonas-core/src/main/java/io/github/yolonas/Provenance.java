package io.github.yolonas;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.checkpoint.CheckpointDigest;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.postprocess.PostprocessOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a result comes from: what it takes to get it again. Immutable; shared by the results of one
 * call.
 *
 * @param model the checkpoint's path or address
 * @param digest the checkpoint's SHA-256, computed when first asked for
 * @param options what the prediction asked for, the model's own options included
 * @param thresholds what it used: the options, and where they are silent the checkpoint's
 * @param precision what the network computed in; never {@code AUTO}
 * @param device where it ran; never {@code AUTO}
 * @param libraryVersion the version of this library
 */
public record Provenance(
    String model,
    CheckpointDigest digest,
    PredictOptions options,
    PostprocessOptions thresholds,
    Precision precision,
    Device device,
    String libraryVersion) {

  /** Refuses nothing at all in place of something. */
  public Provenance {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(thresholds, "thresholds");
  }

  /** The same model's, for other options that come to the same thresholds. */
  Provenance withOptions(PredictOptions others) {
    return new Provenance(model, digest, others, thresholds, precision, device, libraryVersion);
  }

  /**
   * The SHA-256 of the checkpoint, in lower-case hexadecimal. The first call for a model may read
   * its file.
   *
   * @throws CheckpointException if the file has changed since it was loaded
   */
  public String sha256() {
    return digest.sha256();
  }

  /**
   * This as a JSON object. The first call for a model may read its file.
   *
   * <pre>{@code
   * {"model": "model.pth", "sha256": "…", "libraryVersion": "1.0.0", "device": "cpu",
   *  "precision": "fp32", "conf": 0.25, "iou": 0.7, "nmsTopK": 1024, "maxPredictions": 300,
   *  "multiLabelPerBox": true, "classAgnosticNms": false, "classes": [],
   *  "skipImageResizing": false}
   * }</pre>
   *
   * <p>No classes are all classes. If the file has changed since it was loaded, {@code sha256} is
   * {@code null}, and {@code sha256Unknown} says why.
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = PredictionJson.FACTORY.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model);
    writeDigest(json);
    json.writeStringField("libraryVersion", libraryVersion);
    json.writeStringField("device", device.toString());
    json.writeStringField("precision", precision.name().toLowerCase(Locale.ROOT));
    json.writeNumberField("conf", thresholds.conf());
    json.writeNumberField("iou", thresholds.iou());
    json.writeNumberField("nmsTopK", thresholds.nmsTopK());
    json.writeNumberField("maxPredictions", thresholds.maxPredictions());
    json.writeBooleanField("multiLabelPerBox", thresholds.multiLabelPerBox());
    json.writeBooleanField("classAgnosticNms", thresholds.classAgnosticNms());
    json.writeArrayFieldStart("classes");
    for (String name : options.classes()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeBooleanField("skipImageResizing", options.skipImageResizing().orElse(false));
    json.writeEndObject();
  }

  private void writeDigest(JsonGenerator json) throws IOException {
    try {
      json.writeStringField("sha256", sha256());
    } catch (CheckpointException e) {
      json.writeNullField("sha256");
      json.writeStringField("sha256Unknown", e.getMessage());
    }
  }
}
