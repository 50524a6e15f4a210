package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A labelled image between two augmentations. Its pixels, 8-bit RGB, belong to the scope that was
 * open when they were made. Objects lie inside the image and have an area.
 */
record NativeSample(String name, Mat pixels, List<LabelledObject> objects) {

  NativeSample {
    objects = inside(objects, pixels.cols(), pixels.rows());
  }

  private static List<LabelledObject> inside(List<LabelledObject> all, int width, int height) {
    List<LabelledObject> inside = new ArrayList<>(all.size());
    for (LabelledObject object : all) {
      BoundingBox box = object.box().clip(width, height);
      if (box.width() > 0 && box.height() > 0) {
        inside.add(object.at(box));
      }
    }
    return List.copyOf(inside);
  }

  /** A copy of an image in the current scope. */
  static NativeSample of(LabelledImage image) {
    RgbImage rgb = image.image();
    Mat pixels = new Mat(rgb.height(), rgb.width(), CV_8UC3);
    rgb.copyTo(buffer(pixels));
    return new NativeSample(image.name(), pixels, image.objects());
  }

  /** An image of one gray level in the current scope. */
  static Mat gray(int width, int height, int level) {
    Mat pixels = new Mat(height, width, CV_8UC3);
    Pointer.memset(pixels.data(), level, pixels.total() * 3);
    return pixels;
  }

  /**
   * Frees what a step leaves behind and hands its result to the caller's scope.
   *
   * @param step makes a sample, in a scope of its own
   */
  static NativeSample scoped(Supplier<NativeSample> step) {
    NativeSample result;
    try (PointerScope scope = new PointerScope()) {
      result = step.get();
      result.pixels.retainReference();
    }
    PointerScope callers = PointerScope.getInnerScope();
    if (callers != null) {
      callers.attach(result.pixels);
      result.pixels.releaseReference();
    }
    return result;
  }

  int width() {
    return pixels.cols();
  }

  int height() {
    return pixels.rows();
  }

  /** Other pixels, and the boxes where they went. */
  NativeSample moved(Mat to, UnaryOperator<BoundingBox> boxes) {
    return new NativeSample(
        name, to, objects.stream().map(o -> o.at(boxes.apply(o.box()))).toList());
  }

  /** Other pixels with the same objects in the same places. */
  NativeSample recoloured(Mat to) {
    return new NativeSample(name, to, objects);
  }

  /** A part, which shares its pixels with this. */
  Mat part(Rect place) {
    return pixels.apply(place);
  }

  LabelledImage toLabelledImage() {
    RgbImage rgb = RgbImage.ofRgb(buffer(packed()), width(), height());
    return new LabelledImage(name, rgb, objects);
  }

  /** Copies the pixels, row by row without gaps, to the Java heap. */
  void copyTo(byte[] target, int offset) {
    BytePointer data = packed().data();
    data.get(target, offset, 3 * width() * height());
  }

  private Mat packed() {
    return pixels.isContinuous() ? pixels : pixels.clone();
  }

  private static ByteBuffer buffer(Mat packed) {
    return packed.data().capacity(3 * packed.total()).asByteBuffer();
  }
}
