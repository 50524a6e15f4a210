package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rescale, a padding or both: how an image of any size gets into the network's input.
 *
 * <p>Sizes are the original's: computed in double, rounded half to even as Python does (240 rows
 * times 0.99375 are 238.5, which gives 238). One departure: a side that would round to 0, such as
 * the height of a 5000×1 image, becomes 1; the original fails there.
 */
record Geometry(@Nullable ProcessingStep rescale, @Nullable ProcessingStep padding) {

  static Geometry of(@Nullable ProcessingStep rescale, @Nullable ProcessingStep padding) {
    Geometry geometry = new Geometry(rescale, padding);
    if (padding instanceof DetectionAutoPadding auto) {
      requireMultiple(auto, auto.multiple(), auto.multiple());
    } else if (padding != null) {
      Size size = size(padding);
      requireMultiple(padding, size.height, size.width);
      requireFits(rescale, padding, size);
    } else if (rescale instanceof DetectionRescale plain) {
      requireMultiple(plain, plain.height(), plain.width());
    } else {
      throw new IllegalArgumentException(
          "steps: expected a padding or DetectionRescale to give the input a fixed size, found "
              + (rescale == null ? "neither" : "only " + rescale.originalName()));
    }
    return geometry;
  }

  private record Size(int height, int width) {}

  private static Size size(ProcessingStep step) {
    if (step instanceof DetectionCenterPadding s) {
      return new Size(s.height(), s.width());
    }
    if (step instanceof DetectionBottomRightPadding s) {
      return new Size(s.height(), s.width());
    }
    if (step instanceof DetectionLongestMaxSizeRescale s) {
      return new Size(s.height(), s.width());
    }
    if (step instanceof DetectionRescale s) {
      return new Size(s.height(), s.width());
    }
    throw new IllegalArgumentException(step.originalName() + " has no size");
  }

  private static void requireMultiple(ProcessingStep step, int height, int width) {
    if (height % InputSize.MULTIPLE != 0 || width % InputSize.MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "%s: expected multiples of %d, found %d×%d"
              .formatted(step.originalName(), InputSize.MULTIPLE, height, width));
    }
  }

  private static void requireFits(
      @Nullable ProcessingStep rescale, ProcessingStep padding, Size size) {
    if (rescale != null
        && (size(rescale).height > size.height || size(rescale).width > size.width)) {
      throw new IllegalArgumentException(
          "%s: expected at least %d×%d, the size of %s, found %d×%d"
              .formatted(
                  padding.originalName(),
                  size(rescale).height,
                  size(rescale).width,
                  rescale.originalName(),
                  size.height,
                  size.width));
    }
  }

  /** The size of every input; only where the padding is none to multiples. */
  InputSize fixedSize() {
    Size size = size(padding != null ? padding : Objects.requireNonNull(rescale));
    return new InputSize(size.height, size.width);
  }

  /** The gray level around the image. */
  int padValue() {
    if (padding instanceof DetectionCenterPadding s) {
      return s.padValue();
    }
    if (padding instanceof DetectionBottomRightPadding s) {
      return s.padValue();
    }
    return padding instanceof DetectionAutoPadding s ? s.padValue() : 0;
  }

  /**
   * Places an image.
   *
   * @throws ImageReadException if it is not rescaled and larger than the padded size
   */
  Letterbox place(String name, int width, int height) {
    double scaleY = 1;
    double scaleX = 1;
    if (rescale != null) {
      scaleY = size(rescale).height / (double) height;
      scaleX = size(rescale).width / (double) width;
      if (rescale instanceof DetectionLongestMaxSizeRescale) {
        scaleX = scaleY = Math.min(scaleY, scaleX);
      }
    }
    Size resized = new Size(scaled(height, scaleY), scaled(width, scaleX));
    Size input = inputFor(name, resized);
    boolean centered = padding instanceof DetectionCenterPadding;
    return new Letterbox(
        width,
        height,
        scaleX,
        scaleY,
        resized.width,
        resized.height,
        centered ? (input.width - resized.width) / 2 : 0,
        centered ? (input.height - resized.height) / 2 : 0,
        input.width,
        input.height);
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) Math.rint(side * scale));
  }

  private Size inputFor(String name, Size resized) {
    if (padding == null) {
      return resized;
    }
    if (padding instanceof DetectionAutoPadding auto) {
      return new Size(ceil(resized.height, auto.multiple()), ceil(resized.width, auto.multiple()));
    }
    Size input = size(padding);
    if (resized.height > input.height || resized.width > input.width) {
      throw new ImageReadException(
          name,
          "%d×%d pixels (width × height)".formatted(resized.width, resized.height),
          "at most %d×%d, for %s".formatted(input.width, input.height, padding.originalName()));
    }
    return input;
  }

  private static int ceil(int side, int multiple) {
    return (side + multiple - 1) / multiple * multiple;
  }
}
