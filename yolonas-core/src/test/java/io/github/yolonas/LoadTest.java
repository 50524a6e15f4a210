package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The door: every way in, and what is said at a wrong one. */
@ExtendWith(NativeLeakExtension.class)
class LoadTest {
  private static final Path IMAGE = ToyModel.image("scene_11_320x240.png");

  @TempDir Path folder;

  @Test
  void everyWayInGivesTheSameModel() throws Exception {
    byte[] bytes = Files.readAllBytes(ToyModel.CHECKPOINT);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/shapes.pth",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try (InputStream stream = Files.newInputStream(ToyModel.CHECKPOINT)) {
      DetectionPrediction expected = detect(YoloNas.load(ToyModel.CHECKPOINT));
      assertThat(expected).hasSize(4);
      assertThat(detect(YoloNas.load(stream))).isEqualTo(expected);
      assertThat(detect(YoloNas.load(ToyModel.CHECKPOINT.toUri()))).isEqualTo(expected);
      URI http = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/shapes.pth");
      assertThat(detect(YoloNas.load(http))).isEqualTo(expected);
      try (YoloNas model = YoloNas.load(http)) {
        assertThat(model.name()).isEqualTo(http.toString());
      }
      URI missing = http.resolve("/nothing");
      assertThatThrownBy(() -> YoloNas.load(missing))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(missing.toString())
          .hasMessageContaining("404");
    } finally {
      server.stop(0);
    }
  }

  private static DetectionPrediction detect(YoloNas opened) {
    try (YoloNas model = opened) {
      return model.predict(IMAGE).prediction();
    }
  }

  @Test
  void otherSchemesAreRefused() {
    assertThatThrownBy(() -> YoloNas.load(URI.create("ftp://example.org/m.pth")))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "ftp://example.org/m.pth: expected a file:, http: or https: address, found 'ftp'");
  }

  @Test
  void anAddressMustSatisfyThePolicy() {
    YoloNasOptions strict =
        YoloNasOptions.builder()
            .imageReading(ImageReadOptions.defaults().withAddresses(AddressPolicy.publicOnly()))
            .build();
    URI file = ToyModel.CHECKPOINT.toUri();
    assertThatThrownBy(() -> YoloNas.load(file, strict))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": the address policy: ")
        .hasMessageEndingWith("found the scheme file");
    assertThatThrownBy(() -> YoloNas.load(URI.create("http://127.0.0.1:9/m.pth"), strict))
        .isInstanceOf(CheckpointException.class)
        .hasMessageEndingWith("found the host 127.0.0.1 (127.0.0.1), which is private");
  }

  @Test
  void noTemporaryFileStays() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long before = spooled(temporary);
    try (InputStream stream = Files.newInputStream(ToyModel.CHECKPOINT)) {
      YoloNas.load(stream).close();
    }
    Path page = Files.writeString(folder.resolve("page.pth"), "<html>404</html>");
    assertThatThrownBy(() -> YoloNas.load(Files.newInputStream(page)))
        .isInstanceOf(CheckpointException.class);
    assertThat(spooled(temporary)).isEqualTo(before);
  }

  private static long spooled(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("yolonas-")).count();
    }
  }

  /** The file system closes what an interrupted thread reads; the next call is not affected. */
  @Test
  void anInterruptedThreadIsToldSo() {
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> model.predict(IMAGE))
          .isInstanceOf(ImageReadException.class)
          .hasMessageContaining(IMAGE.toString())
          .hasMessageContaining("the thread was interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(model.predict(IMAGE).prediction()).hasSize(4);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> YoloNas.load(ToyModel.CHECKPOINT))
          .isInstanceOf(CheckpointException.class)
          .hasMessage(ToyModel.CHECKPOINT + ": cannot be read: the thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void classNamesMustFitTheNetwork() {
    YoloNasOptions two = YoloNasOptions.builder().classNames(List.of("round", "angular")).build();
    assertThatThrownBy(() -> YoloNas.load(ToyModel.CHECKPOINT, two))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected 5 class names, one for each output, found 2");
  }

  @Test
  void aMistypedClassIsAnErrorOfLoading() {
    YoloNasOptions options =
        YoloNasOptions.builder()
            .predict(PredictOptions.builder().classes("hexagon").build())
            .build();
    assertThatThrownBy(() -> YoloNas.load(ToyModel.CHECKPOINT, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'hexagon'")
        .hasMessageContaining("circle, square, triangle, star, cross");
  }

  @Test
  void cudaWithoutCudaSaysWhatIsMissing() {
    assumeFalse(torch.cuda_is_available(), "skipped: there is a CUDA device");
    YoloNasOptions cuda = YoloNasOptions.builder().device(Device.cuda(0)).build();
    assertThatThrownBy(() -> YoloNas.load(ToyModel.CHECKPOINT, cuda))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuda:0")
        .hasMessageContaining("CUDA");
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      assertThat(model.device()).isEqualTo(Device.cpu());
    }
  }

  @Test
  void precisionsThatTheDeviceCannotDoAreRefused() {
    for (Precision precision : List.of(Precision.FP16, Precision.INT8)) {
      YoloNasOptions options =
          YoloNasOptions.builder().device(Device.cpu()).precision(precision).build();
      assertThatThrownBy(() -> YoloNas.load(ToyModel.CHECKPOINT, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(precision.toString().toLowerCase(Locale.ROOT));
    }
  }

  /** Brain floats have 8 bits of precision: the objects are the same, their scores nearly so. */
  @Test
  void bf16FindsTheSameObjects() {
    YoloNasOptions options =
        YoloNasOptions.builder().device(Device.cpu()).precision(Precision.BF16).build();
    DetectionPrediction exact = detect(YoloNas.load(ToyModel.CHECKPOINT));
    DetectionPrediction rounded = detect(YoloNas.load(ToyModel.CHECKPOINT, options));
    assertThat(rounded.labels()).isEqualTo(exact.labels());
    for (int i = 0; i < exact.size(); i++) {
      assertThat(rounded.get(i).box().iou(exact.get(i).box())).isGreaterThan(0.95f);
      assertThat(Math.abs(rounded.get(i).confidence() - exact.get(i).confidence()))
          .isLessThan(0.03f);
    }
  }

  @Test
  void optionsOfACallDoNotStayWithTheModel() {
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      DetectionPrediction usual = model.predict(IMAGE).prediction();
      PredictOptions strict =
          PredictOptions.builder().conf(0.9).classes("circle").exif(ExifOrientation.IGNORE).build();
      assertThat(model.predict(IMAGE, strict).prediction()).hasSize(1);
      assertThat(model.predict(IMAGE).prediction()).isEqualTo(usual);
      assertThat(model).hasToString("YoloNas " + ToyModel.CHECKPOINT + ", 5 classes, fp32 on cpu");
    }
  }

  /** A call that sets one thing leaves the others as the model was loaded. */
  @Test
  void optionsOfACallFallBackToThoseOfTheModel() {
    YoloNasOptions circles =
        YoloNasOptions.builder()
            .predict(PredictOptions.builder().conf(0.9).classes("circle").keepImage(false).build())
            .build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, circles)) {
      ImageDetectionPrediction result =
          model.predict(IMAGE, PredictOptions.builder().iou(0.5).build());
      assertThat(result.prediction().labels()).containsExactly(0);
      assertThatThrownBy(result::image).isInstanceOf(IllegalStateException.class);
      assertThat(model.predict(IMAGE, PredictOptions.conf(0.5)).prediction().labels())
          .containsExactly(0, 0);
    }
  }

  @Test
  void pixelsAreKeptUnlessTheyAreNotWanted() {
    PredictOptions lean = PredictOptions.builder().keepImage(false).build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      assertThat(model.predict(IMAGE).image()).hasToString("RgbImage 320×240");
      ImageDetectionPrediction result = model.predict(IMAGE, lean);
      assertThatThrownBy(result::image)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("keepImage(true)");
    }
  }

  @Test
  void streamsAreLazyAndGoOnAfterABadImage() {
    PredictOptions pairs = PredictOptions.builder().batchSize(2).build();
    int[] asked = {0};
    Stream<ImageSource> images =
        Stream.of(IMAGE, folder.resolve("no.png"), IMAGE, IMAGE, IMAGE, IMAGE)
            .peek(path -> asked[0]++)
            .map(ImageSource::of);
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
        Stream<PredictionOutcome> outcomes = model.stream(images, pairs)) {
      List<PredictionOutcome> first = outcomes.limit(3).toList();
      assertThat(first.get(0)).isInstanceOf(PredictionOutcome.Predicted.class);
      assertThat(first.get(1)).isInstanceOf(PredictionOutcome.Unreadable.class);
      assertThat(first.get(2).orElseThrow().prediction()).hasSize(4);
      assertThat(asked[0]).isEqualTo(4);
    }
  }

  /** Another size, and no resizing at all: still the shapes that are there. */
  @Test
  void otherInputSizes() {
    YoloNasOptions larger =
        YoloNasOptions.builder()
            .preprocess(PreprocessOptions.cocoDefault().withInputSize(320, 416))
            .build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, larger)) {
      assertThat(model.predict(IMAGE).prediction().labels()).contains(0, 1);
      PredictOptions unresized = PredictOptions.builder().skipImageResizing(true).build();
      assertThat(model.predict(IMAGE, unresized).prediction().labels()).contains(0, 1);
    }
  }
}
