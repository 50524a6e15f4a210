package io.github.yolonas.runtime;

import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the original's {@code state_dict()} holds after it has fused its blocks, computed here in
 * plain loops, apart from the library's own folding.
 *
 * <p>Partial fusion joins the branches into {@code rbr_reparam} and keeps {@code post_bn}; full
 * fusion folds that too.
 */
final class FusedStateDict {
  private static final double EPS = 1e-3;
  private static final String BRANCH = ".branch_3x3.conv.weight";

  private final StateDict source;
  private final boolean full;
  private final StateDict.Builder target = StateDict.builder();

  private FusedStateDict(StateDict source, boolean full) {
    this.source = source;
    this.full = full;
  }

  static StateDict partial(StateDict source) {
    return new FusedStateDict(source, false).fuse();
  }

  static StateDict full(StateDict source) {
    return new FusedStateDict(source, true).fuse();
  }

  private StateDict fuse() {
    source.stream().filter(tensor -> !belongsToBranch(tensor.name())).forEach(target::add);
    source.names().stream()
        .filter(name -> name.endsWith(BRANCH))
        .map(name -> name.substring(0, name.length() - BRANCH.length()))
        .forEach(this::addBlock);
    return target.build();
  }

  private boolean belongsToBranch(String name) {
    return name.contains(".branch_")
        || name.contains(".rbr_reparam.")
        || (full && name.contains(".post_bn."));
  }

  private void addBlock(String path) {
    long[] shape = source.get(path + BRANCH).shape();
    int out = (int) shape[0];
    int in = (int) shape[1];
    float[] kernel = values(path + BRANCH);
    float[] centre = values(path + ".branch_1x1.weight");
    double[] scale = scale(path + ".branch_3x3.bn");
    double[] bias = shift(path + ".branch_3x3.bn", scale);
    float[] bias1x1 = values(path + ".branch_1x1.bias");
    double[] post = full ? scale(path + ".post_bn") : ones(out);
    double[] postShift = full ? shift(path + ".post_bn", post) : new double[out];
    float[] fusedKernel = new float[kernel.length];
    float[] fusedBias = new float[out];
    boolean residual = path.contains(".bottlenecks.");
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int k = 0; k < 9; k++) {
          int at = (o * in + i) * 9 + k;
          double value = kernel[at] * scale[o];
          if (k == 4) {
            value += centre[o * in + i] + (residual && o == i ? 1 : 0);
          }
          fusedKernel[at] = (float) (value * post[o]);
        }
      }
      fusedBias[o] = (float) ((bias[o] + bias1x1[o]) * post[o] + postShift[o]);
    }
    add(path + ".rbr_reparam.weight", fusedKernel, shape);
    add(path + ".rbr_reparam.bias", fusedBias, out);
  }

  private double[] scale(String bn) {
    float[] weight = values(bn + ".weight");
    float[] variance = values(bn + ".running_var");
    double[] scale = new double[weight.length];
    Arrays.setAll(scale, i -> weight[i] / Math.sqrt(variance[i] + EPS));
    return scale;
  }

  private double[] shift(String bn, double[] scale) {
    float[] bias = values(bn + ".bias");
    float[] mean = values(bn + ".running_mean");
    double[] shift = new double[bias.length];
    Arrays.setAll(shift, i -> bias[i] - mean[i] * scale[i]);
    return shift;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private float[] values(String name) {
    StoredTensor tensor = source.get(name);
    ByteBuffer bytes = ByteBuffer.allocate((int) tensor.byteCount()).order(ByteOrder.LITTLE_ENDIAN);
    tensor.readInto(bytes);
    float[] values = new float[(int) tensor.elementCount()];
    bytes.rewind().asFloatBuffer().get(values);
    return values;
  }

  private void add(String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    target.add(StoredTensor.of(name, DType.FLOAT32, shape, bytes));
  }
}
