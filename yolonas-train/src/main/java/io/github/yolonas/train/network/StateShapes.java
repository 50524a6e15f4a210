package io.github.yolonas.train.network;

import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ModuleTree;
import io.github.yolonas.model.ModuleType;
import io.github.yolonas.model.OriginalModules;
import io.github.yolonas.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and shapes of all parameters and buffers of a network that is made anew. */
final class StateShapes {
  private static final long[] SCALAR = {};
  private static final int KERNEL = 3;

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private StateShapes() {}

  /** In the order in which a pass meets them. */
  static Map<String, long[]> of(Architecture architecture) {
    long side = Architecture.SIZE_MULTIPLE;
    Shape image = new Shape(List.of(1L, (long) architecture.inputChannels(), side, side));
    StateShapes state = new StateShapes();
    OriginalModules.of(architecture, image).walk(state::add);
    return state.shapes;
  }

  private void add(String path, ModuleTree module) {
    if (module.isLeaf() && module.own().count() == 0) {
      return;
    }
    switch (module.type()) {
      case CONV_2D -> {
        long out = module.output().channels();
        long taps = (long) module.kernel().get(0) * module.kernel().get(1);
        long in = module.own().weight() / (out * taps);
        put(path + ".weight", out, in, module.kernel().get(0), module.kernel().get(1));
        putBias(path, module);
      }
      case CONV_TRANSPOSE_2D -> {
        long in = module.input().channels();
        long out = module.output().channels();
        put(path + ".weight", in, out, module.kernel().get(0), module.kernel().get(1));
        putBias(path, module);
      }
      case BATCH_NORM_2D -> {
        for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
          put(path + "." + name, module.output().channels());
        }
        put(path + ".num_batches_tracked", SCALAR);
      }
      case BOTTLENECK -> put(path + ".alpha", 1);
      case QA_REP_VGG_BLOCK -> {
        long out = module.output().channels();
        put(path + ".rbr_reparam.weight", out, module.input().channels(), KERNEL, KERNEL);
        put(path + ".rbr_reparam.bias", out);
      }
      default -> require(module);
    }
  }

  private void putBias(String path, ModuleTree module) {
    if (module.own().bias() > 0) {
      put(path + ".bias", module.own().bias());
    }
  }

  private static void require(ModuleTree module) {
    if (module.own().count() != 0) {
      throw new IllegalStateException(ModuleType.class.getSimpleName() + " " + module.type());
    }
  }

  private void put(String name, long... shape) {
    shapes.put(name, shape);
  }
}
