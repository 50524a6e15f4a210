package consumer;

import io.github.yolonas.YoloNas;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.nio.file.Path;

/** Detects objects on an image, on the path that it is told it runs on. */
public final class Consumer {
  private Consumer() {}

  /** Arguments: {@code class path} or {@code module path}, the checkpoint, the image. */
  public static void main(String[] args) {
    String path = Consumer.class.getModule().isNamed() ? "module path" : "class path";
    if (!path.equals(args[0])) {
      throw new IllegalStateException("expected to run on the " + args[0] + ", found " + path);
    }
    if (Consumer.class.getModule().isNamed() != YoloNas.class.getModule().isNamed()) {
      throw new IllegalStateException("expected the library on the " + path);
    }
    try (YoloNas model = YoloNas.load(Path.of(args[1]))) {
      DetectionPrediction found = model.predict(Path.of(args[2])).prediction();
      if (found.isEmpty()) {
        throw new IllegalStateException(args[2] + ": expected objects, found none");
      }
      System.out.printf("on the %s: %s%n", path, found.countByClass());
      for (Detection detection : found) {
        System.out.println(detection);
      }
    }
  }
}
