package io.github.yolonas.examples.command;

import io.github.yolonas.doctor.Diagnosis;
import io.github.yolonas.doctor.Doctor;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas doctor}: whether predictions can work here, and what is missing. */
@Command(
    name = "doctor",
    description = "Examines this machine, and says what is missing and what to do about it.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:predictions work", "1:predictions cannot work", "2:wrong usage"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Diagnosis diagnosis = Doctor.examine();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(json ? diagnosis.toJson() : diagnosis);
    out.flush();
    return diagnosis.canPredict() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
