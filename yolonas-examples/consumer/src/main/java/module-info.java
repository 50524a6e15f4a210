/** A program that uses the library, and nothing else. */
module consumer {
  requires io.github.yolonas.core;
}
