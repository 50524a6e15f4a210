package io.github.yolonas.bench;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Deep Java Library with its ONNX Runtime engine, used as its documentation shows. */
final class DjlContender implements Contender {
  static final String NAME = "DJL";

  private static final String ENGINE = "OnnxRuntime";

  static {
    System.setProperty("ai.djl.offline", "true"); // it looks for nothing on the network
  }

  private final ZooModel<NetworkInput, Outputs> model;
  private final Predictor<NetworkInput, Outputs> predictor;
  private final NetworkInput input;

  private DjlContender(ZooModel<NetworkInput, Outputs> model, NetworkInput input) {
    this.model = model;
    this.predictor = model.newPredictor();
    this.input = input;
  }

  /**
   * Lets DJL make ONNX Runtime's environment, of which a process has one: it insists on being the
   * first, while everybody else takes the one there is.
   */
  static void claimEnvironment() {
    if (CommandLineLimit.isKept()) {
      Engine.getEngine(ENGINE);
    }
  }

  static DjlContender open(Path onnx, int threads, NetworkInput input)
      throws ModelNotFoundException, MalformedModelException, IOException {
    CommandLineLimit.require();
    Criteria<NetworkInput, Outputs> criteria =
        Criteria.builder()
            .setTypes(NetworkInput.class, Outputs.class)
            .optEngine(ENGINE)
            .optModelPath(onnx)
            .optOption("intraOpNumThreads", Integer.toString(threads))
            .optOption("interOpNumThreads", "1")
            .optTranslator(new WholeBatch())
            .build();
    return new DjlContender(criteria.loadModel(), input);
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
    return Versions.djl();
  }

  @Override
  public Outputs run() throws TranslateException {
    return predictor.predict(input);
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }

  /** The input is a batch already. */
  private static final class WholeBatch implements NoBatchifyTranslator<NetworkInput, Outputs> {
    @Override
    public NDList processInput(TranslatorContext context, NetworkInput input) {
      return new NDList(context.getNDManager().create(input.values(), new Shape(input.shape())));
    }

    @Override
    public Outputs processOutput(TranslatorContext context, NDList list) {
      Map<Integer, float[]> outputs = new HashMap<>();
      for (NDArray array : list) {
        outputs.put((int) array.getShape().tail(), array.toFloatArray());
      }
      return Outputs.of(outputs);
    }
  }
}
