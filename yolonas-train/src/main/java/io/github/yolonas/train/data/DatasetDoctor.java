package io.github.yolonas.train.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks for what spoils a training, in one data set or between several: images that cannot be read,
 * boxes that mean nothing, images that are there twice or in two data sets, classes without
 * objects. {@link FindingKind} lists it all.
 *
 * <p>Of images that are there twice the first stays; of one in two data sets, that in the data set
 * named first. Memory grows by some hundred bytes an image; pixels are not kept. Stateless and
 * thread-safe.
 */
public final class DatasetDoctor {
  private DatasetDoctor() {}

  /**
   * Examines one data set with the default options.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public static DatasetReport examine(Dataset dataset) {
    return examine(List.of(new NamedDataset("data set", dataset)), DatasetDoctorOptions.defaults());
  }

  /**
   * Examines data sets, each for itself and all together.
   *
   * @param datasets at least one, each of a name of its own
   * @param options what to look for, and how
   * @return what was found
   * @throws IllegalArgumentException if there is none, or two have the same name
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static DatasetReport examine(List<NamedDataset> datasets, DatasetDoctorOptions options) {
    requireNames(datasets);
    List<List<ImageExamination.Facts>> facts = examineImages(datasets, options);
    List<DatasetSummary> summaries = new ArrayList<>();
    List<DatasetFinding> findings = new ArrayList<>(ClassChecks.differences(datasets));
    DuplicateSearch duplicates = new DuplicateSearch(options.hashDistance());
    for (int d = 0; d < datasets.size(); d++) {
      DatasetSummary summary = ClassChecks.summary(datasets.get(d), facts.get(d));
      summaries.add(summary);
      findings.addAll(ClassChecks.findings(summary, options.imbalance()));
      for (ImageExamination.Facts image : facts.get(d)) {
        findings.addAll(image.findings());
        duplicates.add(image).ifPresent(findings::add);
      }
    }
    findings.sort(Comparator.comparing(DatasetFinding::severity));
    return new DatasetReport(summaries, findings);
  }

  /**
   * Examines data sets, and acts on what is found.
   *
   * @param datasets at least one, each of a name of its own
   * @param policy what to do
   * @param options what to look for, and how
   * @return what was found and done
   * @throws DatasetException with {@link DatasetPolicy#REFUSE}, if there are errors
   * @throws IllegalArgumentException if there is none, or two have the same name
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static DatasetTreatment treat(
      List<NamedDataset> datasets, DatasetPolicy policy, DatasetDoctorOptions options) {
    DatasetReport report = examine(datasets, options);
    if (policy == DatasetPolicy.REFUSE) {
      report.requireSound();
    }
    return policy == DatasetPolicy.REPAIR
        ? DatasetRepair.apply(datasets, report)
        : new DatasetTreatment(report, datasets, List.of());
  }

  private static void requireNames(List<NamedDataset> datasets) {
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("data sets: expected 1 or more, found none");
    }
    Set<String> names = new HashSet<>();
    for (NamedDataset dataset : datasets) {
      if (!names.add(dataset.name())) {
        throw new IllegalArgumentException(
            "data sets: expected names of their own, found '" + dataset.name() + "' twice");
      }
    }
  }

  private static List<List<ImageExamination.Facts>> examineImages(
      List<NamedDataset> datasets, DatasetDoctorOptions options) {
    long total = datasets.stream().mapToLong(d -> d.dataset().size()).sum();
    ExecutorService threads = Executors.newFixedThreadPool(options.threads());
    try {
      List<List<Future<ImageExamination.Facts>>> pending = new ArrayList<>();
      for (NamedDataset dataset : datasets) {
        List<Future<ImageExamination.Facts>> images = new ArrayList<>();
        for (int i = 0; i < dataset.dataset().size(); i++) {
          ImageExamination examination = new ImageExamination(dataset, i, options);
          images.add(threads.submit(examination::run));
        }
        pending.add(images);
      }
      long done = 0;
      List<List<ImageExamination.Facts>> facts = new ArrayList<>();
      for (List<Future<ImageExamination.Facts>> images : pending) {
        List<ImageExamination.Facts> known = new ArrayList<>();
        for (Future<ImageExamination.Facts> image : images) {
          known.add(await(image));
          options.progress().progressed(++done, OptionalLong.of(total));
        }
        facts.add(known);
      }
      return facts;
    } finally {
      threads.shutdownNow();
    }
  }

  private static ImageExamination.Facts await(Future<ImageExamination.Facts> image) {
    try {
      if (Thread.interrupted()) { // a result that is there already would be given all the same
        throw new InterruptedException();
      }
      return image.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("examination: interrupted before it was complete");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      if (e.getCause() instanceof Error error) { // too little memory, for instance
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
