package io.github.yolonas.train.distill;

import io.github.yolonas.model.Scoped;
import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.Autocast;
import io.github.yolonas.train.network.Mode;
import io.github.yolonas.train.network.NetworkOutput;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.AuxiliaryLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The distance of a network that learns, the student, to one that has learned, the teacher, which
 * may be wider and deeper. It goes into a trainer beside the loss of the labels:
 *
 * <pre>{@code
 * try (DistillationLoss loss = DistillationLoss.of(teacher, student, DistillationOptions.defaults())) {
 *   Trainer.builder(student, loader, folder).auxiliaryLoss(loss).build().train();
 * }
 * }</pre>
 *
 * <p>Theory. Labels say what is there and where; a teacher also says what it might have been, how
 * sure it is of each edge, and where it looks. All three are compared by relative entropies, which
 * are 0 where both networks say the same:
 *
 * <ul>
 *   <li>class scores: a binary relative entropy of each score, weighted so that the background does
 *       not drown the objects;
 *   <li>box sides: the relative entropy of the distributions of distances, weighted by the
 *       teacher's score (Zheng et al., "Localization Distillation for Dense Object Detection",
 *       2022);
 *   <li>feature maps: the relative entropy over places, channel by channel, after a learned 1×1
 *       projection to the teacher's channels (Shu et al., "Channel-wise Knowledge Distillation for
 *       Dense Prediction", 2021).
 * </ul>
 *
 * <p>The first two are sums over anchors, divided by the sum of the teacher's highest scores of all
 * anchors that reach the least score, at least 1, as the loss of the labels is divided by the sum
 * of its assigned scores: so weights mean the same for both, however many objects there are. The
 * third is the mean over levels.
 *
 * <p>It owns a copy of the teacher, which goes by its running statistics and is not recorded, and
 * the projections, which the trainer learns and saves. Not thread-safe. Close it when the training
 * is over.
 */
public final class DistillationLoss implements AuxiliaryLoss, AutoCloseable {
  private final TrainableNetwork teacher;
  private final FeatureProjections projections;
  private final DistillationOptions options;
  private final Comparison comparison;
  private final String description;
  private boolean closed;

  private DistillationLoss(
      TrainableNetwork teacher, FeatureProjections projections, DistillationOptions options) {
    this.teacher = teacher;
    this.projections = projections;
    this.options = options;
    comparison = new Comparison(options, projections);
    description =
        "%s from a teacher with checksum %08x".formatted(options, TeacherChecksum.of(teacher));
  }

  /**
   * For a teacher and a student.
   *
   * @param teacher which is copied; the original stays the caller's
   * @param student which will learn; only its description is looked at
   * @throws IllegalArgumentException if they differ in classes, bins, number format or device
   */
  public static DistillationLoss of(
      TrainableNetwork teacher, TrainableNetwork student, DistillationOptions options) {
    Objects.requireNonNull(options, "options");
    requireSame("classes", student.numClasses(), teacher.numClasses());
    requireSame("bins of a box side", student.bins(), teacher.bins());
    requireSame("a number format", student.scalarType(), teacher.scalarType());
    requireSame("a device", student.device(), teacher.device());
    TrainableNetwork copy = teacher.copy();
    try {
      FeatureProjections projections =
          options.featureWeight() == 0
              ? FeatureProjections.none()
              : FeatureProjections.of(
                  student.featureChannels(),
                  teacher.featureChannels(),
                  options.seed(),
                  student.parameters().values().iterator().next());
      return new DistillationLoss(copy, projections, options);
    } catch (RuntimeException | Error e) {
      copy.close();
      throw e;
    }
  }

  private static void requireSame(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "teacher: expected %s as the student has, %s, found %s".formatted(what, expected, found));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the student is none of the kind that this loss was made for
   * @throws IllegalStateException if this loss is closed
   */
  @Override
  public Tensor compute(Tensor images, NetworkOutput student, TargetBatch targets) {
    return Scoped.run(() -> terms(images, student).total(), List::of);
  }

  /**
   * Its parts that have a weight: {@code distillClass}, {@code distillBox}, {@code distillFeature}.
   */
  @Override
  public Map<String, Tensor> terms(Tensor images, NetworkOutput student, TargetBatch targets) {
    DistillationTerms all = terms(images, student);
    Map<String, Tensor> terms = new LinkedHashMap<>();
    putIfWeighted(terms, "distillClass", options.classWeight(), all.classes());
    putIfWeighted(terms, "distillBox", options.boxWeight(), all.boxes());
    putIfWeighted(terms, "distillFeature", options.featureWeight(), all.features());
    return terms;
  }

  private static void putIfWeighted(
      Map<String, Tensor> terms, String name, double weight, Tensor term) {
    if (weight > 0) {
      terms.put(name, term);
    }
  }

  /**
   * The loss in its parts; recorded for autograd.
   *
   * @param images [N, C, H, W], as the student saw them
   * @param student what it made of them
   * @return tensors in the caller's scope
   * @throws IllegalArgumentException if the student is none of the kind that this loss was made for
   * @throws IllegalStateException if this loss is closed
   */
  public DistillationTerms terms(Tensor images, NetworkOutput student) {
    if (closed) {
      throw new IllegalStateException("the distillation loss is closed");
    }
    return Scoped.run(() -> comparison.of(student, teach(images)), DistillationTerms::tensors);
  }

  private NetworkOutput teach(Tensor images) {
    try (NoGradGuard guard = new NoGradGuard()) {
      if (!options.bf16()) {
        return teacher.pass(images, Mode.EVALUATION);
      }
      try (Autocast bf16 = Autocast.bf16(teacher.device())) {
        return teacher.pass(images, Mode.EVALUATION);
      }
    }
  }

  /** The weights of the projections, {@code projection.p3.weight} and so on. */
  @Override
  public Map<String, Tensor> parameters() {
    return projections.parameters();
  }

  @Override
  public String description() {
    return description;
  }

  /** How it is made up. */
  public DistillationOptions options() {
    return options;
  }

  /** Frees the copy of the teacher and the projections. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      projections.close();
      teacher.close();
    }
  }
}
