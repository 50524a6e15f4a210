package io.github.yolonas.examples.command;

import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ResultWriteException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** All that a run writes; what one of them cannot take does not keep the others from it. */
final class ResultOutputs implements AutoCloseable {
  private final Deque<ResultOutput> outputs = new ArrayDeque<>();

  /** From now on, this closes it. */
  void open(ResultOutput output) {
    outputs.add(output);
  }

  /** Hands an outcome to each output. */
  void add(PredictionOutcome outcome, Consumer<String> notes, Consumer<RuntimeException> failures) {
    for (ResultOutput output : outputs) {
      try {
        output.add(outcome).ifPresent(notes);
      } catch (ResultWriteException | IllegalArgumentException e) {
        failures.accept(e);
      }
    }
  }

  void complete(Consumer<String> notes) {
    outputs.forEach(output -> output.complete().ifPresent(notes));
  }

  /** Takes back what is not complete, of each output whatever becomes of the others. */
  @Override
  public void close() {
    try (ResultOutput last = outputs.pollLast()) {
      if (last != null) {
        close();
      }
    }
  }
}
