package io.github.yolonas.checkpoint;

import static java.util.Map.entry;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored {@code image_processor} to pre-processing steps. A step is stored as its name ({@code
 * "ReverseImageChannels"}), as a name with arguments ({@code {"StandardizeImage": {"max_value":
 * 255.0}}}), or, in a whole pickled model, as an object of the original's class. {@code
 * ComposeProcessing} holds a list of steps and may be nested.
 */
final class StepDecoder {
  private static final int MOST_STEPS = 100;
  private static final int DEEPEST = 10;

  private static final Map<String, Function<StepArguments, ProcessingStep>> STEPS =
      Map.ofEntries(
          entry("ReverseImageChannels", a -> new ReverseImageChannels()),
          entry(
              "DetectionLongestMaxSizeRescale",
              a -> new DetectionLongestMaxSizeRescale(a.height(), a.width())),
          entry("DetectionRescale", a -> new DetectionRescale(a.height(), a.width())),
          entry(
              "DetectionCenterPadding",
              a -> new DetectionCenterPadding(a.height(), a.width(), a.padValue())),
          entry(
              "DetectionBottomRightPadding",
              a -> new DetectionBottomRightPadding(a.height(), a.width(), a.padValue())),
          entry("DetectionAutoPadding", a -> new DetectionAutoPadding(a.multiple(), a.padValue())),
          entry("StandardizeImage", a -> new StandardizeImage(a.maxValue())),
          entry(
              "NormalizeImage", a -> new NormalizeImage(a.perChannel("mean"), a.perChannel("std"))),
          entry(
              "ImagePermute",
              a -> {
                a.requireChannelsFirst();
                return new ImagePermute();
              }));

  private final String file;
  private final List<ProcessingStep> steps = new ArrayList<>();
  private int visited;

  StepDecoder(String file) {
    this.file = file;
  }

  /**
   * All steps in order.
   *
   * @throws CheckpointException if one is not known, or its arguments are out of range
   */
  List<ProcessingStep> decode(Object processor) {
    add(processor, 0);
    return steps;
  }

  private void add(Object stored, int depth) {
    if (++visited > MOST_STEPS || depth > DEEPEST) {
      throw refused(
          "at most %d steps, nested at most %d deep".formatted(MOST_STEPS, DEEPEST), "more");
    }
    Object step = OmegaConf.plain(stored);
    if (step instanceof String name) {
      add(name, new Dict(), depth);
    } else if (step instanceof Dict named && named.entries.size() == 1) {
      Map.Entry<String, Object> only = named.entries.entrySet().iterator().next();
      Object arguments = OmegaConf.plain(only.getValue());
      add(only.getKey(), arguments instanceof Dict dict ? dict : noArguments(arguments), depth);
    } else if (step instanceof Instance instance && instance.type instanceof Global type) {
      add(type.name(), instance.state instanceof Dict dict ? dict : new Dict(), depth);
    } else {
      throw refused("a step's name with its arguments", "something else");
    }
  }

  private void add(String name, Dict arguments, int depth) {
    if (name.equals("ComposeProcessing")) {
      if (!(OmegaConf.plain(arguments.get("processings")) instanceof Sequence list)) {
        throw refused("a list of processings in ComposeProcessing", "something else");
      }
      list.items.forEach(item -> add(item, depth + 1));
      return;
    }
    Function<StepArguments, ProcessingStep> constructor = STEPS.get(name);
    if (constructor == null) {
      throw refused(
          "one of " + STEPS.keySet().stream().sorted().toList(), CheckpointException.quote(name));
    }
    try {
      steps.add(constructor.apply(new StepArguments(arguments)));
    } catch (IllegalArgumentException e) {
      throw refused("usable arguments of " + name, String.valueOf(e.getMessage()));
    }
  }

  private Dict noArguments(@Nullable Object arguments) {
    if (arguments == null || arguments == None.NONE) {
      return new Dict();
    }
    throw refused("arguments by name", "something else");
  }

  private CheckpointException refused(String expected, String found) {
    return CheckpointException.expected(
        file,
        ProcessingCodec.KEY + "." + ProcessingCodec.IMAGE_PROCESSOR,
        expected,
        found + " (the weights are usable: set the pre-processing in the options instead)");
  }
}
