package io.github.yolonas.examples.command;

import io.github.yolonas.video.track.LineCounter;
import io.github.yolonas.video.track.Point;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a line as the coordinates of its ends. */
final class LineConverter implements ITypeConverter<LineCounter> {
  @Override
  public LineCounter convert(String text) {
    try {
      double[] v = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (v.length == 4) {
        return new LineCounter(new Point(v[0], v[1]), new Point(v[2], v[3]));
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "expected X1,Y1,X2,Y2 in pixels, found '%s'".formatted(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
    throw new TypeConversionException("expected X1,Y1,X2,Y2 in pixels, found '%s'".formatted(text));
  }
}
