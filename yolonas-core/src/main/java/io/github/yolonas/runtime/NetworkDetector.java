package io.github.yolonas.runtime;

import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DflDecoder;
import org.bytedeco.pytorch.Tensor;

/** Our own network and the decoding of its distributions. */
public final class NetworkDetector implements Detector {
  private final YoloNasNetwork network;
  private final DflDecoder decoder = new DflDecoder(Architecture.STRIDES);

  /** Takes the network over, to close it. */
  public NetworkDetector(YoloNasNetwork network) {
    this.network = network;
  }

  @Override
  public DecodedBoxes detect(Tensor input) {
    HeadOutputs<Tensor> outputs = network.forward(input);
    return decoder.decode(outputs.clsLogits(), outputs.regDistri());
  }

  /** The network alone; it stays this detector's. */
  public YoloNasNetwork network() {
    return network;
  }

  @Override
  public void close() {
    decoder.close();
    network.close();
  }
}
