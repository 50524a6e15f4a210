package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class ExecutorModelsTest {
  private static final int TASKS = 8;

  private final ExecutorModels models = new ExecutorModels(1);

  @TempDir private Path folder;

  @AfterEach
  void free() {
    models.closeIdle(0);
    assertThat(models.size()).isZero();
  }

  private static ModelSource at(Path file) {
    return new ModelSource.OnEachMachine(file.toString());
  }

  private static YoloNasOptions threads(int threads) {
    return YoloNasOptions.builder().threads(threads).build();
  }

  @Test
  void tasksThatComeTogetherShareOneModel() throws Exception {
    CyclicBarrier together = new CyclicBarrier(TASKS);
    Callable<YoloNas> task =
        () -> {
          together.await();
          try (ExecutorModels.Lease lease = models.lease(at(TinyModel.CHECKPOINT), threads(1))) {
            return lease.model();
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(TASKS);
    try {
      List<Future<YoloNas>> tasks = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        tasks.add(pool.submit(task));
      }
      YoloNas first = tasks.get(0).get();
      for (Future<YoloNas> each : tasks) {
        assertThat(each.get()).isSameAs(first);
      }
    } finally {
      pool.shutdown();
    }
    assertThat(models.loads()).isEqualTo(1);
  }

  @Test
  void theLeastRecentlyUsedIdleModelIsClosed() {
    ExecutorModels.Lease used = models.lease(at(TinyModel.CHECKPOINT), threads(1));
    YoloNas second = lent(2);
    assertThat(models.size()).as("one in use, one idle").isEqualTo(2);
    YoloNas third = lent(3);
    assertThat(models.size()).isEqualTo(2);
    assertThat(isClosed(second)).isTrue();
    assertThat(isClosed(third)).isFalse();
    assertThat(isClosed(used.model())).as("in use").isFalse();
    used.close();
    used.close(); // counts once
    assertThat(models.size()).isEqualTo(1);
    assertThat(isClosed(third)).as("used before the first was").isTrue();
  }

  private YoloNas lent(int threads) {
    try (ExecutorModels.Lease lease = models.lease(at(TinyModel.CHECKPOINT), threads(threads))) {
      return lease.model();
    }
  }

  private static boolean isClosed(YoloNas model) {
    try {
      model.warmUp(32, 32);
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("is closed");
      return true;
    }
  }

  @Test
  void aCheckpointThatChangedIsLoadedAnew() throws IOException {
    Path file = Files.copy(TinyModel.CHECKPOINT, folder.resolve("model.pth"));
    try (ExecutorModels.Lease before = models.lease(at(file), threads(1))) {
      Path other =
          TinyModel.CHECKPOINT.resolveSibling("ckpt_latest_weights_only.pth"); // of another size
      Files.write(file, Files.readAllBytes(other));
      try (ExecutorModels.Lease after = models.lease(at(file), threads(1))) {
        assertThat(after.model()).isNotSameAs(before.model());
      }
    }
    assertThat(models.loads()).isEqualTo(2);
  }

  @Test
  void aLoadThatFailsIsTriedAgainByTheNextTask() throws IOException {
    Path file = Files.writeString(folder.resolve("model.pth"), "not yet");
    assertThatThrownBy(() -> models.lease(at(file), threads(1)))
        .isInstanceOf(CheckpointException.class);
    assertThat(models.size()).isZero();
    Files.write(file, Files.readAllBytes(TinyModel.CHECKPOINT));
    try (ExecutorModels.Lease lease = models.lease(at(file), threads(1))) {
      assertThat(isClosed(lease.model())).isFalse();
    }
  }
}
