package io.github.yolonas.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Pickles alone: the machine, the search for weights, the metadata. */
class PickleFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void pickle(byte[] data) throws IOException {
    CheckpointLimits limits = Exercise.LIMITS;
    try {
      PickleInput in =
          new PickleInput(new ByteArrayInputStream(data), "fuzz", data.length, data.length);
      Object root = Unpickler.read(in, limits, storage -> {});
      CheckpointMetadata metadata = PickledMetadata.of("fuzz", root);
      new TensorAssembly("fuzz", (key, bytes) -> new NoBytes(bytes), limits)
          .assemble(new StateDictSearch(new ModuleWalk("fuzz", limits)).find(root));
      metadata.classNames();
      metadata.processingParams();
    } catch (CheckpointException expected) {
      if (expected.getMessage() == null) {
        throw expected;
      }
    }
  }

  /** A storage of any size that is never read. */
  private record NoBytes(long size) implements StorageBytes {
    @Override
    public InputStream openAt(long offset) {
      return InputStream.nullInputStream();
    }
  }
}
