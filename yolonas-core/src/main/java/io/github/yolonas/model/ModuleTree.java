package io.github.yolonas.model;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * A module as data: what it is called, the shapes that go in and come out, how many parameters it
 * has, and the modules that it calls, in the order of their calls. Pure Java: no weights, nothing
 * native. Immutable.
 *
 * @param name of the variable that holds it, as in the checkpoint's keys
 * @param kernel [height, width] of a convolution's window, [side] of a pooling one, else empty
 * @param input of the first feature map that it reads
 * @param output of the first feature map that it makes
 * @param own its parameters without its children's
 */
public record ModuleTree(
    ModuleType type,
    String name,
    List<Integer> kernel,
    Shape input,
    Shape output,
    Parameters own,
    List<ModuleTree> children) {

  /**
   * How many parameters.
   *
   * @param weight multiplied with
   * @param bias added
   * @param others neither: the scale of a shortcut, or a placeholder that nothing reads
   */
  public record Parameters(long weight, long bias, long others) {
    static final Parameters NONE = new Parameters(0, 0, 0);

    /** All of them. */
    public long count() {
      return weight + bias + others;
    }
  }

  /** Copies the lists. */
  public ModuleTree {
    kernel = List.copyOf(kernel);
    children = List.copyOf(children);
  }

  /** Modules one after the other. */
  static ModuleTree chain(ModuleType type, String name, ModuleTree... called) {
    Shape output = called[called.length - 1].output;
    return composite(type, name, called[0].input, output, List.of(called));
  }

  static ModuleTree composite(
      ModuleType type, String name, Shape input, Shape output, List<ModuleTree> called) {
    return new ModuleTree(type, name, List.of(), input, output, Parameters.NONE, called);
  }

  /** Parameters of the module's own that belong to none of its children. */
  ModuleTree withOthers(long count) {
    return new ModuleTree(
        type, name, kernel, input, output, new Parameters(own.weight, own.bias, count), children);
  }

  /** A module without parameters that keeps the shape. */
  static ModuleTree passing(ModuleType type, String name, Shape shape) {
    return composite(type, name, shape, shape, List.of());
  }

  static ModuleTree convolution(
      String name, Shape in, int out, int kernel, int stride, int groups, boolean bias) {
    long weight = (long) out * in.channels() / groups * kernel * kernel;
    return leaf(
        ModuleType.CONV_2D,
        name,
        List.of(kernel, kernel),
        in,
        in.convolved(out, stride),
        new Parameters(weight, bias ? out : 0, 0));
  }

  static ModuleTree upsampling(String name, Shape in) {
    int factor = UpsampleConvolution.FACTOR;
    long channels = in.channels();
    return leaf(
        ModuleType.CONV_TRANSPOSE_2D,
        name,
        List.of(factor, factor),
        in,
        in.enlarged(factor),
        new Parameters(channels * channels * factor * factor, channels, 0));
  }

  static ModuleTree batchNorm(String name, Shape shape) {
    Parameters scaleAndShift = new Parameters(shape.channels(), shape.channels(), 0);
    return leaf(ModuleType.BATCH_NORM_2D, name, List.of(), shape, shape, scaleAndShift);
  }

  static ModuleTree maxPool(String name, Shape shape, int kernel) {
    return leaf(ModuleType.MAX_POOL_2D, name, List.of(kernel), shape, shape, Parameters.NONE);
  }

  static ModuleTree leaf(
      ModuleType type, String name, List<Integer> kernel, Shape in, Shape out, Parameters own) {
    return new ModuleTree(type, name, kernel, in, out, own, List.of());
  }

  /** The same with other children. */
  ModuleTree calling(List<ModuleTree> others) {
    return new ModuleTree(type, name, kernel, input, output, own, others);
  }

  /** A child by its variable's name. */
  ModuleTree child(String wanted) {
    return children.stream().filter(c -> c.name.equals(wanted)).findFirst().orElseThrow();
  }

  /** Whether it calls no other module. */
  public boolean isLeaf() {
    return children.isEmpty();
  }

  /** Visits it and all below it, each with its path, such as {@code backbone.stem.conv}. */
  public void walk(BiConsumer<String, ModuleTree> visitor) {
    visitor.accept("", this);
    children.forEach(child -> child.walk(child.name, visitor));
  }

  private void walk(String path, BiConsumer<String, ModuleTree> visitor) {
    visitor.accept(path, this);
    children.forEach(child -> child.walk(path + "." + child.name, visitor));
  }
}
