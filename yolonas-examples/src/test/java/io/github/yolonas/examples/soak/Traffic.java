package io.github.yolonas.examples.soak;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads that send requests until they are told to stop, and what came of it. */
final class Traffic {
  private static final int TOLD = 5;

  private final ServedModel served;
  private final Latencies latencies = new Latencies();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<String> told = new ArrayList<>();

  Traffic(ServedModel served) {
    this.served = served;
  }

  /** Chooses what is sent next. */
  interface Choice {
    /** Name and request. */
    Map.Entry<String, Request> next();
  }

  /** Begins a thread that sends one request after the other. */
  void start(String name, long pauseMillis, Choice choice) {
    Thread thread =
        new Thread(
            () -> {
              while (!stopped.get()) {
                send(choice.next());
                pause(pauseMillis);
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  private void send(Map.Entry<String, Request> next) {
    long start = System.nanoTime();
    try {
      served.send(next.getValue());
      latencies.add(next.getKey(), System.nanoTime() - start);
    } catch (Exception | Error e) {
      failed(next.getKey(), e);
    }
  }

  private synchronized void failed(String kind, Throwable e) {
    failures.merge(kind, 1, Integer::sum);
    if (told.size() < TOLD) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text, true));
      told.add(kind + ": " + text);
    }
  }

  private static void pause(long millis) {
    if (millis > 0) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the requests under way. */
  void stop() throws InterruptedException {
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  Latencies latencies() {
    return latencies;
  }

  /** How many requests failed that should not have, or got a wrong answer, by kind. */
  synchronized Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  /** The first of them, with their stacks. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }
}
