package io.github.yolonas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtoMessageTest {

  /** The examples of the wire format's public description. */
  @Test
  void bytesOnTheWire() throws IOException {
    assertThat(hex(new ProtoMessage().integer(1, 150))).isEqualTo("089601");
    assertThat(hex(new ProtoMessage().text(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(hex(new ProtoMessage().message(3, new ProtoMessage().integer(1, 150))))
        .isEqualTo("1a03089601");
    assertThat(hex(new ProtoMessage().integers(6, List.of(3L, 270L, 86942L))))
        .isEqualTo("3206038e029ea705");
    assertThat(hex(new ProtoMessage().integer(1, -1))).isEqualTo("08ffffffffffffffffff01");
    assertThat(hex(new ProtoMessage().integers(1, List.of()))).isEqualTo("0a00");
    assertThat(hex(new ProtoMessage())).isEmpty();
  }

  @Test
  void aDeepMessageIsReadBack() throws IOException {
    ProtoMessage deep = new ProtoMessage().text(1, "ü".repeat(300));
    for (int i = 0; i < 5; i++) {
      deep = new ProtoMessage().integer(2000, Long.MIN_VALUE).message(15, deep).text(16, "");
    }
    UnknownFieldSet read = UnknownFieldSet.parseFrom(bytes(deep));
    for (int i = 0; i < 5; i++) {
      assertThat(read.getField(2000).getVarintList()).containsExactly(Long.MIN_VALUE);
      assertThat(read.getField(16).getLengthDelimitedList()).containsExactly(ByteString.EMPTY);
      read = UnknownFieldSet.parseFrom(read.getField(15).getLengthDelimitedList().get(0));
    }
    assertThat(read.getField(1).getLengthDelimitedList())
        .containsExactly(ByteString.copyFromUtf8("ü".repeat(300)));
  }

  private static String hex(ProtoMessage message) throws IOException {
    return HexFormat.of().formatHex(bytes(message));
  }

  /** Also checks that the size, known before, is what is written. */
  private static byte[] bytes(ProtoMessage message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    message.writeTo(coded);
    coded.flush();
    assertThat(out.size()).isEqualTo((int) message.size());
    return out.toByteArray();
  }
}
