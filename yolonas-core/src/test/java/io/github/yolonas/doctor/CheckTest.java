package io.github.yolonas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.doctor.Check.Status;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each check makes of what it finds. */
class CheckTest {
  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          built | devices | driver | status  | finding                                   | advice
          true  | 1       | true   | OK      | 1 device                                  | ''
          true  | 2       | true   | OK      | 2 devices                                 | ''
          false | 0       | false  | OK      | built for the CPU alone                   | pytorch-platform-gpu
          false | 0       | true   | OK      | though there is an NVIDIA driver          | pytorch-platform-gpu
          true  | 0       | false  | WARNING | finds no device, and Linux shows no NVIDIA| install the NVIDIA driver
          true  | 0       | true   | WARNING | finds no device                           | CUDA_VISIBLE_DEVICES
          """,
      useHeadersInDisplayName = true)
  void cudaOrWhyNot(
      boolean built, int devices, boolean driver, Status status, String finding, String advice) {
    Check check = Cuda.check(built, devices, driver);
    assertThat(check.status()).isEqualTo(status);
    assertThat(check.finding()).contains(finding);
    assertThat(check.advice()).contains(advice);
  }

  @Test
  void theProcessorsInstructions() {
    Check fast = Processor.check("Xeon", 4, Set.of("sse2", "avx2", "amx_bf16", "fpu"));
    assertThat(fast).isEqualTo(Check.ok("processor", "Xeon, 4 cores for this JVM; avx2 amx_bf16"));
    Check slow = Processor.check("Atom", 1, Set.of("sse2"));
    assertThat(slow.status()).isEqualTo(Status.WARNING);
    assertThat(slow.finding()).contains("1 core for");
    Check unknown = Processor.check("processor", 8, Set.of());
    assertThat(unknown.status()).isEqualTo(Status.OK);
    assertThat(unknown.finding()).contains("features unknown");
    assertThat(Processor.check("Neoverse", 2, Set.of("asimd", "bf16")).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void threadsThatSpinAreWarnedOf() {
    assertThat(OpenMp.check("2 threads", "PASSIVE").status()).isEqualTo(Status.OK);
    Check unset = OpenMp.check("2 threads", "");
    assertThat(unset.status()).isEqualTo(Status.WARNING);
    assertThat(unset.advice()).contains("OMP_WAIT_POLICY=PASSIVE");
    assertThat(OpenMp.check("2 threads", "ACTIVE").finding()).contains("OMP_WAIT_POLICY=ACTIVE");
  }

  @Test
  void littleMemoryIsWarnedOf() {
    assertThat(Memory.check(GIB, 8 * GIB, 4 * GIB))
        .isEqualTo(
            Check.ok(
                "memory",
                "heap up to 1.0 GiB; 4.0 GiB of 8.0 GiB free for the rest, the network included"));
    Check little = Memory.check(64L << 20, GIB, GIB / 4);
    assertThat(little.status()).isEqualTo(Status.WARNING);
    assertThat(little.finding()).contains("heap up to 64 MiB; 256 MiB of 1.0 GiB");
  }

  @Test
  void foldersAreLookedInto() throws Exception {
    assertThat(Folders.check("cache", folder, 1, "advice"))
        .satisfies(
            check -> {
              assertThat(check.status()).isEqualTo(Status.OK);
              assertThat(check.finding()).startsWith(folder + ", writable, ").endsWith(" free");
              assertThat(check.advice()).isEmpty();
            });
    assertThat(Folders.check("cache", folder, Long.MAX_VALUE, "make room"))
        .extracting(Check::status, Check::advice)
        .containsExactly(Status.WARNING, "make room");
    Path missing = folder.resolve("no such");
    assertThat(Folders.check("cache", missing, 1, "make it").finding())
        .isEqualTo(missing + ": no such folder");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(Folders.check("cache", file, 1, "make it").status()).isEqualTo(Status.WARNING);
  }

  @Test
  void anotherVersionIsWarnedOf() {
    Check other = Natives.loaded(NativeLibrary.PYTORCH, Optional.of("2.99.0-1.9.9"));
    assertThat(other.status()).isEqualTo(Status.WARNING);
    assertThat(other.finding()).isEqualTo("2.99.0-1.9.9, loaded");
    assertThat(other.advice()).contains("tested with org.bytedeco:pytorch:");
    assertThat(Natives.loaded(NativeLibrary.PYTORCH, Optional.empty()).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void oneProblemIsEnough() {
    Check ok = Check.ok("java", "17");
    Check warning = Check.warning("memory", "little", "buy some");
    Check problem = Check.problem("pytorch", "missing", "add it");
    assertThat(new Diagnosis(List.of(ok, warning)).canPredict()).isTrue();
    Diagnosis sick = new Diagnosis(List.of(ok, warning, problem));
    assertThat(sick.canPredict()).isFalse();
    assertThat(sick.toString().lines())
        .containsExactly(
            "ok       java       17",
            "warning  memory     little",
            "                    → buy some",
            "problem  pytorch    missing",
            "                    → add it",
            "Predictions cannot work here.");
  }
}
