package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bit of the network's input is the original's, from the decoded pixels on. */
@ExtendWith(NativeLeakExtension.class)
class PreprocessParityTest {
  private static final Preprocessor COCO = new Preprocessor(PreprocessOptions.cocoDefault());

  static Stream<Arguments> synthetic() {
    return cases("images/preprocess_synthetic.json.gz", "key");
  }

  static Stream<Arguments> photos() {
    return cases("images/preprocess_photos.json.gz", "name");
  }

  private static Stream<Arguments> cases(String resource, String title) {
    JsonNode cases = ReferenceData.resource(resource).get("cases");
    return StreamSupport.stream(cases.spliterator(), false)
        .map(node -> Arguments.of(node.get(title).asText(), node));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("synthetic")
  void syntheticImage(String key, JsonNode expected) {
    int width = expected.get("width").asInt();
    int height = expected.get("height").asInt();
    byte[] rgb = Pixels.noise(width, height);
    assertThat(Pixels.sha256(rgb)).isEqualTo(expected.get("rgb_sha256").asText());
    checkAgainst(ImageSource.ofRgb(rgb, width, height), expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void photograph(String name, JsonNode expected) {
    checkAgainst(
        ImageSource.of(ReferenceData.optionalFile("images/png/" + name + ".png")), expected);
  }

  private static void checkAgainst(ImageSource source, JsonNode expected) {
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults());
        LetterboxedImage boxed = COCO.prepare(image)) {
      assertThat(Pixels.sha256(image.toRgbImage().toRgbBytes()))
          .isEqualTo(expected.get("rgb_sha256").asText());
      checkGeometry(boxed.letterbox(), expected);
      assertThat(Pixels.sha256(interior(boxed)))
          .isEqualTo(expected.get("resized_rgb_sha256").asText());
      float[] values = upload(List.of(boxed));
      assertThat(Pixels.sha256(littleEndian(values)))
          .isEqualTo(expected.get("tensor_sha256_f32le").asText());
      int[] indices = ReferenceData.ints(expected.get("idx"));
      float[] samples = ReferenceData.floats(expected.get("values"));
      for (int i = 0; i < indices.length; i++) {
        assertThat(values[indices[i]]).isEqualTo(samples[i]);
      }
    }
  }

  private static void checkGeometry(Letterbox box, JsonNode expected) {
    assertThat(box.scaleX()).isEqualTo(expected.get("scale_factor").asDouble());
    assertThat(box.scaleY()).isEqualTo(box.scaleX());
    assertThat(new int[] {box.resizedHeight(), box.resizedWidth()})
        .isEqualTo(ReferenceData.ints(expected.get("resized_hw")));
    JsonNode padding = expected.get("padding");
    assertThat(box.padTop()).isEqualTo(padding.get("top").asInt());
    assertThat(box.padLeft()).isEqualTo(padding.get("left").asInt());
    assertThat(box.networkHeight())
        .isEqualTo(box.padTop() + box.resizedHeight() + padding.get("bottom").asInt());
    assertThat(box.networkWidth())
        .isEqualTo(box.padLeft() + box.resizedWidth() + padding.get("right").asInt());
  }

  /** The scaled image without its padding. */
  private static byte[] interior(LetterboxedImage boxed) {
    Letterbox box = boxed.letterbox();
    byte[] all = boxed.toBytes();
    ByteBuffer inner = ByteBuffer.allocate(box.resizedWidth() * box.resizedHeight() * 3);
    for (int y = 0; y < box.resizedHeight(); y++) {
      int row = (box.padTop() + y) * box.networkWidth() + box.padLeft();
      inner.put(all, 3 * row, 3 * box.resizedWidth());
    }
    return inner.array();
  }

  /** The input tensor's values in channel, row, column order. */
  private static float[] upload(List<LetterboxedImage> images) {
    try (PointerScope scope = new PointerScope()) {
      Tensor input = COCO.upload(images, new Device("cpu"), ScalarType.Float);
      Tensor planar = input.contiguous();
      float[] values = new float[(int) planar.numel()];
      planar.data_ptr_float().get(values);
      return values;
    }
  }

  private static byte[] littleEndian(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Test
  void aBatchIsItsImagesOneAfterAnother() {
    List<LetterboxedImage> images = new ArrayList<>();
    List<float[]> single = new ArrayList<>();
    for (int[] size : new int[][] {{640, 240}, {47, 33}, {2, 2}}) {
      ImageSource source = ImageSource.ofRgb(Pixels.noise(size[0], size[1]), size[0], size[1]);
      try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
        images.add(COCO.prepare(image));
      }
      single.add(upload(List.of(images.get(images.size() - 1))));
    }
    float[] batch = upload(images);
    images.forEach(LetterboxedImage::close);
    int each = 3 * 640 * 640;
    assertThat(batch).hasSize(3 * each);
    for (int i = 0; i < 3; i++) {
      assertThat(Arrays.copyOfRange(batch, i * each, (i + 1) * each)).isEqualTo(single.get(i));
    }
  }
}
