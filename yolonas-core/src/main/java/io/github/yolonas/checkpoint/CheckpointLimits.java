package io.github.yolonas.checkpoint;

/**
 * How much a file may claim before it is refused, so that a hostile or damaged one can exhaust
 * neither memory nor time. The defaults leave an order of magnitude of room above the largest
 * checkpoints of the original. Immutable.
 *
 * @param maxPickleBytes bytes of one pickle (structure, not tensor data); default 32 MiB
 * @param maxPickleOpcodes instructions of one pickle; default 1 million, several times what the
 *     largest model and its optimizer's state need
 * @param maxPickleStack objects on the pickle machine's stack; default 1 million
 * @param maxPickleMemo objects that a pickle may remember for reuse; default 1 million
 * @param maxZipDirectoryBytes bytes of a zip's central directory; default 16 MiB
 * @param maxZipEntries files in a zip; default 100,000
 * @param maxTensors tensors in a state dict; default 100,000
 * @param maxTensorBytes bytes of one tensor, once laid out densely; default 1 GiB
 * @param maxSafetensorsHeaderBytes bytes of a safetensors header; default 16 MiB
 * @param maxStreamBytes bytes taken from an {@link java.io.InputStream}; default 8 GiB
 */
public record CheckpointLimits(
    long maxPickleBytes,
    long maxPickleOpcodes,
    int maxPickleStack,
    int maxPickleMemo,
    long maxZipDirectoryBytes,
    int maxZipEntries,
    int maxTensors,
    long maxTensorBytes,
    long maxSafetensorsHeaderBytes,
    long maxStreamBytes) {

  private static final CheckpointLimits DEFAULTS =
      new CheckpointLimits(
          32L << 20, 1_000_000, 1_000_000, 1_000_000, 16L << 20, 100_000, 100_000, 1L << 30,
          16L << 20, 8L << 30);

  /**
   * Checks that every limit is positive.
   *
   * @param maxPickleBytes at least 1
   * @param maxPickleOpcodes at least 1
   * @param maxPickleStack at least 1
   * @param maxPickleMemo at least 1
   * @param maxZipDirectoryBytes at least 1
   * @param maxZipEntries at least 1
   * @param maxTensors at least 1
   * @param maxTensorBytes at least 1
   * @param maxSafetensorsHeaderBytes at least 1
   * @param maxStreamBytes at least 1
   */
  public CheckpointLimits {
    positive("maxPickleBytes", maxPickleBytes);
    positive("maxPickleOpcodes", maxPickleOpcodes);
    positive("maxPickleStack", maxPickleStack);
    positive("maxPickleMemo", maxPickleMemo);
    positive("maxZipDirectoryBytes", maxZipDirectoryBytes);
    positive("maxZipEntries", maxZipEntries);
    positive("maxTensors", maxTensors);
    positive("maxTensorBytes", maxTensorBytes);
    positive("maxSafetensorsHeaderBytes", maxSafetensorsHeaderBytes);
    positive("maxStreamBytes", maxStreamBytes);
  }

  /** {@return the default limits} */
  public static CheckpointLimits defaults() {
    return DEFAULTS;
  }

  /**
   * {@return the same limits with another {@link #maxPickleBytes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxPickleBytes(long value) {
    return new CheckpointLimits(
        value,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxPickleOpcodes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxPickleOpcodes(long value) {
    return new CheckpointLimits(
        maxPickleBytes,
        value,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxPickleStack()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxPickleStack(int value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        value,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxPickleMemo()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxPickleMemo(int value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        value,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxZipDirectoryBytes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxZipDirectoryBytes(long value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        value,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxZipEntries()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxZipEntries(int value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        value,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxTensors()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxTensors(int value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        value,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxTensorBytes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxTensorBytes(long value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        value,
        maxSafetensorsHeaderBytes,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxSafetensorsHeaderBytes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxSafetensorsHeaderBytes(long value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        value,
        maxStreamBytes);
  }

  /**
   * {@return the same limits with another {@link #maxStreamBytes()}}
   *
   * @param value the new limit, at least 1
   */
  public CheckpointLimits withMaxStreamBytes(long value) {
    return new CheckpointLimits(
        maxPickleBytes,
        maxPickleOpcodes,
        maxPickleStack,
        maxPickleMemo,
        maxZipDirectoryBytes,
        maxZipEntries,
        maxTensors,
        maxTensorBytes,
        maxSafetensorsHeaderBytes,
        value);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }
}
