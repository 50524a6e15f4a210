package io.github.yolonas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.CalibrationMethod;
import io.github.yolonas.Precision;
import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.Quantizer;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.DatasetView;
import io.github.yolonas.train.recipe.DatasetSource;
import io.github.yolonas.train.recipe.PhaseData;
import io.github.yolonas.train.recipe.Recipe;
import io.github.yolonas.train.trainer.DatasetEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How good the shipped model is on images that it has not learned from: those of its recipe. */
@ExtendWith(NativeLeakExtension.class)
class ShippedModelTest {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedModelTest.class);
  private static final Path MODEL =
      Path.of("src/main/resources/io/github/yolonas/examples/symbols.pth");
  private static final Path RECIPE = Path.of("../models/symbols/symbols.yaml");
  private static final int CALIBRATION = 64;

  @TempDir private Path folder;

  private static PhaseData data() {
    return Recipe.read(RECIPE).phases().get(0).data();
  }

  private static Dataset heldOut() {
    return DatasetSource.standard().open(data().validation().orElseThrow());
  }

  private static Dataset first(Dataset dataset, int count) {
    return DatasetView.of(dataset, IntStream.range(0, count).boxed().toList());
  }

  private static double ap(Path model, Precision precision, Dataset dataset) {
    YoloNasOptions options = YoloNasOptions.builder().precision(precision).build();
    try (YoloNas loaded = YoloNas.load(model, options)) {
      assertThat(loaded.classNames()).isEqualTo(dataset.classNames());
      return new DatasetEvaluator(dataset).coco(loaded).stats().ap();
    }
  }

  @Test
  void itIsSmallAndFindsTheSymbolsOfItsRecipe() throws IOException {
    assertThat(Files.size(MODEL)).isLessThan(5_000_000);
    assertThat(ap(MODEL, Precision.FP32, first(heldOut(), 100))).isGreaterThan(0.85);
  }

  /** Writes {@code target/shipped-model-quality.md}. */
  @Test
  @Tag("slow")
  void lowerPrecisionCostsLittle() throws IOException {
    Dataset heldOut = heldOut();
    double fp32 = ap(MODEL, Precision.FP32, heldOut);
    List<String> rows = new ArrayList<>(List.of("| precision | AP | lost |", "|---|---|---|"));
    rows.add("| fp32 | %.4f | |".formatted(fp32));
    double bf16 = ap(MODEL, Precision.BF16, heldOut);
    rows.add("| bf16 | %.4f | %.4f |".formatted(bf16, fp32 - bf16));
    double worst = 0;
    for (CalibrationMethod method : CalibrationMethod.values()) {
      Path quantized = folder.resolve(method + ".safetensors");
      QuantizationOptions options = QuantizationOptions.builder().method(method).build();
      Quantizer.quantize(MODEL, calibration(), quantized, options);
      double int8 = ap(quantized, Precision.INT8, heldOut);
      rows.add("| int8, %s | %.4f | %.4f |".formatted(method, int8, fp32 - int8));
      worst = Math.max(worst, fp32 - int8);
    }
    Files.write(Path.of("target/shipped-model-quality.md"), rows);
    LOG.info("{}", String.join("\n", rows));
    assertThat(fp32).isGreaterThanOrEqualTo(0.85);
    assertThat(fp32 - bf16).isLessThanOrEqualTo(0.002);
    assertThat(worst).isLessThanOrEqualTo(0.01);
  }

  /** The first images that it has learned from. */
  private static List<ImageSource> calibration() {
    Dataset learned = DatasetSource.standard().open(data().train());
    return IntStream.range(0, CALIBRATION)
        .mapToObj(i -> ImageSource.of(learned.read(i).image()))
        .toList();
  }
}
