package io.github.yolonas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.ReferenceData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceWeightsTest {

  @ParameterizedTest
  @ValueSource(strings = {"s", "m", "l"})
  void everyByteIsThatOfTheGroundTruth(String variant) throws Exception {
    ReferenceWeights weights = new ReferenceWeights(variant);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String key : weights.keys()) {
      float[] values = weights.values(key);
      boolean counter = key.endsWith("num_batches_tracked");
      ByteBuffer bytes = ByteBuffer.allocate(counter ? Long.BYTES : values.length * Float.BYTES);
      if (!counter) {
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
      }
      digest.update(bytes.array());
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo(
            ReferenceData.resource("weights/weights_check.json")
                .at("/variants/" + variant + "/sha256_all_state_dict_bytes_in_order")
                .asText());
  }
}
