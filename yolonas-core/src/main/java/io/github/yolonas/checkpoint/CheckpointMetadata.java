package io.github.yolonas.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a checkpoint holds beside its weights. Immutable.
 *
 * <p>A part that cannot be used (a processing step that this library does not know) is refused when
 * it is asked for, and not before: whoever needs the weights alone is not hindered by it.
 */
public final class CheckpointMetadata {
  private static final CheckpointMetadata NONE =
      new CheckpointMetadata(Optional::empty, Optional::empty, Optional::empty, Map.of());

  private final Supplier<Optional<List<String>>> classNames;
  private final Supplier<Optional<ProcessingParams>> processingParams;
  private final Supplier<Optional<ProcessingParams>> thresholds;
  private final Map<String, String> extra;

  CheckpointMetadata(
      Supplier<Optional<List<String>>> classNames,
      Supplier<Optional<ProcessingParams>> processingParams,
      Supplier<Optional<ProcessingParams>> thresholds,
      Map<String, String> extra) {
    this.classNames = classNames;
    this.processingParams = processingParams;
    this.thresholds = thresholds;
    this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /** {@return metadata without class names, processing parameters or anything else} */
  public static CheckpointMetadata none() {
    return NONE;
  }

  /**
   * {@return metadata to be written beside weights}
   *
   * @param classNames in the order of the network's outputs
   * @param params the pre- and post-processing
   */
  public static CheckpointMetadata of(List<String> classNames, ProcessingParams params) {
    return of(Optional.of(List.copyOf(classNames)), Optional.of(params), Map.of());
  }

  /**
   * {@return metadata to be written beside weights, any part of which may be absent}
   *
   * @param classNames in the order of the network's outputs
   * @param params the pre- and post-processing
   * @param extra other texts by name
   */
  public static CheckpointMetadata of(
      Optional<List<String>> classNames,
      Optional<ProcessingParams> params,
      Map<String, String> extra) {
    Optional<List<String>> names = classNames.map(List::copyOf);
    return new CheckpointMetadata(
        () -> names, () -> params, () -> params.map(ProcessingParams::withoutSteps), extra);
  }

  /**
   * {@return the names of the classes, in the order of the network's outputs, if stored}
   *
   * @throws CheckpointException if they are stored as something else than a list of strings
   */
  public Optional<List<String>> classNames() {
    return classNames.get();
  }

  /**
   * {@return the stored pre- and post-processing, if any}
   *
   * @throws CheckpointException if a step or a value cannot be used; the message names it
   */
  public Optional<ProcessingParams> processingParams() {
    return processingParams.get();
  }

  /**
   * The stored thresholds and other post-processing alone, with no {@code steps}: for a caller who
   * brings his own pre-processing, whatever steps the checkpoint stores.
   *
   * @return the parameters with an empty list of steps, if any are stored
   * @throws CheckpointException if a value cannot be used; the message names it
   */
  public Optional<ProcessingParams> processingParamsWithoutSteps() {
    return thresholds.get();
  }

  /** {@return everything else that is a plain number or text (epoch, acc, …), as text} */
  public Map<String, String> extra() {
    return extra;
  }
}
