package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.YoloNas;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries, which are unpacked at the first start: by two at once, half, or nowhere. */
class NativesFaultsTest {
  private static final String CACHE = "-Dorg.bytedeco.javacpp.cachedir=";

  @TempDir Path folder;

  /** Loads and predicts; says what went wrong, if anything did. */
  static final class Predicting {
    private Predicting() {}

    public static void main(String[] args) {
      try (YoloNas model = ShapesModel.load()) {
        System.out.println("found=" + ShapesModel.requireWorks(model));
      } catch (Throwable e) {
        System.out.println("failed=" + FaultReport.describe(e));
        e.printStackTrace(System.out);
      }
    }
  }

  /** The very first thing that this JVM does is to load a model in eight threads at once. */
  static final class EightAtOnce {
    private EightAtOnce() {}

    public static void main(String[] args) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      CountDownLatch ready = new CountDownLatch(8);
      Callable<String> first =
          () -> {
            ready.countDown();
            ready.await();
            try (YoloNas model = ShapesModel.load()) {
              return ShapesModel.requireWorks(model).toString();
            }
          };
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(first));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo(results.get(0).get());
      }
      threads.shutdown();
      System.out.println("found=" + results.get(0).get());
    }
  }

  @Test
  void eightThreadsUseTheLibraryFirst() throws Exception {
    String output = new ChildProcess(EightAtOnce.class, folder.resolve("output")).run();
    assertThat(output).contains("found=");
    FaultReport.add(
        "eight threads load a model at once, as the first thing in a process",
        "eight equal results",
        "eight equal results");
  }

  @Test
  void noFolderForTheNatives() throws Exception {
    // Not even root may write in /proc.
    ChildProcess child =
        new ChildProcess(Predicting.class, folder.resolve("output"))
            .option(CACHE + "/proc/cache", "-Duser.home=/proc", "-Djava.io.tmpdir=/proc")
            .option("-XX:-UsePerfData");
    String failed = line(child.run(), "failed=");
    assertThat(failed).contains("org.bytedeco.javacpp.cachedir");
    FaultReport.add(
        "no folder in which native libraries can be unpacked",
        "an error that names the setting, org.bytedeco.javacpp.cachedir",
        failed);
  }

  @Test
  @Tag("slow")
  void twoProcessesUnpackAtOnce() throws Exception {
    Path cache = folder.resolve("cache");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(predicting("first" + i, cache).start());
    }
    List<Integer> statuses = new ArrayList<>();
    for (Process process : processes) {
      statuses.add(process.waitFor());
    }
    String found = line(predicting("next", cache).run(), "found=");
    FaultReport.add(
        "two processes unpack the native libraries into one folder at once",
        "both predict",
        "exit statuses %s (0 is good, 134 a JVM that aborts); the next process predicts: %s"
            .formatted(statuses, found));
    assertThat(statuses).containsOnly(0);
  }

  private ChildProcess predicting(String name, Path cache) {
    return new ChildProcess(Predicting.class, folder.resolve(name))
        .option(CACHE + cache, "-XX:ErrorFile=" + folder.resolve(name + ".error"));
  }

  @Test
  @Tag("slow")
  void aProcessIsKilledWhileItUnpacks() throws Exception {
    Path cache = folder.resolve("cache");
    Process killed =
        new ChildProcess(Predicting.class, folder.resolve("killed")).option(CACHE + cache).start();
    while (killed.isAlive() && largestFile(cache) < 20_000_000) {
      Thread.sleep(5);
    }
    killed.destroyForcibly().waitFor();
    assertThat(Files.readString(folder.resolve("killed"))).doesNotContain("found=");
    String found =
        line(
            new ChildProcess(Predicting.class, folder.resolve("next")).option(CACHE + cache).run(),
            "found=");
    FaultReport.add(
        "a process is killed while it unpacks the native libraries",
        "the next one predicts",
        "the next one predicts: " + found);
  }

  private static long largestFile(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).mapToLong(File::length).max().orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // a file went while we looked
    }
  }

  private static String line(String output, String key) {
    return output
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + output));
  }
}
