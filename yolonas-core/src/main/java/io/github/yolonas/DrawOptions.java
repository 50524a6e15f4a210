package io.github.yolonas;

import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.annotate.BoxAnnotator;
import io.github.yolonas.annotate.LabelAnnotator;
import io.github.yolonas.draw.Palette;
import io.github.yolonas.postprocess.Detection;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How detections are drawn. Immutable; made by {@link #builder}.
 *
 * @param boxThickness width of the lines in pixels, 1 or more; empty to scale it with the image
 * @param showLabels whether each box has a plate with its class name; default true. Plates need a
 *     font, so that a machine without any can draw only with {@code false}.
 * @param showConfidence whether the plate shows the score too, to two decimals; default true
 * @param colors colours by class name, for boxes and plates; other classes have one from a fixed
 *     palette, by label, the same in every run. Names the model does not know have no effect, so
 *     that models may share one scheme.
 * @param classes names of the only classes to draw; empty for all
 */
public record DrawOptions(
    OptionalInt boxThickness,
    boolean showLabels,
    boolean showConfidence,
    Map<String, Color> colors,
    Set<String> classes) {

  /**
   * Checks the range and copies the collections.
   *
   * @param boxThickness 1 or more, or empty
   * @param showLabels whether there are plates
   * @param showConfidence whether scores are on them
   * @param colors of any classes
   * @param classes of the model, or none for all
   * @throws IllegalArgumentException if {@code boxThickness} is less than 1
   */
  public DrawOptions {
    if (boxThickness.isPresent() && boxThickness.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "boxThickness: expected at least 1 pixel, found " + boxThickness.getAsInt());
    }
    colors = Map.copyOf(colors);
    classes = Set.copyOf(classes);
  }

  /** {@return the options with everything by default} */
  public static DrawOptions defaults() {
    return builder().build();
  }

  /** {@return a builder that starts from the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that starts from these} */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.boxThickness = boxThickness;
    b.showLabels = showLabels;
    b.showConfidence = showConfidence;
    b.colors.putAll(colors);
    b.classes = classes;
    return b;
  }

  /**
   * The annotator that draws so, for pictures that come without a result, such as frames of a
   * video: boxes first, then labels, so that no line crosses a text.
   *
   * @return boxes and, if wanted, labels
   */
  public Annotator annotator() {
    Annotator drawn = new BoxAnnotator(boxThickness, this::color);
    if (showLabels) {
      drawn =
          drawn.then(
              new LabelAnnotator(boxThickness, Detection::className, showConfidence, this::color));
    }
    return classes.isEmpty()
        ? drawn
        : drawn.only(detection -> classes.contains(detection.className()));
  }

  private Color color(Detection detection) {
    Color chosen = colors.get(detection.className());
    return chosen == null ? Palette.of(detection.label()) : chosen;
  }

  /** Refuses options that name a class which is not among the model's. */
  void requireKnown(List<String> classNames) {
    for (String name : new TreeSet<>(classes)) {
      if (!classNames.contains(name)) {
        throw new IllegalArgumentException(
            "classes: the model knows no '%s'; expected some of %s".formatted(name, classNames));
      }
    }
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private OptionalInt boxThickness = OptionalInt.empty();
    private boolean showLabels = true;
    private boolean showConfidence = true;
    private final Map<String, Color> colors = new LinkedHashMap<>();
    private Set<String> classes = Set.of();

    private Builder() {}

    /**
     * Sets the width of the lines.
     *
     * @param pixels 1 or more; by default it is scaled with the image
     * @return this builder
     */
    public Builder boxThickness(int pixels) {
      boxThickness = OptionalInt.of(pixels);
      return this;
    }

    /**
     * Sets whether boxes have plates with their class names.
     *
     * @param value default true
     * @return this builder
     */
    public Builder showLabels(boolean value) {
      showLabels = value;
      return this;
    }

    /**
     * Sets whether the plates show scores too.
     *
     * @param value default true
     * @return this builder
     */
    public Builder showConfidence(boolean value) {
      showConfidence = value;
      return this;
    }

    /**
     * Sets the colour of one class, beside those set before.
     *
     * @param className the class
     * @param value its colour
     * @return this builder
     */
    public Builder color(String className, Color value) {
      colors.put(className, value);
      return this;
    }

    /**
     * Sets colours of classes, beside those set before.
     *
     * @param values colours by class name
     * @return this builder
     */
    public Builder colors(Map<String, Color> values) {
      colors.putAll(values);
      return this;
    }

    /**
     * Sets which classes are drawn.
     *
     * @param names of the only classes to draw; none for all
     * @return this builder
     */
    public Builder classes(String... names) {
      classes = new LinkedHashSet<>(List.of(names));
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws IllegalArgumentException if one is out of range
     */
    public DrawOptions build() {
      return new DrawOptions(boxThickness, showLabels, showConfidence, colors, classes);
    }
  }
}
