package io.github.yolonas.train.recipe;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a dry run found out. Immutable.
 *
 * @param device where it ran; never {@code AUTO}
 * @param phases in their order
 */
public record DryRunReport(Device device, List<PhaseCheck> phases) {
  private static final double MEBI = 1 << 20;
  private static final double MILLIS = 1e3;

  /** Copies the list. */
  public DryRunReport {
    phases = List.copyOf(phases);
  }

  /**
   * One phase. Immutable.
   *
   * @param name its name
   * @param images to learn from
   * @param objects on them that are taught
   * @param imagesWithoutObjects how many of them have none
   * @param validationImages to validate with; 0 if there are none
   * @param batchesPerEpoch how many batches an epoch has
   * @param step how long one took, the first, which takes longer than those that follow
   * @param residentBytes the most memory of the process while it learned; 0 where that is unknown
   * @param physicalBytes what the machine has
   * @param diskBytes what the phase's checkpoints and state take
   * @param freeBytes what is free on the disk for them
   */
  public record PhaseCheck(
      String name,
      int images,
      long objects,
      int imagesWithoutObjects,
      int validationImages,
      int batchesPerEpoch,
      Duration step,
      long residentBytes,
      long physicalBytes,
      long diskBytes,
      long freeBytes) {

    void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeNumberField("images", images);
      json.writeNumberField("objects", objects);
      json.writeNumberField("imagesWithoutObjects", imagesWithoutObjects);
      json.writeNumberField("validationImages", validationImages);
      json.writeNumberField("batchesPerEpoch", batchesPerEpoch);
      json.writeNumberField("stepSeconds", step.toMillis() / MILLIS);
      json.writeNumberField("residentBytes", residentBytes);
      json.writeNumberField("physicalBytes", physicalBytes);
      json.writeNumberField("diskBytes", diskBytes);
      json.writeNumberField("freeBytes", freeBytes);
      json.writeEndObject();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %d images with %d objects (%d without), %d to validate with; %d batches an epoch;"
              + " first batch %.1f s; memory %.0f of %.0f MiB; disk %.0f of %.0f MiB free",
          name,
          images,
          objects,
          imagesWithoutObjects,
          validationImages,
          batchesPerEpoch,
          step.toMillis() / MILLIS,
          residentBytes / MEBI,
          physicalBytes / MEBI,
          diskBytes / MEBI,
          freeBytes / MEBI);
    }
  }

  /** What would make the training fail though each phase could be tried: a disk that gets full. */
  public List<RecipeProblem> problems() {
    long needed = phases.stream().mapToLong(PhaseCheck::diskBytes).sum();
    long free = phases.stream().mapToLong(PhaseCheck::freeBytes).min().orElse(Long.MAX_VALUE);
    return needed <= free
        ? List.of()
        : List.of(
            new RecipeProblem(
                "disk",
                String.format(
                    Locale.ROOT,
                    "expected %.0f MiB for checkpoints and state, found %.0f MiB free",
                    needed / MEBI,
                    free / MEBI)));
  }

  /** {@code {"device": …, "phases": [{"name": …, …}]}}, with fields as in {@link PhaseCheck}. */
  public String toJson() {
    return JsonText.object(
        json -> {
          json.writeStringField("device", device.toString());
          json.writeArrayFieldStart("phases");
          for (PhaseCheck phase : phases) {
            phase.write(json);
          }
          json.writeEndArray();
        });
  }

  /** A line for each phase. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("on " + device);
    phases.forEach(phase -> text.append('\n').append(phase));
    return text.toString();
  }
}
