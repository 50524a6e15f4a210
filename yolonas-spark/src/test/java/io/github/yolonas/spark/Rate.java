package io.github.yolonas.spark;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * How fast images were done. Time on the clock is what counts; time of the CPU tells where others
 * used the machine meanwhile, for waiting is not in it.
 *
 * @param imagesPerSecond by the clock
 * @param cpuMillis what the processes that compute used for an image, on all cores together
 */
record Rate(double imagesPerSecond, double cpuMillis) {

  /** Does the work, which is that many images done by those processes. */
  static Rate of(int images, List<ProcessHandle> processes, Callable<?> work) throws Exception {
    long cpuBefore = cpuMillis(processes);
    long start = System.nanoTime();
    work.call();
    long nanos = System.nanoTime() - start;
    return new Rate(1e9 * images / nanos, (double) (cpuMillis(processes) - cpuBefore) / images);
  }

  private static long cpuMillis(List<ProcessHandle> processes) {
    return processes.stream()
        .mapToLong(process -> process.info().totalCpuDuration().orElseThrow().toMillis())
        .sum();
  }
}
