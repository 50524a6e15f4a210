package io.github.yolonas.train.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Detections of any detector, in the form of COCO's result files. Immutable.
 *
 * @param detections in any order; among equal scores of an image the earlier one goes first
 */
public record CocoResults(List<CocoDetection> detections) {
  /** Copies the list. */
  public CocoResults {
    detections = List.copyOf(detections);
  }

  /**
   * Reads a result file, an array of {@code {"image_id": …, "category_id": …, "bbox": [x, y, width,
   * height], "score": …}}; other fields are skipped.
   *
   * @throws CocoFormatException if it cannot be read; the message names the entry
   */
  public static CocoResults read(Path file) {
    List<CocoDetection> detections = new ArrayList<>();
    JsonCursor.read(
        file, json -> json.array("an array of detections", i -> detections.add(detection(json))));
    return new CocoResults(detections);
  }

  /**
   * Reads a result file, and checks that it belongs to a ground truth.
   *
   * @throws CocoFormatException if it cannot be read, or if a detection names another image
   */
  public static CocoResults read(Path file, CocoGroundTruth truth) {
    CocoResults results = read(file);
    try {
      results.requireImagesOf(truth);
    } catch (IllegalArgumentException e) {
      throw new CocoFormatException(file + ": " + e.getMessage(), e);
    }
    return results;
  }

  /** Detections on other images cannot be judged, and mean that files were mixed up. */
  void requireImagesOf(CocoGroundTruth truth) {
    Set<Long> images = new HashSet<>();
    truth.images().forEach(image -> images.add(image.id()));
    for (int i = 0; i < detections.size(); i++) {
      long image = detections.get(i).imageId();
      if (!images.contains(image)) {
        throw new IllegalArgumentException(
            "[%d].image_id: expected an image of the ground truth, found %d".formatted(i, image));
      }
    }
  }

  private static CocoDetection detection(JsonCursor json) {
    EntryReader entry = EntryReader.of(json);
    return new CocoDetection(
        entry.id("image_id"),
        entry.id("category_id"),
        entry.get("bbox", CocoBox.class),
        entry.get("score", Double.class));
  }

  /**
   * Writes a result file, which {@link #read} and pycocotools read.
   *
   * @param out where it goes; it is flushed and stays open
   * @throws UncheckedIOException if it fails
   */
  public void writeJson(Writer out) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartArray();
      for (CocoDetection detection : detections) {
        json.writeStartObject();
        json.writeNumberField("image_id", detection.imageId());
        json.writeNumberField("category_id", detection.categoryId());
        CocoBox box = detection.box();
        json.writeFieldName("bbox");
        json.writeArray(new double[] {box.x(), box.y(), box.width(), box.height()}, 0, 4);
        json.writeNumberField("score", detection.score());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
