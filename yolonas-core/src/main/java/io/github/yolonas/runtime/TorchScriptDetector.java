package io.github.yolonas.runtime;

import io.github.yolonas.InferenceException;
import io.github.yolonas.postprocess.DecodedBoxes;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A traced network, run by LibTorch's own interpreter as the file says. It decodes by itself: the
 * original's trace returns boxes [N, anchors, 4] and scores [N, anchors, classes].
 */
public final class TorchScriptDetector implements Detector {
  private final JitModule module;
  private final String name;
  private final int classes;

  /** Loads the program; the caller has been asked whether it may run, and named its classes. */
  public TorchScriptDetector(Path file, String deviceName, int classes) {
    this.classes = classes;
    name = file.toString();
    module =
        NativeErrors.translating(
            name,
            () -> {
              try (PointerScope scope = new PointerScope()) {
                JitModule loaded =
                    torch.load(file.toString(), new DeviceOptional(new Device(deviceName)), true);
                loaded.eval();
                return loaded.retainReference();
              }
            });
  }

  @Override
  public DecodedBoxes detect(Tensor input) {
    IValue output;
    synchronized (module) { // the interpreter specialises the program as it runs
      output = module.forward(new IValueVector(new IValue(input)));
    }
    if (!output.isTuple() || output.toTuple().elements().size() < 2) {
      throw new InferenceException(
          name
              + ": expected a tuple of boxes and scores from the TorchScript, found "
              + output.tagKind().getString());
    }
    IValueVector pair = new IValueVector(output.toTuple().elements().vec());
    DecodedBoxes decoded = new DecodedBoxes(pair.get(0).toTensor(), pair.get(1).toTensor());
    if (decoded.scores().size(2) != classes) {
      throw new InferenceException(
          "%s: expected scores of the %d classes that were named, found %d"
              .formatted(name, classes, decoded.scores().size(2)));
    }
    return decoded;
  }

  @Override
  public void close() {
    module.releaseReference();
  }
}
