package io.github.yolonas.micrometer;

import io.github.yolonas.PredictionListener;
import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bytedeco.javacpp.Pointer;

/**
 * Counts and times what models do, in any registry of Micrometer.
 *
 * <pre>{@code
 * YoloNasMetrics metrics = new YoloNasMetrics();
 * metrics.bindTo(registry);
 * YoloNas model = YoloNas.load(file, YoloNasOptions.builder().listener(metrics).build());
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name<th>kind<th>tags<th>what
 * <tr><td>{@code yolonas.stage}<td>timer<td>{@code model}, {@code stage}: {@code decode}, {@code
 *     preprocess}, {@code forward}, {@code postprocess}<td>each pass, all its images together
 * <tr><td>{@code yolonas.images}<td>counter<td>{@code model}<td>images predicted
 * <tr><td>{@code yolonas.detections}<td>counter<td>{@code model}<td>objects found
 * <tr><td>{@code yolonas.failures}<td>counter<td>{@code model}, {@code exception}<td>images without
 *     a result, for they could not be read or their pass failed
 * <tr><td>{@code yolonas.native.bytes}<td>gauge<td><td>native memory of JavaCPP's objects; the data
 *     of tensors is LibTorch's own and not in it
 * <tr><td>{@code yolonas.native.objects}<td>gauge<td><td>how many of these there are: a number that
 *     only grows is a leak
 * <tr><td>{@code yolonas.process.resident}<td>gauge<td><td>bytes of memory of the whole process,
 *     weights, activations and Java heap included
 * </table>
 *
 * <p>The time of a stage for one image is {@code yolonas.stage} divided by {@code yolonas.images}.
 * One object serves any number of models and registries. What happens before {@link #bindTo} is not
 * counted. Thread-safe.
 */
public final class YoloNasMetrics implements MeterBinder, PredictionListener {
  static {
    NativeDefaults.apply();
  }

  private final Tags tags;
  private final List<ModelMeters> registries = new CopyOnWriteArrayList<>();

  /** Meters without tags of their own. */
  public YoloNasMetrics() {
    this(List.of());
  }

  /**
   * Meters with tags of their own.
   *
   * @param tags what every meter gets beside the tags above
   */
  public YoloNasMetrics(Iterable<Tag> tags) {
    this.tags = Tags.of(tags);
  }

  /** Begins to count in a registry. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("yolonas.native.bytes", Pointer::totalBytes)
        .description("native memory of JavaCPP's objects")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags)
        .register(registry);
    Gauge.builder("yolonas.native.objects", Pointer::totalCount)
        .description("native objects that are alive")
        .tags(tags)
        .register(registry);
    Gauge.builder("yolonas.process.resident", Pointer::physicalBytes)
        .description("resident memory of the process")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags)
        .register(registry);
    registries.add(new ModelMeters(registry, tags));
  }

  @Override
  public void predicted(Pass pass) {
    registries.forEach(meters -> meters.predicted(pass));
  }

  @Override
  public void failed(Failure failure) {
    registries.forEach(meters -> meters.failed(failure));
  }
}
