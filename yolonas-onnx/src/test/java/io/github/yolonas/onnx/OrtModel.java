package io.github.yolonas.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** An exported file in ONNX Runtime, which knows nothing of how it was made. */
final class OrtModel implements AutoCloseable {
  /** What a run gives, by name. */
  record Outputs(Map<String, Tensor> byName) {
    Tensor get(String name) {
      return Objects.requireNonNull(byName.get(name), name);
    }
  }

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OrtModel(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      session = environment.createSession(file.toString(), options);
    }
  }

  OnnxModelMetadata metadata() throws OrtException {
    return session.getMetadata();
  }

  TensorInfo input(String name) throws OrtException {
    return info(name, session.getInputInfo());
  }

  TensorInfo output(String name) throws OrtException {
    return info(name, session.getOutputInfo());
  }

  private static TensorInfo info(String name, Map<String, NodeInfo> known) {
    return (TensorInfo) Objects.requireNonNull(known.get(name), name).getInfo();
  }

  /** Runs on fp32 or uint8 images; the outputs lie in the caller's scope. */
  Outputs run(Tensor images) throws OrtException {
    Map<String, Tensor> outputs = new HashMap<>();
    try (OnnxTensor input = input(images.contiguous());
        OrtSession.Result result = session.run(Map.of(OnnxExporter.INPUT, input))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        outputs.put(output.getKey(), tensor((OnnxTensor) output.getValue()));
      }
    }
    return new Outputs(outputs);
  }

  private OnnxTensor input(Tensor images) throws OrtException {
    long[] shape = {images.size(0), images.size(1), images.size(2), images.size(3)};
    ByteBuffer bytes =
        new BytePointer(images.data_ptr())
            .capacity(images.nbytes())
            .asByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    return images.scalar_type().intern() == ScalarType.Byte
        ? OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
  }

  private static Tensor tensor(OnnxTensor output) {
    FloatBuffer values = output.getFloatBuffer();
    Tensor tensor = torch.empty(output.getInfo().getShape());
    float[] numbers = new float[values.remaining()];
    values.get(numbers);
    if (numbers.length > 0) { // an empty tensor has no address
      new FloatPointer(tensor.data_ptr()).put(numbers);
    }
    return tensor;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
