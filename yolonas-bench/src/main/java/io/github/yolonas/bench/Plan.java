package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.preprocess.InputSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be measured.
 *
 * @param machine where
 * @param variant the network, unless there is a model
 * @param model a checkpoint, in place of a generated one
 * @param int8 a quantized checkpoint
 * @param size of the input, pixels
 * @param batch images of a pass
 * @param threads of a pass
 * @param precisions of our own; the first is the reference
 * @param peers to measure beside
 * @param onnx the network for the peers, in place of an exported one
 * @param onnxInt8 the same, quantized
 * @param effort how long
 * @param full whether to measure all that is beside the comparison
 */
record Plan(
    Machine machine,
    Variant variant,
    Optional<Path> model,
    Optional<Path> int8,
    InputSize size,
    int batch,
    int threads,
    List<Precision> precisions,
    List<Peer> peers,
    Optional<Path> onnx,
    Optional<Path> onnxInt8,
    Effort effort,
    boolean full) {

  Workload workload() {
    String name =
        model
            .map(file -> file.getFileName().toString())
            .orElse(variant == Variant.TINY ? "tiny network" : "YOLO-NAS " + variant);
    return new Workload(name, size, batch, threads);
  }
}
