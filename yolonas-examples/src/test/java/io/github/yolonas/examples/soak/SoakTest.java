package io.github.yolonas.examples.soak;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library in a server, for a minute: mixed requests, good and bad, from many threads, and a
 * model that is replaced under them. Nothing grows, nothing is left, every answer is the serial
 * one. For half an hour: {@code mvn -Psoak …}, see CONTRIBUTING.md.
 */
class SoakTest {
  static final String SECONDS = "yolonas.soak.seconds";

  @TempDir Path folder;

  @Test
  void aServerIsTheSameAfterAWhile() throws Exception {
    new SoakRun("soak", Long.getLong(SECONDS, 60), folder).heapMib(256).requireSteady();
  }
}
