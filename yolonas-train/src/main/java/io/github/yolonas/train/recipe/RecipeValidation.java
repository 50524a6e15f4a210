package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.runtime.Devices;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.recipe.NetworkSource.Pretrained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at all that a recipe names, before anything is trained. What it had to open for that is
 * kept, to train with.
 */
final class RecipeValidation {
  private final Recipe recipe;
  private final DatasetSource source;
  private final Problems problems = new Problems();
  private final Map<DatasetReference, Optional<Dataset>> opened = new HashMap<>();

  RecipeValidation(Recipe recipe, DatasetSource source) {
    this.recipe = recipe;
    this.source = source;
    checkFolder();
    checkDevice();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < recipe.phases().size(); i++) {
      Phase phase = recipe.phases().get(i);
      PhaseValidation found = new PhaseValidation(i, phase);
      found.check();
      if (!names.add(phase.name())) {
        found.problem("name: expected another name than an earlier phase's, found it again");
      }
    }
    dataset(recipe.phases().get(0).data().train()).ifPresent(this::checkNetwork);
  }

  /**
   * Ends well if nothing is wrong.
   *
   * @throws RecipeException with all that is
   */
  void requireValid() {
    problems.throwIfAny("recipe for " + recipe.folder());
  }

  /** Finds phases whose teacher has lessons that nobody gives. */
  void requireLessons(TeacherSource teachers) {
    for (int i = 0; i < recipe.phases().size(); i++) {
      Phase phase = recipe.phases().get(i);
      String name = "phase %d '%s'".formatted(i + 1, phase.name());
      try {
        phase.distillation().ifPresent(teachers::check);
      } catch (IllegalArgumentException e) {
        problems.add(name, String.valueOf(e.getMessage()));
      }
    }
  }

  /** The data sets of a phase; only of a valid recipe. */
  PhaseDatasets datasets(Phase phase) {
    return new PhaseDatasets(
        dataset(phase.data().train()).orElseThrow(),
        phase.data().validation().flatMap(this::dataset));
  }

  private void checkFolder() {
    Path folder = recipe.folder().toAbsolutePath();
    Path there = folder;
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent(), "root");
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      problems.add(
          "folder", "expected a folder to write in, found %s in its place".formatted(there));
    }
  }

  private void checkDevice() {
    try {
      Devices.resolve(recipe.device());
    } catch (IllegalArgumentException e) {
      problems.add("device", String.valueOf(e.getMessage()));
    }
  }

  /** Opened once; a problem is reported once. */
  private Optional<Dataset> dataset(DatasetReference reference) {
    Optional<Dataset> known = opened.get(reference);
    if (known == null) {
      known = open(reference);
      opened.put(reference, known);
    }
    return known;
  }

  private Optional<Dataset> open(DatasetReference reference) {
    try {
      return Optional.of(source.open(reference));
    } catch (RuntimeException e) { // whatever the caller's source throws, it is told
      problems.add("data", e);
      return Optional.empty();
    }
  }

  /** One phase by itself, and its classes beside those of the first. */
  private final class PhaseValidation {
    private final int index;
    private final Phase phase;

    PhaseValidation(int index, Phase phase) {
      this.index = index;
      this.phase = phase;
    }

    void problem(String message) {
      problems.add("phase %d '%s'".formatted(index + 1, phase.name()), message);
    }

    void check() {
      Optional<Dataset> train = dataset(phase.data().train());
      Optional<Dataset> validation =
          phase.data().validation().flatMap(RecipeValidation.this::dataset);
      train.ifPresent(this::checkTraining);
      validation.ifPresent(held -> checkValidation(held, train));
      checkEpochs();
      phase
          .distillation()
          .map(Distillation::teacher)
          .filter(teacher -> !Files.isRegularFile(teacher))
          .ifPresent(
              teacher ->
                  problem("distillation.teacher: expected a checkpoint, found no file " + teacher));
    }

    private void checkTraining(Dataset train) {
      int least = phase.loading().dropLast() ? phase.loading().batchSize() : 1;
      if (train.size() < least) {
        problem(
            "batchSize: expected at most the %d images of %s, found %d"
                .formatted(train.size(), phase.data().train(), least));
      }
      Optional<Dataset> first = dataset(recipe.phases().get(0).data().train());
      if (first.isPresent() && !first.get().classNames().equals(train.classNames())) {
        problem(
            "data: expected the classes of the first phase, %s, found %s"
                .formatted(first.get().classNames(), train.classNames()));
      }
    }

    private void checkValidation(Dataset validation, Optional<Dataset> train) {
      if (validation.size() == 0) {
        problem("data.validation: expected at least one image, found none");
      }
      if (train.isPresent() && !train.get().classNames().equals(validation.classNames())) {
        problem(
            "data.validation: expected the classes that are trained, %s, found %s"
                .formatted(train.get().classNames(), validation.classNames()));
      }
    }

    private void checkEpochs() {
      int epochs = phase.training().epochs();
      int whole = phase.training().epochsWithoutMosaic();
      if (whole > epochs) {
        problem("epochsWithoutMosaic: expected at most %d, found %d".formatted(epochs, whole));
      }
      if (phase.data().validation().isEmpty()) {
        if (phase.training().patience().isPresent()) {
          problem("patience: expected images to validate with, found none");
        }
        if (phase.training().averageBest() > 0) {
          problem("averageBest: expected images to validate with, found none");
        }
      }
    }
  }

  /** Its classes are those of the first phase, as those of all phases are. */
  private void checkNetwork(Dataset train) {
    try (TrainableNetwork network =
        recipe.network().open(train.classNames().size(), Device.cpu(), recipe.seed())) {
      if (network.numClasses() != train.classNames().size()) {
        problems.add(
            "network",
            "expected %d classes, as the data set has, found %d; replaceHead makes it learn others"
                .formatted(train.classNames().size(), network.numClasses()));
      } else {
        checkClassNames(train.classNames());
      }
      for (int i = 0; i < recipe.phases().size(); i++) {
        checkFrozen(network, i);
      }
    } catch (RuntimeException e) { // not there, damaged, fused, no YOLO-NAS …
      problems.add("network", e);
    }
  }

  /** As many classes that mean something else would be learned anew without anybody noticing. */
  private void checkClassNames(List<String> trained) {
    if (!(recipe.network() instanceof Pretrained pretrained) || pretrained.replaceHead()) {
      return;
    }
    try (Checkpoint checkpoint = Checkpoint.open(pretrained.checkpoint())) {
      Optional<List<String>> known = checkpoint.metadata().classNames();
      if (known.isPresent() && !known.get().equals(trained)) {
        problems.add(
            "network",
            "expected the classes %s, as the data set has, found %s; replaceHead makes it learn others"
                .formatted(trained, known.get()));
      }
    }
  }

  private void checkFrozen(TrainableNetwork network, int phase) {
    try {
      network.freeze(recipe.phases().get(phase).training().frozen());
    } catch (IllegalArgumentException e) {
      problems.add(
          "phase %d '%s'".formatted(phase + 1, recipe.phases().get(phase).name()),
          String.valueOf(e.getMessage()).replaceFirst("^freeze", "frozen"));
    }
  }
}
