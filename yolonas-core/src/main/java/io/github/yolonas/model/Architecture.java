package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How wide and deep a YOLO-NAS is: all that its topology does not fix. Channel counts are those of
 * the tensors, after the original's width multipliers. Immutable.
 *
 * @param inputChannels channels of the input image, 3 for RGB
 * @param stemChannels channels out of the stem
 * @param stages the backbone's four stages
 * @param spp the spatial pyramid pooling after the last stage
 * @param upStages the neck's two up-sampling stages
 * @param downStages the neck's two down-sampling stages
 * @param heads one head for each of the strides 8, 16 and 32
 * @param numClasses how many classes the heads score
 * @param regMax the last bin of the box distributions: each side is spread over {@code regMax + 1}
 *     bins, in units of the stride
 */
public record Architecture(
    int inputChannels,
    int stemChannels,
    List<Stage> stages,
    Spp spp,
    List<UpStage> upStages,
    List<DownStage> downStages,
    List<Head> heads,
    int numClasses,
    int regMax) {

  /** Input height and width must be multiples of this: the coarsest stride. */
  public static final int SIZE_MULTIPLE = 32;

  /** {@code regMax} of every published model. */
  public static final int DEFAULT_REG_MAX = 16;

  private static final int CHANNEL_MULTIPLE = 8;

  /** The strides of the three heads, pixels of the input for each cell of the feature map. */
  public static final List<Integer> STRIDES = List.of(8, 16, 32);

  /** A cross-stage-partial layer of bottlenecks. The original: {@code YoloNASCSPLayer}. */
  public record Csp(
      int outChannels, int hiddenChannels, int bottlenecks, boolean concatIntermediates) {
    Csp scaled(double width, double depth) {
      return new Csp(
          channels(outChannels, width),
          channels(hiddenChannels, width),
          Math.max(1, (int) Math.round(bottlenecks * depth)),
          concatIntermediates);
    }
  }

  /** A backbone stage. The original: {@code YoloNASStage}. */
  public record Stage(int outChannels, Csp blocks) {}

  /** Spatial pyramid pooling: {@code SPP}. Kernel sizes are odd, of max pooling with stride 1. */
  public record Spp(int outChannels, int hiddenChannels, List<Integer> kernels) {
    public Spp {
      kernels = List.copyOf(kernels);
    }
  }

  /** An up-sampling stage of the neck, with two skip inputs. The original: YoloNASUpStage. */
  public record UpStage(int outChannels, boolean reduceChannels, Csp blocks) {}

  /** A down-sampling stage of the neck: {@code YoloNASDownStage}. */
  public record DownStage(int convChannels, Csp blocks) {}

  /**
   * A detection head: {@code YoloNASDFLHead}. A branch is a chain of 3×3 convolutions, each given
   * by its group count.
   */
  public record Head(int interChannels, List<Integer> clsConvGroups, List<Integer> regConvGroups) {
    public Head {
      clsConvGroups = List.copyOf(clsConvGroups);
      regConvGroups = List.copyOf(regConvGroups);
    }
  }

  public Architecture {
    stages = List.copyOf(stages);
    upStages = List.copyOf(upStages);
    downStages = List.copyOf(downStages);
    heads = List.copyOf(heads);
    require("stages", 4, stages.size());
    require("upStages", 2, upStages.size());
    require("downStages", 2, downStages.size());
    require("heads", STRIDES.size(), heads.size());
    atLeastOne("inputChannels", inputChannels);
    atLeastOne("numClasses", numClasses);
    atLeastOne("regMax", regMax);
  }

  /** YOLO-NAS S (19.0 M parameters as published, 12.2 M fused). */
  public static Architecture s(int numClasses) {
    return of(
        numClasses,
        List.of(csp(96, 32, 2, false), csp(192, 64, 3, false), csp(384, 96, 5, false)),
        csp(768, 192, 2, false),
        List.of(csp(192, 64, 2, false), csp(96, 48, 2, false)),
        List.of(csp(192, 64, 2, false), csp(384, 64, 2, false)),
        List.of(64, 128, 256));
  }

  /** YOLO-NAS M (51.1 M parameters as published, 31.9 M fused). */
  public static Architecture m(int numClasses) {
    return of(
        numClasses,
        List.of(csp(96, 64, 2, true), csp(192, 128, 3, true), csp(384, 256, 5, true)),
        csp(768, 384, 2, false),
        List.of(csp(192, 192, 2, false), csp(96, 64, 3, false)),
        List.of(csp(192, 192, 2, false), csp(384, 256, 3, false)),
        List.of(96, 192, 384));
  }

  /** YOLO-NAS L (66.9 M parameters as published, 42.0 M fused). */
  public static Architecture l(int numClasses) {
    return of(
        numClasses,
        List.of(csp(96, 96, 2, true), csp(192, 128, 3, true), csp(384, 256, 5, true)),
        csp(768, 512, 2, true),
        List.of(csp(192, 128, 4, false), csp(96, 128, 4, false)),
        List.of(csp(192, 128, 4, false), csp(384, 256, 4, false)),
        List.of(128, 256, 512));
  }

  private static Architecture of(
      int numClasses,
      List<Csp> early,
      Csp last,
      List<Csp> up,
      List<Csp> down,
      List<Integer> heads) {
    List<Stage> stages =
        Stream.concat(early.stream(), Stream.of(last))
            .map(csp -> new Stage(csp.outChannels(), csp))
            .toList();
    int deepest = last.outChannels();
    return new Architecture(
        3,
        48,
        stages,
        new Spp(deepest, deepest / 2, List.of(5, 9, 13)),
        up.stream().map(csp -> new UpStage(csp.outChannels(), true, csp)).toList(),
        down.stream().map(csp -> new DownStage(csp.outChannels() / 2, csp)).toList(),
        heads.stream().map(inter -> new Head(inter, List.of(1), List.of(1))).toList(),
        numClasses,
        DEFAULT_REG_MAX);
  }

  private static Csp csp(int out, int hidden, int bottlenecks, boolean concatIntermediates) {
    return new Csp(out, hidden, bottlenecks, concatIntermediates);
  }

  /**
   * A narrower or wider, shallower or deeper network of the same topology. Channels are rounded to
   * multiples of 8, which vector units like; of bottlenecks each layer keeps at least one.
   *
   * @param width factor of all channels but the image's
   * @param depth factor of the number of bottlenecks
   */
  public Architecture scaled(double width, double depth) {
    UnaryOperator<Csp> csp = c -> c.scaled(width, depth);
    return new Architecture(
        inputChannels,
        channels(stemChannels, width),
        stages.stream()
            .map(s -> new Stage(channels(s.outChannels(), width), csp.apply(s.blocks())))
            .toList(),
        new Spp(
            channels(spp.outChannels(), width),
            channels(spp.hiddenChannels(), width),
            spp.kernels()),
        upStages.stream()
            .map(
                s ->
                    new UpStage(
                        channels(s.outChannels(), width),
                        s.reduceChannels(),
                        csp.apply(s.blocks())))
            .toList(),
        downStages.stream()
            .map(s -> new DownStage(channels(s.convChannels(), width), csp.apply(s.blocks())))
            .toList(),
        heads.stream()
            .map(
                h ->
                    new Head(
                        channels(h.interChannels(), width), h.clsConvGroups(), h.regConvGroups()))
            .toList(),
        numClasses,
        regMax);
  }

  /** Channels of the neck's three feature maps, which the heads read: strides 8, 16 and 32. */
  public List<Integer> featureChannels() {
    return List.of(
        upStages.get(1).blocks().outChannels(),
        downStages.get(0).blocks().outChannels(),
        downStages.get(1).blocks().outChannels());
  }

  private static int channels(int count, double width) {
    return Math.max(
        CHANNEL_MULTIPLE, (int) Math.round(count * width / CHANNEL_MULTIPLE) * CHANNEL_MULTIPLE);
  }

  /** The published variant of this shape, {@code S}, {@code M} or {@code L}, else "custom". */
  public String variantName() {
    if (equals(s(numClasses))) {
      return "S";
    }
    if (equals(m(numClasses))) {
      return "M";
    }
    return equals(l(numClasses)) ? "L" : "custom";
  }

  private static void require(String what, int expected, int found) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s: YOLO-NAS has %d, found %d".formatted(what, expected, found));
    }
  }

  private static void atLeastOne(String what, int found) {
    if (found < 1) {
      throw new IllegalArgumentException(what + ": expected at least 1, found " + found);
    }
  }
}
