package io.github.yolonas.train.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TensorBoard's files by the book: frames and checksums first, then the messages. Checksums
 * are computed bit by bit, apart from the JDK's.
 */
final class EventFiles {
  private static final int POLYNOMIAL = 0x82F63B78;

  private EventFiles() {}

  /** One event; what it is not is empty or -1. */
  record Event(
      double wallTime, long step, String version, int session, Map<String, Float> scalars) {}

  static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(length));
      byte[] message =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(message);
      assertThat(bytes.getInt()).as("checksum of the event").isEqualTo(masked(message));
      events.add(event(CodedInputStream.newInstance(message)));
    }
    return events;
  }

  /** As TFRecord files have it: ((crc >> 15) | (crc << 17)) + 0xa282ead8, of 32 bits. */
  static int masked(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
    }
    int whole = ~crc;
    return ((whole >>> 15) | (whole << 17)) + 0xa282ead8;
  }

  private static Event event(CodedInputStream in) throws IOException {
    double wallTime = -1;
    long step = -1;
    String version = "";
    int session = -1;
    Map<String, Float> scalars = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> wallTime = in.readDouble();
        case 2 -> step = in.readInt64();
        case 3 -> version = in.readString();
        case 5 -> summary(in.readBytes().newCodedInput(), scalars);
        case 7 -> session = session(in.readBytes().newCodedInput());
        default -> throw new AssertionError("unexpected field, tag " + tag);
      }
    }
    return new Event(wallTime, step, version, session, scalars);
  }

  private static int session(CodedInputStream in) throws IOException {
    assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(1);
    return in.readEnum();
  }

  private static void summary(CodedInputStream in, Map<String, Float> scalars) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      assertThat(WireFormat.getTagFieldNumber(tag)).isEqualTo(1);
      CodedInputStream value = in.readBytes().newCodedInput();
      assertThat(WireFormat.getTagFieldNumber(value.readTag())).isEqualTo(1);
      String name = value.readString();
      assertThat(WireFormat.getTagFieldNumber(value.readTag())).isEqualTo(2);
      scalars.put(name, value.readFloat());
      assertThat(value.isAtEnd()).isTrue();
    }
  }
}
