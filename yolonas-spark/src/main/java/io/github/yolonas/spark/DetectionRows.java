package io.github.yolonas.spark;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Results as rows of a table. */
final class DetectionRows {
  static final StructType DETECTION =
      new StructType()
          .add("label", DataTypes.IntegerType, false)
          .add("className", DataTypes.StringType, false)
          .add("score", DataTypes.FloatType, false)
          .add("x1", DataTypes.FloatType, false)
          .add("y1", DataTypes.FloatType, false)
          .add("x2", DataTypes.FloatType, false)
          .add("y2", DataTypes.FloatType, false);

  static final StructType IMAGE =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("width", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("detections", DataTypes.createArrayType(DETECTION, false))
          .add("error", DataTypes.StringType);

  private DetectionRows() {}

  static Row of(String path, ImageDetectionPrediction result) {
    ImageShape shape = result.prediction().imageShape();
    Row[] detections =
        result.prediction().stream().map(DetectionRows::detection).toArray(Row[]::new);
    return RowFactory.create(path, shape.width(), shape.height(), detections, null);
  }

  static Row failed(@Nullable String path, String error) {
    return RowFactory.create(path, null, null, null, error);
  }

  private static Row detection(Detection found) {
    BoundingBox box = found.box();
    return RowFactory.create(
        found.label(),
        found.className(),
        found.confidence(),
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2());
  }
}
