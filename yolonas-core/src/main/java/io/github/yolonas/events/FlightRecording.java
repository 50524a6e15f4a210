package io.github.yolonas.events;

import io.github.yolonas.PredictionListener.Pass;
import io.github.yolonas.explain.ModelExplanation;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * Tells Java Flight Recorder of what happens: {@code yolonas.Load}, {@code yolonas.Predict} and,
 * from the first of these on, {@code yolonas.NativeMemory} every ten seconds.
 *
 * <p>While nobody has ever recorded, that is a test of a flag. The first object of an event's class
 * takes a tenth of a second, for it wakes much of the recorder; so no such class is touched before
 * there is a recorder. A Java without the module {@code jdk.jfr} (a run-time image made for an
 * application on the class path may lack it) has none; then nothing is told.
 */
public final class FlightRecording {
  private static final boolean EXISTS = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecording() {}

  /** Loads a model, and tells of it. */
  public static <T> T ofLoading(Supplier<T> load, Function<T, ModelExplanation> explain) {
    return isAwake() ? Recorder.ofLoading(load, explain) : load.get();
  }

  /** Runs a pass, and tells of it. */
  public static <T> T ofPass(Supplier<T> pass, Function<T, Pass> summary) {
    return isAwake() ? Recorder.ofPass(pass, summary) : pass.get();
  }

  private static boolean isAwake() {
    return EXISTS && FlightRecorder.isInitialized();
  }

  /** All that touches classes of events. */
  private static final class Recorder {
    static {
      FlightRecorder.addPeriodicEvent(NativeMemoryEvent.class, NativeMemoryEvent::emit);
    }

    private Recorder() {}

    static <T> T ofLoading(Supplier<T> load, Function<T, ModelExplanation> explain) {
      LoadEvent event = new LoadEvent();
      event.begin();
      T loaded = load.get();
      event.end();
      if (event.shouldCommit()) {
        event.fill(explain.apply(loaded));
        event.commit();
      }
      return loaded;
    }

    static <T> T ofPass(Supplier<T> pass, Function<T, Pass> summary) {
      if (!PredictEvent.SWITCH.isEnabled()) {
        return pass.get();
      }
      PredictEvent event = new PredictEvent();
      event.begin();
      T done = pass.get();
      event.end();
      if (event.shouldCommit()) {
        event.fill(summary.apply(done));
        event.commit();
      }
      return done;
    }
  }
}
