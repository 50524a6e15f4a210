package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.Printable;
import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.train.data.DatasetDoctor;
import io.github.yolonas.train.data.DatasetDoctorOptions;
import io.github.yolonas.train.data.DatasetPolicy;
import io.github.yolonas.train.data.DatasetTreatment;
import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.data.FindingKind;
import io.github.yolonas.train.data.FindingSeverity;
import io.github.yolonas.train.data.ImageTransfer;
import io.github.yolonas.train.data.NamedDataset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas dataset doctor}: finds what spoils a training, and repairs what it can. */
@Command(
    name = "doctor",
    description = "Finds what spoils a training: in data sets, and between them.",
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no errors, or all repaired",
      "1:errors, or the work failed",
      "2:wrong usage"
    },
    footer = {
      "",
      "Of an image in two data sets, a repair keeps that in the one named first.",
      "",
      "Examples:",
      "  yolonas dataset doctor val train",
      "  yolonas dataset doctor val train --repair repaired"
    })
final class DatasetDoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatasetArguments datasets = new DatasetArguments();

  @Option(
      names = "--repair",
      paramLabel = "DIR",
      description =
          "Write the data sets there without what can be repaired, each in its own format; of"
              + " several, each in a folder of its own. DIR is new or empty.")
  private Optional<Path> repair = Optional.empty();

  @Option(
      names = "--no-pixels",
      description = "Decode no images: quick, but finds neither damage nor duplicates nor leaks.")
  private boolean noPixels;

  @Option(names = "--threads", paramLabel = "N", description = "Default one for each processor.")
  private Optional<Integer> threads = Optional.empty();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Data sets.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    repair.ifPresent(folder -> DatasetArguments.requireNew(command, "--repair", folder));
    threads
        .filter(n -> n < 1)
        .ifPresent(
            n -> {
              throw WrongUsage.of(command, "--threads: expected 1 or more, found " + n);
            });
    List<String> names = names(command);
    List<NamedDataset> named = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      named.add(new NamedDataset(names.get(i), datasets.open(paths.get(i))));
    }
    DatasetTreatment treatment = examine(command, named);
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? treatment.report().toJson() : Printable.of(treatment.report()));
    out.flush();
    repair.ifPresent(folder -> write(command, treatment, folder));
    return isSound(treatment) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private DatasetTreatment examine(CommandSpec command, List<NamedDataset> named) {
    long images = named.stream().mapToLong(d -> d.dataset().size()).sum();
    try (ProgressLine progress =
        ProgressLine.of(
            command.commandLine().getErr(), "examine", "images", OptionalLong.of(images))) {
      DatasetDoctorOptions.Builder options =
          DatasetDoctorOptions.builder().pixels(!noPixels).progress(progress);
      threads.ifPresent(options::threads);
      DatasetPolicy policy = repair.isPresent() ? DatasetPolicy.REPAIR : DatasetPolicy.REPORT;
      return DatasetDoctor.treat(named, policy, options.build());
    }
  }

  /** The last part of each path, if that tells them apart. */
  private List<String> names(CommandSpec command) {
    Set<Path> different = new HashSet<>();
    for (Path path : paths) {
      if (!different.add(path.toAbsolutePath().normalize())) {
        throw WrongUsage.of(command, "PATH: expected each data set once, found " + path + " twice");
      }
    }
    List<String> last =
        paths.stream().map(p -> p.toAbsolutePath().normalize().getFileName().toString()).toList();
    return Set.copyOf(last).size() == last.size()
        ? last
        : paths.stream().map(Path::toString).toList();
  }

  private void write(CommandSpec command, DatasetTreatment treatment, Path folder) {
    PrintWriter err = command.commandLine().getErr();
    treatment.actions().forEach(err::println);
    for (int i = 0; i < paths.size(); i++) {
      NamedDataset named = treatment.datasets().get(i);
      Path target =
          paths.size() == 1 ? folder : folder.resolve(named.name().replaceAll("[^\\w.-]", "_"));
      DatasetOutput.write(
          command,
          named.dataset(),
          target,
          DetectionDatasets.layout(paths.get(i)),
          ImageTransfer.COPY);
    }
  }

  private boolean isSound(DatasetTreatment treatment) {
    return treatment.report().findings().stream()
        .filter(f -> f.severity() == FindingSeverity.ERROR)
        .allMatch(f -> repair.isPresent() && f.kind().repair() != FindingKind.Repair.NONE);
  }
}
