package io.github.yolonas.summary.internal;

import io.github.yolonas.Precision;
import io.github.yolonas.model.ModuleTree;
import io.github.yolonas.model.ModuleType;
import io.github.yolonas.summary.LayerSummary;
import io.github.yolonas.summary.NetworkForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tree of modules as a list of records, each with the sums over what lies below it. */
final class LayerRecords {
  private final NetworkForm form;
  private final Precision precision;
  private final Set<String> quantized;
  private final Map<Integer, Integer> indexes = new HashMap<>();
  private long outputBytes;
  private long paramBytes;

  /**
   * For one tree.
   *
   * @param precision of the layers that are not quantized
   * @param quantized the names of those that are
   */
  LayerRecords(NetworkForm form, Precision precision, Set<String> quantized) {
    this.form = form;
    this.precision = precision;
    this.quantized = quantized;
  }

  List<LayerSummary> of(ModuleTree network) {
    return describe(network, "", "", 0);
  }

  /** Of what the layers with parameters have made. */
  long outputBytes() {
    return outputBytes;
  }

  /** Of the parameters of the layers without parts. */
  long paramBytes() {
    return paramBytes;
  }

  /** The module, then all below it in the order of a pass. */
  private List<LayerSummary> describe(ModuleTree module, String parent, String path, int depth) {
    int index = depth == 0 ? 0 : indexes.merge(depth, 1, Integer::sum);
    List<LayerSummary> below = new ArrayList<>();
    long params = module.own().count();
    long multAdds = Work.multAdds(form, module);
    for (ModuleTree child : module.children()) {
      String place = path.isEmpty() ? child.name() : path + "." + child.name();
      List<LayerSummary> part = describe(child, path, place, depth + 1);
      params += part.get(0).params();
      multAdds += part.get(0).multAdds();
      below.addAll(part);
    }
    Optional<Precision> computesIn = precision(module, parent, path);
    computesIn.filter(p -> module.own().count() > 0).ifPresent(p -> addBytes(module, p));
    below.add(0, record(module, path, depth, index, params, multAdds, computesIn));
    return below;
  }

  private LayerSummary record(
      ModuleTree module,
      String path,
      int depth,
      int index,
      long params,
      long multAdds,
      Optional<Precision> computesIn) {
    boolean integers = computesIn.equals(Optional.of(Precision.INT8));
    return new LayerSummary(
        path,
        (integers ? "Quantized" : "") + module.type().className(),
        module.name(),
        depth,
        index,
        module.isLeaf(),
        module.kernel(),
        module.input().sizes(),
        module.output().sizes(),
        params,
        module.own().count(),
        form == NetworkForm.ORIGINAL ? params : 0,
        multAdds,
        computesIn);
  }

  /** A shortcut is called after its bottleneck, whose scale it multiplies with. */
  private Optional<Precision> precision(ModuleTree module, String parent, String path) {
    if (quantized.contains(module.type() == ModuleType.RESIDUAL ? parent : path)
        && module.isLeaf()) {
      return Optional.of(Precision.INT8);
    }
    return module.isLeaf() && module.own().count() > 0 ? Optional.of(precision) : Optional.empty();
  }

  private void addBytes(ModuleTree module, Precision computesIn) {
    outputBytes += Work.outputCopies(form) * module.output().elements() * Work.bytes(computesIn);
    paramBytes += Work.paramBytes(module, computesIn);
  }
}
