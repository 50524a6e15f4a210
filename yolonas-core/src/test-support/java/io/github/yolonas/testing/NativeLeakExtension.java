package io.github.yolonas.testing;

import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test after which more native objects are alive than before it. */
public final class NativeLeakExtension implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NativeLeakExtension.class);

  /** Classes that make native constants once, when they load: not a leak of the test's. */
  private static final String[] HOLDERS_OF_CONSTANTS = {
    "org.bytedeco.pytorch.global.torch",
    "org.bytedeco.opencv.global.opencv_core",
    "org.bytedeco.opencv.opencv_core.AbstractMat",
    "org.bytedeco.opencv.opencv_core.AbstractScalar"
  };

  static {
    for (String holder : HOLDERS_OF_CONSTANTS) {
      initialize(holder);
    }
  }

  private static void initialize(String className) {
    try {
      Class.forName(className);
    } catch (ClassNotFoundException e) {
      // This module does without that library, and so makes none of its constants.
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put("before", Pointer.totalCount());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    long before = Objects.requireNonNull(context.getStore(NAMESPACE).get("before", Long.class));
    long after = Pointer.totalCount();
    if (after > before && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          "%d native objects leaked (%d before the test, %d after)"
              .formatted(after - before, before, after));
    }
  }
}
