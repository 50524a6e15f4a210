package io.github.yolonas.train.log;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event as TensorBoard reads it: a message of TensorFlow's {@code event.proto}, in a frame of
 * its {@code TFRecord} files. Field numbers are those of {@code event.proto} and {@code
 * summary.proto}.
 */
final class TensorBoardEvent {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final String VERSION = "brain.Event:2";

  private static final int FRAME_BYTES = 16;
  private static final int MASK_DELTA = 0xa282ead8;
  private static final int MASK_ROTATION = 15;

  private TensorBoardEvent() {}

  /** Writes fields. */
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** What a file begins with. */
  static byte[] version(double wallTime, long step) {
    return event(wallTime, step, out -> out.writeString(FILE_VERSION, VERSION));
  }

  /** A beginning or a new one: TensorBoard forgets what it has of this step and later ones. */
  static byte[] start(double wallTime, long step) {
    byte[] log = message(out -> out.writeEnum(SESSION_STATUS, SESSION_START));
    return event(wallTime, step, out -> out.writeByteArray(SESSION_LOG, log));
  }

  /** Numbers by their names. */
  static byte[] scalars(double wallTime, long step, Map<String, Double> values) {
    byte[] summary =
        message(
            out -> {
              for (Map.Entry<String, Double> value : values.entrySet()) {
                out.writeByteArray(SUMMARY_VALUE, scalar(value.getKey(), value.getValue()));
              }
            });
    return event(wallTime, step, out -> out.writeByteArray(SUMMARY, summary));
  }

  private static byte[] scalar(String tag, double value) {
    return message(
        out -> {
          out.writeString(VALUE_TAG, tag);
          out.writeFloat(VALUE_SIMPLE, (float) value);
        });
  }

  private static byte[] event(double wallTime, long step, Fields what) {
    return frame(
        message(
            out -> {
              out.writeDouble(WALL_TIME, wallTime);
              out.writeInt64(STEP, step);
              what.write(out);
            }));
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) { // a ByteArrayOutputStream throws none
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Length, its checksum, the message, its checksum. */
  private static byte[] frame(byte[] message) {
    ByteBuffer frame =
        ByteBuffer.allocate(FRAME_BYTES + message.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(message.length);
    frame.putInt(maskedCrc(frame.array(), Long.BYTES));
    frame.put(message);
    frame.putInt(maskedCrc(message, message.length));
    return frame.array();
  }

  /** Masked, as a checksum of data that holds its own checksum says little. */
  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
  }
}
