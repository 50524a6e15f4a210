package io.github.yolonas.preprocess.internal;

import io.github.yolonas.preprocess.AddressPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Downloads over http and https, within a time, a size, and a policy, which each redirect has to
 * satisfy too. Thread-safe.
 */
public final class HttpDownload {
  private static final int OK = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private HttpDownload() {}

  /** The client's threads start with the first download, not with this class's. */
  private static final class Client {
    static final HttpClient INSTANCE =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
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
   * @param timeout for the whole download, from looking its host up to the last byte
   * @param maxBytes the largest body accepted; a larger one is refused as soon as it is known to be
   * @param policy which hosts may be asked
   * @return the number of bytes written
   * @throws IOException if the policy does not allow it, the server cannot be reached, answers
   *     anything but 200, sends more than {@code maxBytes}, or is not done within {@code timeout};
   *     the message says which
   */
  public static long copy(
      URI uri, OutputStream sink, Duration timeout, long maxBytes, AddressPolicy policy)
      throws IOException {
    Deadline deadline = Deadline.in(timeout);
    PolicedAddress address = deadline.await(() -> PolicedAddress.first(uri, policy));
    while (true) {
      BoundedBody body = new BoundedBody(sink, maxBytes);
      HttpResponse<Long> answer = answer(address.uri(), body, deadline);
      if (answer.statusCode() == OK) {
        return answer.body();
      }
      PolicedAddress from = address;
      String location = answer.headers().firstValue("Location").orElseThrow();
      address = deadline.await(() -> from.redirected(location));
    }
  }

  private static HttpResponse<Long> answer(URI uri, BoundedBody body, Deadline deadline)
      throws IOException {
    CompletableFuture<HttpResponse<Long>> answer =
        Client.INSTANCE.sendAsync(
            request(uri, deadline.timeout()),
            info -> isRedirect(info) ? body.unread() : body.accept(requireOk(info)));
    try {
      return deadline.await(answer);
    } finally {
      body.stop();
      answer.cancel(true);
    }
  }

  private static boolean isRedirect(HttpResponse.ResponseInfo info) {
    return REDIRECTS.contains(info.statusCode())
        && info.headers().firstValue("Location").isPresent();
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

  /** What went wrong, in the words of whoever noticed. */
  static IOException failure(Throwable cause, Duration timeout) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof StatusException || t instanceof BoundedBody.TooLargeException) {
        return new IOException(t.getMessage(), cause);
      }
      if (t instanceof java.net.http.HttpTimeoutException) {
        return new IOException("no answer within " + Deadline.seconds(timeout), cause);
      }
    }
    return new IOException("the download failed: " + cause, cause);
  }

  private static final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatusException(int status) {
      super("the server answered with HTTP status " + status + ", expected " + OK);
    }
  }
}
