package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a training is made of. Immutable; made by {@link #builder}, or read from a YAML
 * file.
 *
 * <pre>{@code
 * network: {checkpoint: yolo_nas_s.pth, replaceHead: true}
 * data: {train: shapes/train, validation: shapes/val}
 * inputSize: 640
 * batchSize: 16
 * phases:
 *   - {name: heads, epochs: 5, frozen: backbone, learningRate: 1e-3}
 *   - {name: all, epochs: 40, epochsWithoutMosaic: 10, precision: bf16}
 * }</pre>
 *
 * <p>In YAML, what stands at the top holds for all phases that do not say otherwise; without {@code
 * phases} there is one. Keys are called as in {@link
 * io.github.yolonas.train.trainer.TrainerOptions}, {@link
 * io.github.yolonas.train.loader.DataLoaderOptions} and their like. Paths are relative to the
 * recipe's file.
 *
 * @param network with which the first phase begins; each other goes on with the best of the one
 *     before
 * @param phases in their order, at least one
 * @param device where to train; {@code AUTO} takes a graphics card if there is one
 * @param seed of a network's first weights
 * @param folder for all that is written, a folder in it for each phase
 */
public record Recipe(
    NetworkSource network, List<Phase> phases, Device device, long seed, Path folder) {

  /** Checks that there is a phase, and copies the list. */
  public Recipe {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(folder, "folder");
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("phases: expected at least one, found none");
    }
  }

  /**
   * A recipe for any device, with seed 0.
   *
   * @param folder for all that is written
   */
  public static Builder builder(NetworkSource network, Path folder) {
    return new Builder(network, folder);
  }

  /**
   * Reads a YAML file. Images and checkpoints are not looked at; see {@link #validate}.
   *
   * @throws RecipeException if it cannot be read or something in it is wrong: all of it, each with
   *     line and column
   */
  public static Recipe read(Path file) {
    return RecipeReader.read(file);
  }

  /** The same with another folder. */
  public Recipe withFolder(Path value) {
    return new Recipe(network, phases, device, seed, value);
  }

  /** The same with a teacher for each phase that has none. */
  public Recipe withTeacher(Distillation value) {
    List<Phase> taught =
        phases.stream()
            .map(phase -> phase.distillation().isPresent() ? phase : phase.withDistillation(value))
            .toList();
    return new Recipe(network, taught, device, seed, folder);
  }

  /**
   * As {@link #validate(DatasetSource)}, with the {@linkplain DatasetSource#standard standard
   * source}.
   */
  public void validate() {
    validate(DatasetSource.standard());
  }

  /**
   * Looks for whatever would make the training fail later: files that are not there, classes that
   * do not match, numbers that are impossible together. Opens the data sets and makes the network
   * once, on the CPU; reads no image.
   *
   * @throws RecipeException with everything that was found
   */
  public void validate(DatasetSource datasets) {
    new RecipeValidation(this, datasets).requireValid();
  }

  /** Collects what a recipe needs; not for use by several threads at once. */
  public static final class Builder {
    private final NetworkSource network;
    private final Path folder;
    private final List<Phase> phases = new ArrayList<>();
    private Device device = Device.auto();
    private long seed;

    private Builder(NetworkSource network, Path folder) {
      this.network = network;
      this.folder = folder;
    }

    /** Adds a phase. */
    public Builder phase(Phase value) {
      phases.add(value);
      return this;
    }

    /** Where to train; default a graphics card if there is one. */
    public Builder device(Device value) {
      device = value;
      return this;
    }

    /** Of a network's first weights; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The recipe.
     *
     * @throws IllegalArgumentException if it has no phase
     */
    public Recipe build() {
      return new Recipe(network, phases, device, seed, folder);
    }
  }
}
