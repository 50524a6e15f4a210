package io.github.yolonas.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** ONNX Runtime by its own Java API, on its CPU provider. */
final class OnnxRuntimeContender implements Contender {
  static final String NAME = "ONNX Runtime";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String precision;
  private final NetworkInput input;

  private OnnxRuntimeContender(
      OrtEnvironment environment, OrtSession session, String precision, NetworkInput input) {
    this.environment = environment;
    this.session = session;
    this.precision = precision;
    this.input = input;
  }

  static OnnxRuntimeContender open(Path onnx, String precision, int threads, NetworkInput input)
      throws OrtException {
    CommandLineLimit.require();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      OrtSession session = environment.createSession(onnx.toString(), options);
      return new OnnxRuntimeContender(environment, session, precision, input);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String precision() {
    return precision;
  }

  @Override
  public String version() {
    return environment.getVersion();
  }

  @Override
  public boolean isThreadSafe() {
    return true;
  }

  @Override
  public Outputs run() throws OrtException {
    String inputName = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input.values(), input.shape());
        OrtSession.Result result = session.run(Map.of(inputName, tensor))) {
      Map<Integer, float[]> outputs = new HashMap<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        OnnxTensor values = (OnnxTensor) output.getValue();
        long[] shape = values.getInfo().getShape();
        FloatBuffer buffer = values.getFloatBuffer();
        float[] copy = new float[buffer.remaining()];
        buffer.get(copy);
        outputs.put((int) shape[shape.length - 1], copy);
      }
      return Outputs.of(outputs);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close its session", e);
    }
  }
}
