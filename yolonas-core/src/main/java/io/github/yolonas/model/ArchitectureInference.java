package io.github.yolonas.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads an {@link Architecture} off the shapes of a checkpoint's tensors, so that S, M, L and
 * custom networks load without being told.
 *
 * <p>Two things leave no trace in any shape: the kernel sizes of the pyramid pooling (only their
 * number does; the published 5, 9, 13 are assumed) and the activation (ReLU, as in every published
 * model).
 */
public final class ArchitectureInference {
  private static final List<Integer> SPP_KERNELS = List.of(5, 9, 13);

  private final TensorSource source;

  private ArchitectureInference(TensorSource source) {
    this.source = source;
  }

  /**
   * Infers the architecture. Reads shapes only.
   *
   * @throws WeightsException if a tensor that tells a width is missing or of the wrong rank, or if
   *     the pyramid pooling has another number of windows than the published models
   */
  public static Architecture infer(TensorSource source) {
    return new ArchitectureInference(source).infer();
  }

  private Architecture infer() {
    long[] stem = block("backbone.stem.conv");
    long[] classes = shape("heads.head1.cls_pred.weight");
    return new Architecture(
        size(stem, 1),
        size(stem, 0),
        IntStream.rangeClosed(1, 4).mapToObj(i -> stage("backbone.stage" + i)).toList(),
        spp("backbone.context_module"),
        List.of(upStage("neck.neck1"), upStage("neck.neck2")),
        List.of(downStage("neck.neck3"), downStage("neck.neck4")),
        IntStream.rangeClosed(1, 3).mapToObj(i -> head("heads.head" + i)).toList(),
        size(classes, 0),
        regMax());
  }

  private Architecture.Stage stage(String path) {
    return new Architecture.Stage(size(block(path + ".downsample"), 0), csp(path + ".blocks"));
  }

  private Architecture.Csp csp(String path) {
    int bottlenecks = count(path + ".bottlenecks.");
    int hidden = size(conv(path + ".conv1"), 0);
    long[] joint = conv(path + ".conv3");
    boolean concatIntermediates = bottlenecks > 0 && joint[1] != 2L * hidden;
    return new Architecture.Csp(size(joint, 0), hidden, bottlenecks, concatIntermediates);
  }

  private Architecture.Spp spp(String path) {
    int hidden = size(conv(path + ".cv1"), 0);
    long[] joint = conv(path + ".cv2");
    long windows = joint[1] / hidden - 1;
    if (windows != SPP_KERNELS.size()) {
      throw new WeightsException(
          "%s: %s pools over %d windows, whose sizes no tensor tells; expected %d, of sizes %s"
              .formatted(source.name(), path, windows, SPP_KERNELS.size(), SPP_KERNELS));
    }
    return new Architecture.Spp(size(joint, 0), hidden, SPP_KERNELS);
  }

  private Architecture.UpStage upStage(String path) {
    boolean reduces = source.keys().contains(path + ".reduce_after_concat.conv.weight");
    return new Architecture.UpStage(size(conv(path + ".conv"), 0), reduces, csp(path + ".blocks"));
  }

  private Architecture.DownStage downStage(String path) {
    return new Architecture.DownStage(size(conv(path + ".conv"), 0), csp(path + ".blocks"));
  }

  private Architecture.Head head(String path) {
    int inter = size(conv(path + ".stem.seq"), 0);
    return new Architecture.Head(
        inter, groups(path + ".cls_convs.", inter), groups(path + ".reg_convs.", inter));
  }

  /** A grouped convolution's weight has only its own group's input channels. */
  private List<Integer> groups(String path, int channels) {
    return IntStream.range(0, count(path))
        .mapToObj(i -> groupCount(path + i + ".seq", channels))
        .toList();
  }

  private int groupCount(String path, int channels) {
    int groupChannels = size(conv(path), 1);
    if (channels % groupChannels != 0) {
      throw new WeightsException(
          "%s: %s: expected input channels that divide %d, found %d"
              .formatted(source.name(), path + ".conv.weight", channels, groupChannels));
    }
    return channels / groupChannels;
  }

  /** Four sides, and two bins at least. */
  private int regMax() {
    String key = "heads.head1.reg_pred.weight";
    int channels = size(shape(key), 0);
    if (channels % 4 != 0 || channels < 8) {
      throw new WeightsException(
          "%s: %s: expected a multiple of 4 channels from 8 on, found %d"
              .formatted(source.name(), key, channels));
    }
    return channels / 4 - 1;
  }

  /** How many numbered children a path has. */
  private int count(String path) {
    return (int)
        source.keys().stream()
            .filter(key -> key.startsWith(path))
            .map(key -> key.substring(path.length()).split("\\.", 2)[0])
            .distinct()
            .count();
  }

  private long[] conv(String path) {
    return shape(path + ".conv.weight");
  }

  private long[] block(String path) {
    String branch = path + ".branch_3x3.conv.weight";
    return shape(source.keys().contains(branch) ? branch : path + ".rbr_reparam.weight");
  }

  private long[] shape(String key) {
    if (!source.keys().contains(key)) {
      throw new WeightsException(
          "%s is no YOLO-NAS: it has no tensor %s, only such as %s"
              .formatted(source.name(), key, source.keys().stream().limit(3).toList()));
    }
    long[] shape = source.shape(key);
    if (shape.length != 4 || Arrays.stream(shape).anyMatch(size -> size < 1 || size > 1 << 20)) {
      throw new WeightsException(
          "%s: expected a convolution's weight of 4 dimensions, %s has %s"
              .formatted(key, source.name(), Arrays.toString(shape)));
    }
    return shape;
  }

  private static int size(long[] shape, int dimension) {
    return Math.toIntExact(shape[dimension]);
  }
}
