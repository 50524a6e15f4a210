package io.github.yolonas.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.DNN_BACKEND_OPENCV;
import static org.bytedeco.opencv.global.opencv_dnn.DNN_TARGET_CPU;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** OpenCV's own network module, on the CPU. Sets OpenCV's threads for the process. */
final class OpenCvContender implements Contender {
  static final String NAME = "OpenCV DNN";

  private static final int ALL_THREADS = -1;

  private final Net net;
  private final NetworkInput input;

  private OpenCvContender(Net net, NetworkInput input) {
    this.net = net;
    this.input = input;
  }

  static OpenCvContender open(Path onnx, int threads, NetworkInput input) {
    opencv_core.setNumThreads(threads);
    try {
      return new OpenCvContender(read(onnx), input);
    } catch (RuntimeException e) {
      opencv_core.setNumThreads(ALL_THREADS);
      throw new IllegalStateException(reason(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * OpenCV's message, less the files and lines of its source; from the node on, if it names one.
   */
  private static String reason(String message) {
    return message
        .lines()
        .filter(line -> line.contains("Node ["))
        .findFirst()
        .orElse(message)
        .replaceAll("^> |OpenCV\\([^)]*\\) \\S+: error: ", "");
  }

  private static Net read(Path onnx) {
    Net net;
    try (PointerScope scope = new PointerScope()) {
      net = opencv_dnn.readNetFromONNX(onnx.toString());
      net.setPreferableBackend(DNN_BACKEND_OPENCV);
      net.setPreferableTarget(DNN_TARGET_CPU);
      net.retainReference();
    }
    return net;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String precision() {
    return "fp32";
  }

  @Override
  public String version() {
    return Versions.openCv();
  }

  @Override
  public Outputs run() {
    try (PointerScope scope = new PointerScope()) {
      int[] shape = Arrays.stream(input.shape()).mapToInt(Math::toIntExact).toArray();
      Mat blob =
          new Mat(shape.length, new IntPointer(shape), CV_32F, new FloatPointer(input.values()));
      net.setInput(blob);
      MatVector mats = new MatVector();
      net.forward(mats, net.getUnconnectedOutLayersNames());
      Map<Integer, float[]> outputs = new HashMap<>();
      for (Mat mat : mats.get()) {
        float[] values = new float[Math.toIntExact(mat.total())];
        new FloatPointer(mat.data()).capacity(values.length).get(values);
        outputs.put(mat.size(mat.dims() - 1), values);
      }
      return Outputs.of(outputs);
    }
  }

  @Override
  public void close() {
    net.releaseReference();
    opencv_core.setNumThreads(ALL_THREADS);
  }
}
