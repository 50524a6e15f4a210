package io.github.yolonas.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.json.DetectionJson;
import io.github.yolonas.postprocess.Detection;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Writes a COCO data set. */
final class CocoDatasetWriter {
  private CocoDatasetWriter() {}

  static void write(CocoDataset dataset, Writer out) {
    try (JsonGenerator json = DetectionJson.FACTORY.createGenerator(out)) {
      Map<Long, AnnotatedImage> images = dataset.byId();
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (Map.Entry<Long, AnnotatedImage> image : images.entrySet()) {
        writeImage(json, image.getKey(), image.getValue());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      List<CocoCategories.Category> categories = dataset.categories().byLabel();
      long id = 1;
      for (Map.Entry<Long, AnnotatedImage> image : images.entrySet()) {
        for (Annotation annotation : image.getValue().annotations()) {
          long category = categories.get(annotation.object().label()).id();
          writeAnnotation(json, id++, image.getKey(), category, annotation);
        }
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (CocoCategories.Category category : categories) {
        json.writeStartObject();
        json.writeNumberField("id", category.id());
        json.writeStringField("name", category.name());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }

  private static void writeImage(JsonGenerator json, long id, AnnotatedImage image)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", image.name());
    json.writeNumberField("width", image.shape().width());
    json.writeNumberField("height", image.shape().height());
    json.writeEndObject();
  }

  private static void writeAnnotation(
      JsonGenerator json, long id, long image, long category, Annotation annotation)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", image);
    json.writeNumberField("category_id", category);
    writeBox(json, annotation.object());
    json.writeNumberField("area", annotation.area());
    json.writeNumberField("iscrowd", annotation.crowd() ? 1 : 0);
    json.writeEndObject();
  }

  /** Left, top, width, height, as floats: a width may be off by its last bit. */
  static void writeBox(JsonGenerator json, Detection object) throws IOException {
    json.writeArrayFieldStart("bbox");
    for (float number : object.box().toXywh()) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
