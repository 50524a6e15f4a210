package io.github.yolonas.train.recipe;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.yolonas.Device;
import io.github.yolonas.Variant;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.loader.BadImagePolicy;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.loss.AtssAssigner;
import io.github.yolonas.train.loss.FocalLoss;
import io.github.yolonas.train.optim.EmaDecay;
import io.github.yolonas.train.optim.LearningRateSchedule;
import io.github.yolonas.train.recipe.NetworkSource.Pretrained;
import io.github.yolonas.train.recipe.NetworkSource.Untrained;
import io.github.yolonas.train.synthetic.IntRange;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import io.github.yolonas.train.trainer.BadLossPolicy;
import io.github.yolonas.train.trainer.OptimizerOptions;
import io.github.yolonas.train.trainer.TrainerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {
  private static final String LEAST =
      """
      network: {variant: s}
      data: {train: images}
      """;

  @TempDir private Path folder;

  private Recipe read(String yaml) throws IOException {
    return Recipe.read(Files.writeString(folder.resolve("shapes.yaml"), yaml));
  }

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("shapes.yaml"), yaml);
    RecipeException error = catchThrowableOfType(RecipeException.class, () -> Recipe.read(file));
    assertThat(error).as(yaml).isNotNull().hasMessageStartingWith(file + ": ");
    assertThat(error.problems())
        .allSatisfy(problem -> assertThat(error).hasMessageContaining(problem.toString()));
    return error.problems().stream().map(RecipeProblem::toString).toList();
  }

  @Test
  void theLeastThereIsHasTheDefaultsOfTheLibrary() throws IOException {
    Recipe recipe = read(LEAST);
    assertThat(recipe.network()).isEqualTo(NetworkSource.untrained(Variant.S));
    assertThat(recipe.device()).isEqualTo(Device.auto());
    assertThat(recipe.seed()).isZero();
    assertThat(recipe.folder()).isEqualTo(folder.resolve("shapes"));
    assertThat(recipe.phases()).hasSize(1);
    Phase phase = recipe.phases().get(0);
    assertThat(phase.name()).isEqualTo("training");
    assertThat(phase.training()).isEqualTo(TrainerOptions.defaults());
    assertThat(phase.data())
        .isEqualTo(new PhaseData(DatasetReference.at(folder.resolve("images")), Optional.empty()));
    assertThat(phase.loading().inputSize()).isEqualTo(new InputSize(640, 640));
    assertThat(phase.loading().batchSize()).isEqualTo(16);
    assertThat(phase.loading().shuffle()).isTrue();
    assertThat(phase.loading().dropLast()).isTrue();
    assertThat(phase.loading().augmentation())
        .hasToString(AugmentationPipeline.training(new InputSize(640, 640)).toString());
    assertThat(phase.distillation()).isEmpty();
  }

  /** Each a file that is read in no time, or would be at work for hours. */
  @Test
  void whatIsLongIsReadSoon() {
    int most = 300_000;
    List<String> texts =
        List.of(
            LEAST + "learningRate: " + "1".repeat(most) + "x",
            LEAST + "phases:\n" + "- {}\n".repeat(most / 5),
            LEAST
                + IntStream.range(0, most / 10)
                    .mapToObj(i -> "k" + i + ": 1")
                    .collect(joining("\n")),
            "[".repeat(most),
            "network: " + "a".repeat(most) + "\n");
    for (String text : texts) {
      BoundedWork.read(
          text.length(),
          () ->
              assertThatThrownBy(() -> read(text))
                  .as(text.substring(0, 60))
                  .isInstanceOf(RecipeException.class)
                  .hasMessageContaining("expected"));
    }
  }

  @Test
  void everyOptionCanBeSaid() throws IOException {
    Recipe recipe =
        read(
            """
            network: {checkpoint: ../start.pth, replaceHead: true}
            device: cpu
            folder: runs/one
            name: only
            data:
              train:
                synthetic:
                  count: 12
                  seed: 7
                  width: 256
                  height: [200, 256]
                  objects: [1, 4]
                  smallestObject: 0.2
                  largestObject: 0.7
                  maxHidden: 0.1
                  degradedShare: 0.3
              validation: /data/held-out
              classNames: [circle, square]
            inputSize: [320, 416]
            batchSize: 8
            dropLast: false
            workers: 3
            prefetch: 4
            cacheBytes: 5000000000
            badImages: skip
            minBoxSide: 2.5
            seed: 99
            epochs: 7
            optimizer: sgd
            learningRate: 1e-2
            weightDecay: 0.001
            momentum: 0.8
            schedule: {step: {epochs: [3, 5], decay: 0.2}}
            warmupBatches: 50
            warmupInitialRate: 0
            accumulate: 2
            clipNorm: 10
            ema: {exponential: {decay: 0.999, beta: 10}}
            precision: bf16
            frozen: [backbone, neck.neck1]
            epochsWithoutMosaic: 2
            validateEvery: 3
            patience: 4
            averageBest: 5
            saveEverySteps: 100
            badLoss: skip
            loss:
              assigner: atss
              classification: focal
              batchedAssignment: false
              doubleTargets: true
              classificationWeight: 2
              iouWeight: 3
              dflWeight: 0.25
            pictures: 0
            distillation:
              teacher: teacher.pth
              weights: {classes: 1, boxes: 0.5}
            """);
    assertThat(recipe.network())
        .isEqualTo(new Pretrained(folder.resolveSibling("start.pth"), true));
    assertThat(recipe.device()).isEqualTo(Device.cpu());
    assertThat(recipe.seed()).isEqualTo(99);
    assertThat(recipe.folder()).isEqualTo(folder.resolve("runs/one"));
    Phase phase = recipe.phases().get(0);
    assertThat(phase.name()).isEqualTo("only");
    assertThat(phase.data())
        .isEqualTo(
            PhaseData.of(
                new DatasetReference.Synthetic(
                    SyntheticOptions.builder()
                        .size(12)
                        .seed(7)
                        .width(IntRange.of(256))
                        .height(new IntRange(200, 256))
                        .objects(new IntRange(1, 4))
                        .smallestObject(0.2)
                        .largestObject(0.7)
                        .maxHidden(0.1)
                        .degradedShare(0.3)
                        .classNames(List.of("circle", "square"))
                        .build()),
                new DatasetReference.Stored(
                    Path.of("/data/held-out"), List.of("circle", "square"))));
    assertThat(phase.loading().inputSize()).isEqualTo(new InputSize(320, 416));
    assertThat(phase.loading())
        .extracting("batchSize", "dropLast", "workers", "prefetch", "cacheBytes", "minBoxSide")
        .containsExactly(8, false, 3, 4, 5_000_000_000L, 2.5);
    assertThat(phase.loading().badImages()).isEqualTo(BadImagePolicy.SKIP);
    assertThat(phase.loading().seed()).isEqualTo(99);
    TrainerOptions training = phase.training();
    assertThat(training.epochs()).isEqualTo(7);
    assertThat(training.optimizer())
        .isEqualTo(new OptimizerOptions(OptimizerOptions.Algorithm.SGD, 1e-2, 1e-3, 0.8));
    assertThat(training.schedule()).isEqualTo(new LearningRateSchedule.Step(List.of(3, 5), 0.2));
    assertThat(training)
        .extracting("warmupBatches", "warmupInitialRate", "accumulate", "bf16")
        .containsExactly(50, 0.0, 2, true);
    assertThat(training.clipNorm()).hasValue(10);
    assertThat(training.ema()).contains(new EmaDecay.Exponential(0.999, 10));
    assertThat(training.frozen()).isEqualTo(Set.of("backbone", "neck.neck1"));
    assertThat(training)
        .extracting(
            "epochsWithoutMosaic", "validateEvery", "averageBest", "saveEverySteps", "pictures")
        .containsExactly(2, 3, 5, 100, 0);
    assertThat(training.patience()).hasValue(4);
    assertThat(training.badLoss()).isEqualTo(BadLossPolicy.SKIP);
    assertThat(training.loss().assigner()).isEqualTo(AtssAssigner.defaults());
    assertThat(training.loss().classification()).isInstanceOf(FocalLoss.class);
    assertThat(training.loss())
        .extracting(
            "batchedAssignment", "doubleTargets", "classificationWeight", "iouWeight", "dflWeight")
        .containsExactly(false, true, 2.0, 3.0, 0.25);
    assertThat(phase.distillation())
        .contains(
            new Distillation(folder.resolve("teacher.pth"), Map.of("classes", 1.0, "boxes", 0.5)));
  }

  /** A new option of the trainer or the loader that YAML cannot say is found here. */
  @Test
  void noOptionIsForgotten() {
    Set<String> known = PhaseReader.keys();
    Map<String, String> otherwise = Map.of("bf16", "precision", "shuffle", "always so in training");
    for (Class<?> type : List.of(TrainerOptions.class, DataLoaderOptions.class)) {
      for (var component : type.getRecordComponents()) {
        assertThat(
                known.contains(component.getName()) || otherwise.containsKey(component.getName()))
            .as(component.getName())
            .isTrue();
      }
    }
  }

  /** What the documentation shows can be read as it stands. */
  @Test
  void theDocumentedRecipesAreRecipes() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "recipes.md"));
    List<String> recipes =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(recipes).hasSize(2);
    Recipe whole = read(recipes.get(1));
    assertThat(whole.phases()).extracting(Phase::name).containsExactly("heads", "all");
    assertThat(read(recipes.get(0)).phases()).hasSize(1);
    assertThat(PhaseReader.keys()).allSatisfy(key -> assertThat(page).contains(key + ":"));
  }

  @Test
  void aPhaseSaysWhatIsOtherwiseThanAbove() throws IOException {
    Recipe recipe =
        read(
            """
            network: {variant: L, width: 0.5, depth: 0.25}
            data: {train: a}
            batchSize: 4
            clipNorm: 5
            frozen: backbone
            phases:
              - {name: heads, epochs: 2}
              - {batchSize: 2, clipNorm: null, frozen: [], data: {train: b}}
            """);
    assertThat(recipe.network()).isEqualTo(new Untrained(Variant.L, 0.5, 0.25));
    assertThat(recipe.phases()).extracting(Phase::name).containsExactly("heads", "phase-2");
    Phase first = recipe.phases().get(0);
    Phase second = recipe.phases().get(1);
    assertThat(first.loading().batchSize()).isEqualTo(4);
    assertThat(second.loading().batchSize()).isEqualTo(2);
    assertThat(first.training().epochs()).isEqualTo(2);
    assertThat(second.training().epochs()).isEqualTo(100);
    assertThat(first.training().clipNorm()).hasValue(5);
    assertThat(second.training().clipNorm()).isEmpty();
    assertThat(first.training().frozen()).containsExactly("backbone");
    assertThat(second.training().frozen()).isEmpty();
    assertThat(second.data().train()).hasToString(folder.resolve("b").toString());
  }

  @Test
  void augmentationsAreThoseThatAreNamed() throws IOException {
    String some =
        """
        inputSize: 64
        augmentation:
          mosaic: true
          affine: {degrees: 5, scale: [0.8, 1.2], shear: 2, minAreaRatio: 0}
          crop: {probability: 0.3, minSide: 0.6, minVisible: 0.5}
          rotate90: 0.1
          hsv: {hue: 9}
          reverseChannels: 0.2
          horizontalFlip: 0.5
          verticalFlip: 0.4
          mixup: {probability: 0.15, scale: [0.9, 1.1], flipProbability: 0}
        """;
    assertThat(read(LEAST + some).phases().get(0).loading().augmentation())
        .hasToString(
            "AugmentationPipeline[Mosaic[probability=1.0, tile=64×64], "
                + "RandomAffine[probability=1.0, degrees=5.0, translate=0.25, minScale=0.8,"
                + " maxScale=1.2, shear=2.0, size=Optional[64×64], borderValue=114,"
                + " minBoxSide=2.0, minAreaRatio=0.0, maxAspectRatio=20.0], "
                + "RandomCrop[probability=0.3, minSide=0.6, minVisible=0.5], "
                + "Rotate90[probability=0.1], "
                + "Hsv[probability=0.5, hue=9, saturation=30, value=30], "
                + "ReverseChannels[probability=0.2], HorizontalFlip[probability=0.5], "
                + "VerticalFlip[probability=0.4], "
                + "Mixup[probability=0.15, minScale=0.9, maxScale=1.1, flipProbability=0.0], "
                + "LongestSideRescaleAndPad[size=64×64, margin=0, padding=BOTTOM_RIGHT,"
                + " padValue=114]]");
    InputSize size = new InputSize(64, 64);
    assertThat(read(LEAST + "inputSize: 64\naugmentation: none\n").phases().get(0).loading())
        .extracting(options -> options.augmentation().toString())
        .isEqualTo(AugmentationPipeline.validation(size).toString());
    assertThat(
            read(LEAST + "augmentation: {affine: {degrees: 5}}")
                .phases()
                .get(0)
                .loading()
                .augmentation()
                .toString())
        .contains("size=Optional.empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosine | Cosine[finalRatio=0.1]",
        "constant | Constant[]",
        "polynomial | Polynomial[power=0.9]",
        "{cosine: 0.01} | Cosine[finalRatio=0.01]",
        "{polynomial: 2} | Polynomial[power=2.0]",
        "{step: {epochs: 4}} | Step[epochs=[4], decay=0.1]",
      })
  void schedulesAreNamed(String yaml, String schedule) throws IOException {
    assertThat(read(LEAST + "schedule: " + yaml).phases().get(0).training().schedule())
        .hasToString(schedule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | Optional.empty",
        "false | Optional.empty",
        "0.999 | Optional[Threshold[decay=0.999]]",
        "{constant: 0.9} | Optional[Constant[decay=0.9]]",
        "{threshold: 0.99} | Optional[Threshold[decay=0.99]]",
        "{exponential: {}} | Optional[Exponential[decay=0.9997, beta=15.0]]",
      })
  void averagesAreNamed(String yaml, String ema) throws IOException {
    assertThat(read(LEAST + "ema: " + yaml).phases().get(0).training().ema()).hasToString(ema);
  }

  /** Each of these after the two lines of the least recipe. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch: 3 | line 3, column 1: unknown key 'epoch'; did you mean 'epochs'?",
        "batch_size: 3 | line 3, column 1: unknown key 'batch_size'; did you mean 'batchSize'?",
        "epochs: 0 | line 3, column 9: epochs: expected 1 or more, found 0",
        "epochs: many | line 3, column 9: epochs: expected a whole number, found 'many'",
        "epochs: 1.5 | line 3, column 9: epochs: expected a whole number, found '1.5'",
        "epochs: [1] | line 3, column 9: epochs: expected a whole number, found a list",
        "learningRate: fast | line 3, column 15: learningRate: expected a number, found 'fast'",
        "learningRate: NaN | line 3, column 15: learningRate: expected a number, found 'NaN'",
        "learningRate: -1 | line 3, column 15: learningRate: expected > 0, found -1.0",
        "momentum: 1 | line 3, column 11: momentum: expected 0 to below 1, found 1.0",
        "batchSize: 0 | line 3, column 12: batchSize: expected 1 to 4096, found 0",
        "inputSize: 100 | line 3, column 12: inputSize: expected height and width as multiples of 32, found 100×100 (height × width)",
        "inputSize: [1, 2, 3] | line 3, column 12: inputSize: expected a number of pixels, or [height, width], found a list",
        "optimizer: adam | line 3, column 12: optimizer: expected one of adam_w, sgd, found 'adam'",
        "precision: fp16 | line 3, column 12: precision: expected one of fp32, bf16, found 'fp16'",
        "dropLast: yes | line 3, column 11: dropLast: expected true or false, found 'yes'",
        "device: gpu | line 3, column 9: device: expected cpu, cuda:N or auto, found 'gpu'",
        "schedule: linear | line 3, column 11: schedule: expected cosine, polynomial, constant, or a map with cosine, polynomial or step, found 'linear'",
        "schedule: {cosine: 2} | line 3, column 20: schedule.cosine: expected 0 to 1, found 2.0",
        "schedule: {step: {decay: 2, epochs: 1}} | line 3, column 26: schedule.step.decay: expected 0 to 1, found 2.0",
        "schedule: {step: {}} | line 3, column 18: schedule.step.epochs: expected the epochs after which it falls, found nothing",
        "ema: {constant: 0.9, threshold: 0.9} | line 3, column 6: ema: expected one key, found [constant, threshold]",
        "ema: 2 | line 3, column 6: ema: expected 0 to 1, found 2.0",
        "augmentation: strong | line 3, column 15: augmentation: expected training, none, or a map of augmentations, found 'strong'",
        "augmentation: {hsv: {hue: 200}} | line 3, column 27: augmentation.hsv.hue: expected 0 to 90, found 200",
        "augmentation: {hsv: 0.5} | line 3, column 21: augmentation.hsv: expected keys and values, found '0.5'",
        "augmentation: {flip: 1} | line 3, column 16: unknown key 'augmentation.flip'; expected one of affine, crop, horizontalFlip, hsv, mixup, mosaic, padding, reverseChannels, rotate90, verticalFlip",
        "augmentation: {padding: left} | line 3, column 25: augmentation.padding: expected bottomRight or asPrediction, found 'left'",
        "augmentation: {affine: {scale: [2, 1]}} | line 3, column 32: augmentation.affine.scale: expected the least first, found 2.0 to 1.0",
        "augmentation: {mixup: {scale: 1}} | line 3, column 31: augmentation.mixup.scale: expected two numbers such as [0.5, 1.5], found '1'",
        "loss: {iouWeight: -1} | line 3, column 19: loss.iouWeight: expected a finite number from 0, found -1.0",
        "loss: {assigner: simota} | line 3, column 18: loss.assigner: expected taskAligned or atss, found 'simota'",
        "distillation: {teacher: t.pth} | line 3, column 15: distillation.weights: expected the weight of each loss by its name, found nothing",
        "distillation: {teacher: t.pth, weights: {a: -1}} | line 3, column 41: distillation.weights.a: expected a finite number from 0, found -1.0",
        "phases: [] | line 3, column 9: phases: expected a list of at least one phase, found a list",
        "phases: [5] | line 3, column 10: phase 1: expected keys and values, found '5'",
        "phases: [{epoch: 5}] | line 3, column 11: unknown key 'phase 1.epoch'; did you mean 'epochs'?",
        "name: ' ' | line 3, column 7: name: expected a name, found ' '",
        "data: {train: b} | line 3, column 1: key 'data' appears twice",
        "{a: b}: c | line 3, column 1: expected a key",
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String problem) throws IOException {
    assertThat(problems(LEAST + yaml)).contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {train: a} | line 1, column 1: network: expected a map with variant or checkpoint, found nothing",
        "network: {variant: s} | line 1, column 1: data: expected a map with train and, if there is one, validation, found nothing",
        "network: {} | line 1, column 10: network.variant: expected s, m or l, or a checkpoint, found nothing",
        "network: {variant: xl} | line 1, column 20: network.variant: expected one of s, m, l, found 'xl'",
        "network: {variant: s, width: 5} | line 1, column 30: network.width: expected above 0 to 4.0, found 5.0",
        "network: {checkpoint: a.pth, width: 1} | line 1, column 10: network.width: expected nothing beside a checkpoint, which has its own",
        "network: {variant: s, head: new} | line 1, column 23: unknown key 'network.head'; expected one of checkpoint, depth, replaceHead, variant, width",
        "data: {train: {synthetic: {count: 0}}} | line 1, column 35: data.train.synthetic.count: expected 1 or more, found 0",
        "data: {train: {path: a}} | line 1, column 16: unknown key 'data.train.path'; expected one of synthetic",
        "data: {train: {synthetic: {count: 1, maxHidden: 1}}} | line 1, column 49: data.train.synthetic.maxHidden: expected from 0 to 0.9, found 1.0",
        "data: {train: {synthetic: {count: 1, objects: [2, 1]}}} | line 1, column 47: data.train.synthetic.objects: expected a largest number of 2 or more, found 1",
        "data: {train: {synthetic: {count: 1, objects: [1, 2, 3]}}} | line 1, column 47: data.train.synthetic.objects: expected a whole number, or two such as [1, 6], found a list",
        "data: {train: {synthetic: {count: 1, smallestObject: 0.9}}} | line 1, column 27: data.train.synthetic.largestObject: expected from smallestObject, 0.9, to 1, found 0.6",
        "data: {train: {synthetic: {count: 1, object: 3}}} | line 1, column 38: unknown key 'data.train.synthetic.object'; did you mean 'objects'?",
        "data: {train: {synthetic: {count: 1}}, classNames: [cow]} | line 1, column 27: data.train.synthetic.classNames: expected some of [circle, square, triangle, star, cross, heart, arrow, hexagon, moon, bolt, house, drop], found 'cow'",
        "data: {validation: a} | line 1, column 7: data.train: expected a data set's path, or {synthetic: {count: …, seed: …}}, found nothing",
        "data: a | line 1, column 7: data: expected keys and values, found 'a'",
        "- a | line 1, column 1: expected keys and values, found a list",
        "a: [ | line 1, column 5",
        "'' | expected a recipe, found nothing",
      })
  void whatIsMissingIsNamed(String yaml, String problem) throws IOException {
    assertThat(problems(yaml)).anySatisfy(found -> assertThat(found).startsWith(problem));
  }

  @Test
  void allThatIsWrongIsInOneMessage() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            network: {variant: x}
            data: {train: a}
            epochs: 0
            accumulate: -1
            learningRte: 1
            phases:
              - {name: one}
              - {name: two, batchSize: 0, patience: 0}
            """);
    assertThatThrownBy(() -> Recipe.read(file))
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith(file + ": 6 problems:\n")
        .hasMessageContaining("\n  line 1, column 20: network.variant:")
        .hasMessageContaining("\n  line 3, column 9: epochs: expected 1 or more, found 0")
        .hasMessageContaining("\n  line 4, column 13: accumulate: expected 1 or more, found -1")
        .hasMessageContaining("\n  line 5, column 1: unknown key 'learningRte'; did you mean 'lea")
        .hasMessageContaining("\n  line 8, column 28: phase 2.batchSize: expected 1 to 4096")
        .hasMessageContaining("\n  line 8, column 41: phase 2.patience: expected 1 or more");
  }

  @Test
  void whatIsRightAloneMayBeWrongTogether() throws IOException {
    assertThat(problems(LEAST + "batchSize: 4096\ninputSize: 1024\n"))
        .containsExactly(
            "line 1, column 1: batchSize: expected at most 2147483647 bytes of pixels in a batch,"
                + " found 12884901888 for 4096 images of 1024×1024");
  }

  @Test
  void aBombIsRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString())).first().asString().contains("aliases");
  }

  /** What a tag must not bring to life. */
  static final class Trap {
    static {
      System.setProperty("yolonas.test.trap", "sprung");
    }
  }

  @Test
  void tagsConstructNothing() throws IOException {
    Recipe recipe = read(LEAST + "name: !!" + Trap.class.getName() + " mine\n");
    assertThat(recipe.phases().get(0).name()).isEqualTo("mine");
    assertThat(System.getProperty("yolonas.test.trap")).isNull();
  }

  @Test
  void aliasesForRepeatedSettingsAreFine() throws IOException {
    Recipe recipe =
        read(
            LEAST
                + """
                phases:
                  - {name: a, loss: &loss {iouWeight: 1}}
                  - {name: b, loss: *loss}
                """);
    assertThat(recipe.phases()).allMatch(phase -> phase.training().loss().iouWeight() == 1);
  }

  @Test
  void whatContainsItselfIsNoEndlessLoop() throws IOException {
    assertThat(problems("network: &n {variant: *n}\ndata: {train: a}\n"))
        .containsExactly(
            "line 1, column 10: network.variant: expected a text, found keys and values");
  }

  @Test
  void depthAndSizeAreLimited() throws IOException {
    assertThat(problems("a: " + "[".repeat(100_000)))
        .containsExactly("line 1, column 53: expected at most 50 levels, found more");
    assertThat(problems("- ".repeat(100_000)))
        .containsExactly("line 1, column 101: expected at most 50 levels, found more");
    assertThat(problems("#".repeat((1 << 20) + 1)))
        .containsExactly("expected at most 1 MiB, found more");
  }

  @Test
  void whatIsNoTextOrNotThereIsNamed() throws IOException {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xFF, 0, 1});
    assertThatThrownBy(() -> Recipe.read(binary))
        .isInstanceOf(RecipeException.class)
        .hasMessage(binary + ": expected text in UTF-8");
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> Recipe.read(missing))
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith(missing + ": cannot be read")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }
}
