package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A pipeline at work: {@link #prepare} letterboxes each image, {@link #upload} brings a batch of
 * them to the network's device. Immutable and thread-safe.
 *
 * <p>Images stay 8-bit, height × width × channel, until they are on the device: a quarter of the
 * bytes of float32, and already in the order that LibTorch calls channels-last.
 */
public final class Preprocessor {
  static {
    NativeDefaults.apply();
  }

  private static final long[] CHANNELS = {3};

  private final PreprocessOptions options;
  private final Pipeline pipeline;
  private final Normalization normalization;

  /**
   * A preprocessor for one pipeline.
   *
   * @param options the pipeline
   * @throws NativeLibraryException if OpenCV's or LibTorch's natives are missing
   */
  public Preprocessor(PreprocessOptions options) {
    NativeLibrary.OPENCV.require();
    NativeLibrary.PYTORCH.require();
    this.options = options;
    pipeline = Pipeline.of(options.steps());
    normalization = Normalization.of(pipeline);
  }

  /**
   * The pipeline.
   *
   * @return the options this was made with
   */
  public PreprocessOptions options() {
    return options;
  }

  /**
   * Where an image of this size will lie in the network's input.
   *
   * @param width the image's width in pixels
   * @param height the image's height in pixels
   * @return the geometry
   * @throws ImageReadException if the pipeline pads without rescaling, and the image is too large
   */
  public Letterbox letterbox(int width, int height) {
    return pipeline.geometry().place("image", width, height);
  }

  /**
   * Scales and pads an image.
   *
   * @param image the decoded image, which stays the caller's
   * @return the network-sized image, which the caller must close
   * @throws ImageReadException if the pipeline pads without rescaling, and the image is too large
   */
  public LetterboxedImage prepare(DecodedImage image) {
    Letterbox box = pipeline.geometry().place(image.name(), image.width(), image.height());
    try (PointerScope scope = new PointerScope()) {
      Mat canvas = new Mat(box.networkHeight(), box.networkWidth(), CV_8UC3);
      Pointer.memset(canvas.data(), pipeline.geometry().padValue(), canvas.total() * 3);
      Mat interior =
          canvas.apply(
              new Rect(box.padLeft(), box.padTop(), box.resizedWidth(), box.resizedHeight()));
      // Its size and type are right already, so OpenCV writes into the canvas itself. Linear on
      // 8-bit pixels is OpenCV's fixed-point algorithm, the same bits as the original's; of equal
      // sizes it makes a plain copy.
      resize(image.mat(), interior, interior.size(), 0, 0, INTER_LINEAR);
      if (pipeline.bgr()) {
        cvtColor(canvas, canvas, COLOR_RGB2BGR);
      }
      return new LetterboxedImage(image.name(), canvas, box);
    }
  }

  /**
   * Brings images to a device and turns them into the network's input. On a graphics card all of
   * that is queued on the calling thread's current stream, and not waited for; the images may be
   * closed nevertheless.
   *
   * @param images at least one, all of one network size; they stay the caller's
   * @param device where the network runs
   * @param type the element type: {@code Float} gives the original's very bits; {@code Half} and
   *     {@code BFloat16} round them
   * @return N × 3 × height × width, in channels-last layout; attached to the caller's {@code
   *     PointerScope} if there is one, else the caller must close it
   * @throws IllegalArgumentException if there is no image, or their sizes differ
   */
  public Tensor upload(List<LetterboxedImage> images, Device device, ScalarType type) {
    return toInput(() -> uploadPixels(images, device), device, type);
  }

  /**
   * As {@link #upload(List, Device, ScalarType)}, for pixels on the Java heap, such as a training's
   * batch. They have the network's size already; a pipeline that feeds BGR swaps their channels.
   *
   * @param rgb N × height × width × 3 bytes, RGB, image by image; not changed
   * @param size of every image
   * @param device where the network runs
   * @param type the element type, as above
   * @return N × 3 × height × width, in channels-last layout; attached to the caller's {@code
   *     PointerScope} if there is one, else the caller must close it
   * @throws IllegalArgumentException if the bytes are not those of at least one whole image
   */
  public Tensor upload(byte[] rgb, InputSize size, Device device, ScalarType type) {
    int imageBytes = Math.multiplyExact(3, size.height() * size.width());
    if (rgb.length == 0 || rgb.length % imageBytes != 0) {
      throw new IllegalArgumentException(
          "pixels: expected a multiple of the %d bytes of %s, at least one, found %d bytes"
              .formatted(imageBytes, size, rgb.length));
    }
    return toInput(
        () -> {
          Tensor batch = pinnedFor(device, rgb.length / imageBytes, size);
          new BytePointer(batch.data_ptr()).put(rgb);
          Tensor pixels = send(batch, device);
          return pipeline.bgr() ? pixels.flip(CHANNELS) : pixels;
        },
        device,
        type);
  }

  private Tensor toInput(Supplier<Tensor> pixels, Device device, ScalarType type) {
    PointerScope callers = PointerScope.getInnerScope();
    try (PointerScope scope = new PointerScope()) {
      Tensor input = normalization.apply(pixels.get().permute(0, 3, 1, 2), device).to(type);
      input.retainReference();
      if (callers != null) {
        callers.attach(input);
        input.releaseReference();
      }
      return input;
    }
  }

  /**
   * N × height × width × 3, uint8.
   *
   * <p>A graphics card can fetch by itself, while we go on, what lies in pinned memory. LibTorch
   * keeps the pinned blocks it has got from the driver, and hands one out again only when the copy
   * that was queued from it is done.
   */
  private static Tensor uploadPixels(List<LetterboxedImage> images, Device device) {
    InputSize size = commonSize(images);
    TensorOptions bytes = new TensorOptions(ScalarType.Byte);
    Tensor batch = pinnedFor(device, images.size(), size);
    for (int i = 0; i < images.size(); i++) {
      Tensor image =
          torch.from_blob(
              images.get(i).mat().data(), new long[] {size.height(), size.width(), 3}, bytes);
      batch.select(0, i).copy_(image);
    }
    return send(batch, device);
  }

  private static Tensor pinnedFor(Device device, int images, InputSize size) {
    TensorOptions bytes = new TensorOptions(ScalarType.Byte);
    return torch.empty(
        new long[] {images, size.height(), size.width(), 3},
        device.is_cuda() ? bytes.pinned_memory(new BoolOptional(true)) : bytes,
        null);
  }

  private static Tensor send(Tensor batch, Device device) {
    boolean nonBlocking = true;
    return batch.to(device, ScalarType.Byte, nonBlocking, false, new MemoryFormatOptional());
  }

  private static InputSize commonSize(List<LetterboxedImage> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images: expected at least one, found none");
    }
    InputSize size = size(images.get(0));
    for (LetterboxedImage image : images) {
      if (!size(image).equals(size)) {
        throw new IllegalArgumentException(
            "images: expected all of one size, found %s and %s".formatted(size, size(image)));
      }
    }
    return size;
  }

  private static InputSize size(LetterboxedImage image) {
    return new InputSize(image.letterbox().networkHeight(), image.letterbox().networkWidth());
  }
}
