package io.github.yolonas.examples;

import io.github.yolonas.YoloNas;
import io.github.yolonas.doctor.Doctor;
import java.nio.file.Path;

/** What a model is made of, who decided each of its settings, and what this machine offers it. */
public final class LookInside {
  private LookInside() {}

  /** Argument: the checkpoint. */
  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("argument: CHECKPOINT, such as symbols.pth");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    // region inside
    try (YoloNas model = YoloNas.load(checkpoint)) {
      System.out.println(model.summary()); // torchinfo's table; also as records and JSON
      System.out.println(model.explain()); // each setting, its value and where it comes from
    }
    System.out.println(Doctor.examine()); // JDK, processor, natives, CUDA or why not, cache
    // endregion
  }
}
