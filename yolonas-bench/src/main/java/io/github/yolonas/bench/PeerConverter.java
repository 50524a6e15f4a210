package io.github.yolonas.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the peers' names. */
final class PeerConverter implements ITypeConverter<Peer> {
  @Override
  public Peer convert(String text) {
    try {
      return Peer.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
