package io.github.yolonas.examples.command;

import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.file.FileStem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which files results go to. */
final class OutputArguments {
  private static final List<AnnotatorName> USUAL = List.of(AnnotatorName.BOX, AnnotatorName.LABEL);
  private static final String CROPS = "crops";

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description =
          "Write annotated pictures there, never over a source; with --format or --crops, those"
              + " instead.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "F",
      split = ",",
      splitSynopsisLabel = ",",
      converter = ResultFormat.Converter.class,
      description = {
        "Write to DIR what was found, in these formats:",
        "csv: detections.csv; json: detections.json, as of --json;",
        "coco: detections.coco.json, labels without scores;",
        "yolo: labels/*.txt with classes.txt, without scores;",
        "voc: annotations/*.xml."
      })
  private List<ResultFormat> formats = List.of();

  @Option(
      names = "--crops",
      description = "Write to DIR the pixels of each box: crops/CLASS/IMAGE-001.png.")
  private boolean crops;

  @Option(
      names = "--annotators",
      paramLabel = "A",
      split = ",",
      splitSynopsisLabel = ",",
      converter = AnnotatorName.Converter.class,
      description =
          "Write pictures to DIR with these, the first at the bottom: box, label, blur, pixelate,"
              + " heatmap, spotlight (default box,label).")
  private List<AnnotatorName> annotators = List.of();

  @Option(names = "--force", description = "Replace files of --format and --crops that exist.")
  private boolean force;

  /** Whether results must keep the pixels of their images. */
  boolean needsPixels() {
    return folder.isPresent() && (crops || drawsPictures());
  }

  private boolean drawsPictures() {
    return !annotators.isEmpty() || (formats.isEmpty() && !crops);
  }

  /** Refuses what cannot be meant before any work is done. */
  void check(CommandSpec command, Sources images) {
    if (folder.isEmpty()) {
      requireNone(command, "--format", !formats.isEmpty());
      requireNone(command, "--crops", crops);
      requireNone(command, "--annotators", !annotators.isEmpty());
      requireNone(command, "--force", force);
      return;
    }
    for (ResultFormat format : formats) {
      images.requireOwnNames(command, "--format " + format, format::nameOf);
      requireRoom(command, format.in(folder.get()));
    }
    if (crops) {
      images.requireOwnNames(
          command, "--crops", source -> Optional.of(FileStem.of(source) + "-001.png"));
      requireRoom(command, folder.get().resolve(CROPS));
    }
  }

  private static void requireNone(CommandSpec command, String option, boolean given) {
    if (given) {
      throw WrongUsage.of(command, option + ": expected -o DIR too, for the files to go to");
    }
  }

  private void requireRoom(CommandSpec command, Path target) {
    if (!force && isTaken(target)) {
      throw WrongUsage.of(command, "-o: " + target + " exists; replace it with --force");
    }
  }

  private static boolean isTaken(Path target) {
    if (!Files.isDirectory(target)) {
      return Files.exists(target);
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("-o: " + target + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Opens all that was asked for. */
  void open(ResultOutputs outputs, Sources images, List<String> classNames) {
    if (folder.isEmpty()) {
      return;
    }
    Path place = OutputFolder.create(folder.get());
    formats.stream().distinct().forEach(f -> outputs.open(f.open(place, classNames)));
    if (crops) {
      outputs.open(LabelFolder.crops(place.resolve(CROPS)));
    }
    if (drawsPictures()) {
      List<AnnotatorName> names = annotators.isEmpty() ? USUAL : annotators;
      List<Annotator> drawn = new ArrayList<>();
      names.forEach(name -> drawn.add(name.annotator()));
      outputs.open(new PictureFolder(place, images.files(), drawn));
    }
  }
}
