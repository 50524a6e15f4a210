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
