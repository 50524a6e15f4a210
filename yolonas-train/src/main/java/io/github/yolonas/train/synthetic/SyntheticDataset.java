package io.github.yolonas.train.synthetic;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;
import java.util.Objects;

/**
 * Images that are made when they are asked for: printed symbols, turned, scaled, shaded and partly
 * on top of one another, on varied backgrounds, some of them blurred, noisy or badly compressed.
 * Image {@code i} of a seed is the same, pixels and boxes, whenever and wherever it is made: no
 * font, no codec and no platform's mathematics has a part in it. Different seeds have no image in
 * common, so that one can be trained on and another measured by.
 *
 * <p>A box is tight around the whole of what is drawn of its symbol, the outline's stroke included
 * and its shadow not, also where another symbol covers it; it is clipped to the image. No symbol is
 * hidden by more than {@link SyntheticOptions#maxHidden}: those that would be, or would hide
 * another one so, are not drawn. Nothing is marked as a crowd.
 *
 * <p>Immutable and thread-safe; takes no memory worth mentioning, and no native memory.
 */
public final class SyntheticDataset implements Dataset {
  private final SyntheticOptions options;
  private final ScenePlanner planner;

  /** Images as the options describe them. */
  public SyntheticDataset(SyntheticOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    this.planner = new ScenePlanner(options);
  }

  @Override
  public List<String> classNames() {
    return options.classNames();
  }

  @Override
  public int size() {
    return options.size();
  }

  /** What this was made with. */
  public SyntheticOptions options() {
    return options;
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return annotations(index, planner.plan(Objects.checkIndex(index, size())));
  }

  private AnnotatedImage annotations(int index, Scene scene) {
    return new AnnotatedImage(
        "synthetic-%d-%06d".formatted(options.seed(), index),
        new ImageShape(scene.height(), scene.width()),
        scene.objects().stream().map(object -> annotation(object, scene)).toList());
  }

  private Annotation annotation(SceneObject object, Scene scene) {
    String name = object.symbol().className();
    int label = options.classNames().indexOf(name);
    return Annotation.of(new Detection(label, name, 1, object.box(scene.width(), scene.height())));
  }

  @Override
  public LabelledImage read(int index) {
    Scene scene = planner.plan(Objects.checkIndex(index, size()));
    return LabelledImage.of(SceneRenderer.render(scene), annotations(index, scene));
  }
}
