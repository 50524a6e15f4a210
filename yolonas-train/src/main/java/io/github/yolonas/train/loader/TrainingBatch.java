package io.github.yolonas.train.loader;

import io.github.yolonas.Device;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.train.loss.TargetBatch;
import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Images and what there is to see on them. Immutable, on the Java heap: nothing to close.
 *
 * <p>Pixels are 8-bit RGB, image by image, row by row. That takes a quarter of the bytes of float32
 * on the way to a graphics card, and is already the order which LibTorch calls channels-last.
 */
public final class TrainingBatch {
  /** How pixels become numbers where nothing else is said; its sizes play no part in that. */
  private static final Preprocessor DEFAULT = new Preprocessor(PreprocessOptions.cocoDefault());

  private final int number;
  private final byte[] pixels;
  private final InputSize inputSize;
  private final TargetBatch targets;
  private final List<Integer> indices;

  /** Keeps the pixels, which must not change any more. */
  TrainingBatch(
      int number, byte[] pixels, InputSize inputSize, TargetBatch targets, List<Integer> indices) {
    this.number = number;
    this.pixels = pixels;
    this.inputSize = inputSize;
    this.targets = targets;
    this.indices = List.copyOf(indices);
  }

  /** Which batch of its epoch it is, from 0. */
  public int number() {
    return number;
  }

  /** How many images there are. */
  public int size() {
    return indices.size();
  }

  /** The size of each image. */
  public InputSize inputSize() {
    return inputSize;
  }

  /** The objects of each image, in pixels of the input; without crowds. */
  public TargetBatch targets() {
    return targets;
  }

  /**
   * Which images of the data set they are, in order. The stand-in of one that could not be read has
   * its own index here.
   */
  public List<Integer> indices() {
    return indices;
  }

  /** All pixels: N × height × width × 3 bytes, RGB; read-only. */
  public ByteBuffer pixels() {
    return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
  }

  /**
   * The network's input as the shipped checkpoints expect it: RGB, divided by 255.
   *
   * @param device where the network is; not {@code AUTO}
   * @param type the element type, such as {@code Float}
   * @return N × 3 × height × width, in channels-last layout; attached to the caller's {@code
   *     PointerScope} if there is one, else the caller must close it
   */
  public Tensor images(Device device, ScalarType type) {
    return images(DEFAULT, device, type);
  }

  /**
   * The network's input with the standardisation, normalisation and order of channels of a
   * pipeline, such as a checkpoint's own. Its sizes play no part.
   *
   * @param preprocessor the pipeline
   * @param device where the network is; not {@code AUTO}
   * @param type the element type, such as {@code Float}
   * @return as above
   */
  public Tensor images(Preprocessor preprocessor, Device device, ScalarType type) {
    if (device.kind() == Device.Kind.AUTO) {
      throw new IllegalArgumentException("device: expected cpu or cuda:N, found auto");
    }
    try (org.bytedeco.pytorch.Device there = new org.bytedeco.pytorch.Device(device.toString())) {
      return preprocessor.upload(pixels, inputSize, there, type);
    }
  }

  @Override
  public String toString() {
    return "batch %d: %d images of %s, %d objects"
        .formatted(number, size(), inputSize, targets.boxCount());
  }
}
