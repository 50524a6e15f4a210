package io.github.yolonas.summary;

/** What a row of the table says of its layer beside the type, named as torchinfo names it. */
public enum RowSetting {
  /** The name of the variable that holds the layer, as in the checkpoint's keys. */
  VAR_NAMES,
  /** How deep the layer lies, and its number among the layers of that depth. */
  DEPTH,
  /** Lines of the tree in ASCII characters. */
  ASCII_ONLY
}
