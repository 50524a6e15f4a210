package io.github.yolonas.preprocess.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads over http and https, within a time and a size. Follows redirects, except from https to
 * http. Thread-safe.
 */
public final class HttpDownload {
  private static final int OK = 200;

  private HttpDownload() {}

  /** The client's threads start with the first download, not with this class's. */
  private static final class Client {
    static final HttpClient INSTANCE =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private Client() {}
  }

  /**
   * Writes the body of {@code uri} to {@code sink}, which stays open. After an exception the sink
   * may hold a part of it, and nothing more is written.
   *
   * @param uri absolute, http or https
   * @param sink where the body goes
   * @param timeout for the whole download, from connecting to the last byte
   * @param maxBytes the largest body accepted; a larger one is refused as soon as it is known to be
   * @return the number of bytes written
   * @throws IOException if the server cannot be reached, answers anything but 200, sends more than
   *     {@code maxBytes}, or is not done within {@code timeout}; the message says which
   */
  public static long copy(URI uri, OutputStream sink, Duration timeout, long maxBytes)
      throws IOException {
    HttpRequest request = request(uri, timeout);
    BoundedBody body = new BoundedBody(sink, maxBytes);
    CompletableFuture<HttpResponse<Long>> answer =
        Client.INSTANCE.sendAsync(request, info -> body.accept(requireOk(info)));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).body();
    } catch (TimeoutException e) {
      throw new IOException("the download took longer than " + seconds(timeout), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the download was interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), timeout);
    } finally {
      body.stop();
      answer.cancel(true);
    }
  }

  private static HttpRequest request(URI uri, Duration timeout) throws IOException {
    try {
      return HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address with a host: " + e.getMessage(), e);
    }
  }

  private static HttpResponse.ResponseInfo requireOk(HttpResponse.ResponseInfo info) {
    if (info.statusCode() != OK) {
      throw new StatusException(info.statusCode());
    }
    return info;
  }

  private static IOException failure(Throwable cause, Duration timeout) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof StatusException || t instanceof BoundedBody.TooLargeException) {
        return new IOException(t.getMessage(), cause);
      }
      if (t instanceof java.net.http.HttpTimeoutException) {
        return new IOException("no answer within " + seconds(timeout), cause);
      }
    }
    return new IOException("the download failed: " + cause, cause);
  }

  private static String seconds(Duration timeout) {
    return timeout.toMillis() / 1000.0 + " s";
  }

  private static final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatusException(int status) {
      super("the server answered with HTTP status " + status + ", expected " + OK);
    }
  }
}
