package io.github.yolonas.onnx;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.LetterboxedImage;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Twelve pictures of shapes, letterboxed. */
final class ToyImages implements AutoCloseable {
  private final Preprocessor preprocessor;
  private final List<LetterboxedImage> images = new ArrayList<>();

  ToyImages(PreprocessOptions options) {
    preprocessor = new Preprocessor(options);
    Path folder =
        ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/images");
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().forEach(file -> images.add(prepare(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LetterboxedImage prepare(Path file) {
    try (DecodedImage decoded =
        ImageDecoder.decode(ImageSource.of(file), ImageReadOptions.defaults())) {
      return preprocessor.prepare(decoded);
    }
  }

  int size() {
    return images.size();
  }

  /** What this library's network takes, fp32 [12, 3, H, W]. */
  Tensor normalized() {
    return preprocessor.upload(images, new Device("cpu"), ScalarType.Float).contiguous();
  }

  /** The pixels alone, uint8 [12, 3, H, W], in the pipeline's channel order. */
  Tensor pixels() {
    return torch.cat(
        new TensorVector(images.stream().map(ToyImages::pixels).toArray(Tensor[]::new)), 0);
  }

  private static Tensor pixels(LetterboxedImage image) {
    int height = image.letterbox().networkHeight();
    int width = image.letterbox().networkWidth();
    Tensor hwc =
        torch.empty(new long[] {1, height, width, 3}, new TensorOptions(ScalarType.Byte), null);
    new BytePointer(hwc.data_ptr()).put(image.toBytes());
    return hwc.permute(0, 3, 1, 2).contiguous();
  }

  @Override
  public void close() {
    images.forEach(LetterboxedImage::close);
  }
}
