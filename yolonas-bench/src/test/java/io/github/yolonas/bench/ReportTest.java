package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
  @TempDir private Path folder;

  @Test
  void isATableForPeople() {
    assertThat(new ReportText(SampleReport.report()).lines())
        .containsExactly(
            "machine   Some Processor, 2 cores",
            "          avx2 bf16",
            "          Linux amd64, Java 17",
            "at best   200 GFLOP/s fp32, 400 GFLOP/s bf16 (a large matrix product)",
            "network   YOLO-NAS S, 640×640, batch 2, 2 threads: 40.0 GFLOP a pass",
            "",
            "runtime       version  precision     ms      quartiles  images/s  GFLOP/s  of limit"
                + "    time  Δ score",
            "─".repeat(100),
            "yolonas           1.0  fp32       250.0  240.0 – 260.0       8.0      160      80 %"
                + "  1.00 ×  0e+00",
            "yolonas           1.0  bf16       125.0  120.0 – 126.0      16.0      320      80 %"
                + "  0.50 ×  2e-03",
            "ONNX Runtime      1.0  int8       100.0   99.0 – 104.0      20.0      400          "
                + "  0.40 ×  5e-02",
            "OpenCV DNN          -  fp32         n/a",
            "n/a: OpenCV DNN fp32: cannot read it",
            "",
            "beside it                value",
            "──────────────────────────────────",
            "NMS of 1,000 candidates   0.52  ms");
  }

  @Test
  void isJsonForPrograms() throws IOException {
    Path file = folder.resolve("report.json");
    ReportJson.write(SampleReport.report(), file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/machine/cpu").asText()).isEqualTo("Some Processor");
    assertThat(json.at("/machine/bf16GflopPerSecond").asDouble()).isEqualTo(400);
    assertThat(json.at("/workload/height").asInt()).isEqualTo(640);
    assertThat(json.at("/workload/gflopPerPass").asDouble()).isEqualTo(40);
    assertThat(json.at("/results")).hasSize(4);
    JsonNode bf16 = json.at("/results/1");
    assertThat(bf16.at("/medianMs").asDouble()).isEqualTo(125);
    assertThat(bf16.at("/thirdQuartileMs").asDouble()).isEqualTo(126);
    assertThat(bf16.at("/imagesPerSecond").asDouble()).isEqualTo(16);
    assertThat(bf16.at("/partOfLimit").asDouble()).isEqualTo(0.8);
    assertThat(bf16.at("/timesReference").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/results/2").has("partOfLimit")).isFalse();
    assertThat(json.at("/results/3/notAvailable").asText()).isEqualTo("cannot read it");
    assertThat(json.at("/figures/0/value").asDouble()).isEqualTo(0.523);
  }

  @Test
  void isAPngWithABarForEachThatTookPart() throws IOException {
    Path file = folder.resolve("report.PNG");
    ReportChart.write(SampleReport.report(), file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * BarChart.WIDTH);
    assertThat(image.getHeight()).isEqualTo(2 * (84 + 3 * 40 + 24));
    int inBars = 2 * 201;
    assertThat(image.getRGB(inBars, 2 * 87) & 0xFFFFFF).isEqualTo(0x0B6E99);
    assertThat(image.getRGB(inBars, 2 * 127) & 0xFFFFFF).isEqualTo(0x0B6E99);
    assertThat(image.getRGB(inBars, 2 * 167) & 0xFFFFFF).isEqualTo(0xB4BEC7);
    assertThat(image.getRGB(inBars, 2 * 207) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void isAnSvgWhoseTextCanBeRead() throws Exception {
    Path file = folder.resolve("report.svg");
    ReportChart.write(SampleReport.report(), file);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document svg = factory.newDocumentBuilder().parse(file.toFile());
    Element root = svg.getDocumentElement();
    assertThat(root.getAttribute("width")).isEqualTo(BarChart.WIDTH + "px");
    assertThat(root.getTextContent())
        .contains("YOLO-NAS S, 640×640, batch 2, 2 threads", "ONNX Runtime int8", "250.0")
        .doesNotContain("OpenCV");
    assertThat(Files.size(file)).isLessThan(10_000);
  }
}
