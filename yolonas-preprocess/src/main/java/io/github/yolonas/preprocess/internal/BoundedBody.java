package io.github.yolonas.preprocess.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A response body written to a stream as it arrives, and given up at the first byte too many.
 *
 * <p>The client's threads deliver the body; the waiting thread may stop listening at any time. The
 * lock makes sure that nothing is written after {@link #stop()} has returned.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<Long> {
  private final OutputStream sink;
  private final long maxBytes;
  private final CompletableFuture<Long> written = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long count;
  private boolean stopped;

  BoundedBody(OutputStream sink, long maxBytes) {
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  /** Refuses a declared length that is too large before any of the body is fetched. */
  BoundedBody accept(HttpResponse.ResponseInfo info) {
    long declared = info.headers().firstValueAsLong("Content-Length").orElse(0);
    if (declared > maxBytes) {
      throw new TooLargeException(declared + " bytes", maxBytes);
    }
    return this;
  }

  /** For an answer whose body means nothing: none of it is fetched. */
  BoundedBody unread() {
    stop();
    written.complete(0L);
    return this;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return written;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    if (stopped) {
      newSubscription.cancel();
    } else {
      newSubscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (stopped) {
        return;
      }
      try {
        write(buffer);
      } catch (IOException | TooLargeException e) {
        stop();
        written.completeExceptionally(e);
      }
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    count += buffer.remaining();
    if (count > maxBytes) {
      throw new TooLargeException("more", maxBytes);
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    sink.write(bytes);
  }

  @Override
  public void onError(Throwable error) {
    written.completeExceptionally(error);
  }

  @Override
  public synchronized void onComplete() {
    written.complete(count);
  }

  synchronized void stop() {
    stopped = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLargeException(String found, long maxBytes) {
      super("the server sends " + found + ", the limit is " + maxBytes + " bytes");
    }
  }
}
