package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A program of its own: writes, reads and prepares an image of 12,000×9,000 pixels. */
final class SmallHeap {
  private SmallHeap() {}

  public static void main(String[] arguments) throws IOException {
    // The preprocessor comes first, as in any application: its class lifts JavaCPP's limits.
    Preprocessor preprocessor = new Preprocessor(PreprocessOptions.cocoDefault());
    Path file = Files.createTempFile("large", ".jpg");
    try (PointerScope scope = new PointerScope()) {
      Mat image = new Mat(9000, 12000, CV_8UC3);
      Pointer.memset(image.data(), 77, image.total() * 3);
      imwrite(file.toString(), image);
      image.release();
      try (DecodedImage decoded =
              ImageDecoder.decode(ImageSource.of(file), ImageReadOptions.defaults());
          LetterboxedImage boxed = preprocessor.prepare(decoded)) {
        Tensor input = preprocessor.upload(List.of(boxed), new Device("cpu"), ScalarType.Float);
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
            .printf(
                "%d×%d in a heap of %d MiB, limits %d and %d: %d×%d×%d%n",
                decoded.width(),
                decoded.height(),
                Runtime.getRuntime().maxMemory() >> 20,
                Pointer.maxBytes(),
                Pointer.maxPhysicalBytes(),
                input.size(1),
                input.size(2),
                input.size(3));
      }
    } finally {
      Files.delete(file);
    }
  }
}
