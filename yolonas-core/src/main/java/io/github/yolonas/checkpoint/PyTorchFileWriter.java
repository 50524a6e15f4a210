package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the layout of the original's trainer in PyTorch's zip format: {@code net}, and {@code
 * processing_params} if there is anything to say. Where the trainer has an {@code OrderedDict}, a
 * plain dict serves Python as well, and LibTorch, which reads no other.
 */
final class PyTorchFileWriter {
  private static final String FOLDER = "archive/";

  private PyTorchFileWriter() {}

  static void write(FileChannel out, StateDict weights, CheckpointMetadata metadata)
      throws IOException {
    List<StoredTensor> tensors = weights.stream().toList();
    StoredZipWriter zip = new StoredZipWriter(out);
    zip.add(FOLDER + "data.pkl", pickle(tensors, metadata));
    zip.add(FOLDER + "byteorder", ascii("little"));
    for (int i = 0; i < tensors.size(); i++) {
      zip.add(FOLDER + "data/" + i, tensors.get(i)::streamTo);
    }
    zip.add(FOLDER + "version", ascii("3\n"));
    zip.finish();
  }

  private static byte[] pickle(List<StoredTensor> tensors, CheckpointMetadata metadata) {
    PickleWriter pickle = new PickleWriter();
    pickle.startDict();
    pickle.text("net");
    pickle.startDict();
    for (int i = 0; i < tensors.size(); i++) {
      pickle.text(tensors.get(i).name());
      pickle.tensor(tensors.get(i), String.valueOf(i));
    }
    pickle.endDict();
    putIfAny(
        pickle,
        ProcessingCodec.KEY,
        ProcessingCodec.encode(metadata.classNames(), metadata.processingParams()));
    Dict extra = new Dict();
    metadata.extra().forEach(extra::put);
    putIfAny(pickle, PickledMetadata.EXTRA, extra);
    pickle.endDict();
    return pickle.finish();
  }

  private static void putIfAny(PickleWriter pickle, String key, Dict content) {
    if (!content.entries.isEmpty()) {
      pickle.text(key);
      pickle.value(content);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
