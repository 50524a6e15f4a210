package io.github.yolonas.bench;

import java.nio.file.Path;

/** The network as the peers read it. */
interface OnnxFiles {

  /** The fp32 network of the workload's size and batch. */
  Path fp32() throws Exception;

  /** The quantized one. */
  Path int8() throws Exception;
}
