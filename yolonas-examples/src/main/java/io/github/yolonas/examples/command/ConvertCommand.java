package io.github.yolonas.examples.command;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.preprocess.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas convert}: writes a checkpoint's weights and settings in another format. */
@Command(
    name = "convert",
    description = "Converts a checkpoint, by extension of OUT: .pth or .safetensors.",
    footer = {"", "Example:", "  yolonas convert model.pth model.safetensors"})
final class ConvertCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("pth", "safetensors");

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  private boolean force;

  @Parameters(index = "0", paramLabel = "IN", description = "The checkpoint to read.")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!FORMATS.contains(ImageFiles.extension(out.toString()))) {
      throw WrongUsage.of(command, "OUT: expected a name in .pth or .safetensors, found " + out);
    }
    if (WrongUsage.isSameFile(in, out)) {
      throw WrongUsage.of(command, "OUT: expected another file than IN, found " + out + " twice");
    }
    if (Files.exists(out) && !force) {
      throw WrongUsage.of(command, "OUT: " + out + " exists; replace it with --force");
    }
    try (Checkpoint checkpoint = Checkpoint.open(in)) {
      StateDict weights = checkpoint.stateDict();
      CheckpointWriter.write(out, weights, checkpoint.metadata());
      command.commandLine().getErr().printf("wrote %s: %d tensors%n", out, weights.size());
    }
    return 0;
  }
}
