package io.github.yolonas.train.distill;

import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.train.network.TrainableNetwork;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Tells teachers apart, so that a training is not gone on with by another one. */
final class TeacherChecksum {
  private TeacherChecksum() {}

  /** The CRC-32C of all parameters and buffers. */
  static long of(TrainableNetwork teacher) {
    CRC32C checksum = new CRC32C();
    teacher.stateDict().stream().map(TeacherChecksum::content).forEach(checksum::update);
    return checksum.getValue();
  }

  private static ByteBuffer content(StoredTensor tensor) {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(tensor.byteCount()));
    tensor.readInto(content);
    return content.flip();
  }
}
