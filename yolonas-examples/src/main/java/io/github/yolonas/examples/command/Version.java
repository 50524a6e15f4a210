package io.github.yolonas.examples.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Package own = Version.class.getPackage();
    return new String[] {
      "yolonas " + Objects.requireNonNullElse(own.getImplementationVersion(), "(not packaged)")
    };
  }
}
