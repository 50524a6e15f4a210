package io.github.yolonas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.YoloNas;
import io.github.yolonas.examples.command.Toy;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.DatasetConverter;
import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.synthetic.SyntheticDataset;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example programs do what they say. */
@ExtendWith(NativeLeakExtension.class)
class ExamplesTest {
  private static final Path SHAPES = Path.of(Toy.MODEL);
  private static final String MODEL = SHAPES.toString();
  private static final String IMAGE = Toy.IMAGES + "/scene_11_320x240.png";
  private static final String OTHER = Toy.IMAGES + "/scene_06_333x501.png";

  @TempDir Path folder;

  private interface Program {
    void run() throws Exception;
  }

  /** Runs a program's {@code main} and returns what it printed. */
  private static String output(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void detectOneImage() throws Exception {
    Path picture = folder.resolve("out.png");
    String[] arguments = {MODEL, IMAGE, picture.toString()};
    assertThat(output(() -> DetectOneImage.main(arguments))).contains("circle 0.95 at [118.8");
    assertThat(picture).isRegularFile();
  }

  @Test
  void detectFolder() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos/deep"));
    Files.copy(Path.of(IMAGE), photos.resolve("a.png"));
    Files.writeString(photos.resolve("b.png"), "no image");
    Path out = folder.resolve("out");
    DetectFolder.main(new String[] {MODEL, folder + "/photos", out.toString()});
    JsonNode all = new ObjectMapper().readTree(out.resolve("all.json").toFile());
    assertThat(all).hasSize(2);
    assertThat(all.get(0).get("detections")).hasSize(4);
    assertThat(all.get(1).get("error").asText()).contains("not an image");
    assertThat(out.resolve("1.jpg")).isRegularFile();
  }

  @Test
  void shareOneModel() throws Exception {
    assertThat(output(() -> ShareOneModel.main(new String[] {MODEL, IMAGE, OTHER})))
        .contains(IMAGE + ": 4 detections")
        .contains(OTHER + ": 5 detections");
  }

  @Test
  void serveManyThreads() throws Exception {
    assertThat(output(() -> ServeManyThreads.main(new String[] {MODEL, IMAGE, OTHER})))
        .contains(IMAGE + ": [square 0.96")
        .contains(OTHER + ": [square 0.89");
  }

  @Test
  void httpEndpoint() throws Exception {
    try (YoloNas model = YoloNas.load(SHAPES)) {
      HttpServer server = HttpEndpoint.start(model, 0);
      try {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/detect");
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        HttpResponse<String> found =
            send(request.POST(BodyPublishers.ofFile(Path.of(IMAGE))).build());
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(found.body()).get("detections")).hasSize(4);
        HttpResponse<String> text = send(request.POST(BodyPublishers.ofString("text")).build());
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).contains("the content is not an image");
        assertThat(send(request.GET().build()).statusCode()).isEqualTo(405);
      } finally {
        server.stop(0);
      }
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void detectInTiles() throws Exception {
    Path picture = folder.resolve("out.png");
    DetectInTiles.main(new String[] {MODEL, OTHER, picture.toString()});
    assertThat(picture).isRegularFile();
  }

  @Test
  void trainOnFolder() throws Exception {
    String images = folder.resolve("images").toString();
    SyntheticOptions few = SyntheticOptions.builder().size(4).seed(1).build();
    DatasetConverter.to(DatasetLayout.COCO).write(new SyntheticDataset(few), Path.of(images));
    String run = folder.resolve("run").toString();
    assertThat(output(() -> TrainOnFolder.main(new String[] {images, images, run, "1"})))
        .contains("best.pth", "Average Precision");
    assertThat(folder.resolve("run/best.pth")).isRegularFile();
  }

  @Test
  void workWithResults() throws Exception {
    String[] arguments = {MODEL, IMAGE, folder.toString()};
    assertThat(output(() -> WorkWithResults.main(arguments))).contains("circle=");
    assertThat(folder.resolve("hidden.png")).isRegularFile();
    assertThat(Files.readAllLines(folder.resolve("found.csv"))).hasSize(5);
    assertThat(folder.toFile().list()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void lookInside() throws Exception {
    assertThat(output(() -> LookInside.main(new String[] {MODEL})))
        .contains("QARepVGGBlock", "Total params: 682,660", "SHA-256", "processor");
  }

  /** What the documents show can be made again: the same pixels but for the font of the labels. */
  @Test
  void compareAnnotators() throws Exception {
    Path picture = folder.resolve("annotators.png");
    CompareAnnotators.main(
        new String[] {
          "src/main/resources/io/github/yolonas/examples/symbols.pth",
          "images/symbols_333x501.png",
          picture.toString()
        });
    Path shown = Path.of("../docs/annotators.png");
    assertThat(shown).isRegularFile();
    assertThat(Files.size(shown)).isLessThan(400_000);
    BufferedImage made = ImageIO.read(picture.toFile());
    BufferedImage before = ImageIO.read(shown.toFile());
    assertThat(made.getWidth()).isEqualTo(before.getWidth()).isEqualTo(5 * 220);
    assertThat(made.getHeight()).isEqualTo(before.getHeight());
    assertThat(difference(made, before, 0, 220)).as("boxes").isLessThan(0.5);
    assertThat(difference(made, before, 440, 1100)).as("blur to heat map").isLessThan(0.5);
  }

  /** Mean over all channels of columns, in steps of 255. */
  private static double difference(BufferedImage a, BufferedImage b, int left, int right) {
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = left; x < right; x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a.getRGB(x, y) >> shift & 0xFF) - (b.getRGB(x, y) >> shift & 0xFF));
        }
      }
    }
    return sum / (3.0 * a.getHeight() * (right - left));
  }

  @Test
  void quantizeModel() throws Exception {
    String out = folder.resolve("int8.safetensors").toString();
    assertThat(output(() -> QuantizeModel.main(new String[] {MODEL, Toy.IMAGES, out})))
        .contains("dB  ")
        .contains(
            "fp32 on cpu: ../yolonas-core/src/test/resources/reference/toy/few/scene_03_300x200.png: 1 detection")
        .contains(
            "int8 on cpu: ../yolonas-core/src/test/resources/reference/toy/few/scene_03_300x200.png: ");
  }

  @Test
  void exportToOnnx() {
    Path out = folder.resolve("out.onnx");
    ExportToOnnx.main(new String[] {MODEL, out.toString()});
    assertThat(out).isRegularFile();
  }

  @Test
  void ownClassNames() throws Exception {
    assertThat(output(() -> OwnClassNames.main(new String[] {MODEL, IMAGE})))
        .contains("2 detections")
        .contains("Kreis 0.95")
        .doesNotContain("Quadrat");
  }

  @Test
  void ownPreprocessing() throws Exception {
    assertThat(output(() -> OwnPreprocessing.main(new String[] {MODEL, IMAGE}))).contains("circle");
  }
}
