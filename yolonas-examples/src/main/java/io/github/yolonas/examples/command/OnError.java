package io.github.yolonas.examples.command;

/** What a source that cannot be read does to those after it. */
enum OnError {
  /** Nothing. */
  SKIP,

  /** The run ends; what was done until then stays. */
  STOP
}
