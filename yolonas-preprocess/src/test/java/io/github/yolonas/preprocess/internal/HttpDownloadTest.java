package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.preprocess.AddressPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server on this machine. */
@Timeout(30)
class HttpDownloadTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final AddressPolicy POLICY = AddressPolicy.defaults();
  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void refuses(URI uri, Duration timeout, long maxBytes, String message) {
    assertThatThrownBy(() -> HttpDownload.copy(uri, sink, timeout, maxBytes, POLICY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  /** Keeps the exchange open until the test is over. */
  private void linger() throws IOException {
    try {
      assertThat(end.await(25, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void writesTheBody() throws IOException {
    byte[] body = new byte[300_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    URI uri = serve("/a", exchange -> answer(exchange, 200, body));
    assertThat(HttpDownload.copy(uri, sink, PATIENT, body.length, POLICY)).isEqualTo(body.length);
    assertThat(sink.toByteArray()).isEqualTo(body);
  }

  @Test
  void followsRedirects() throws IOException {
    URI target = serve("/target", exchange -> answer(exchange, 200, new byte[] {1, 2}));
    URI uri =
        serve(
            "/from",
            exchange -> {
              exchange.getResponseHeaders().add("Location", target.toString());
              answer(exchange, 302, new byte[0]);
            });
    assertThat(HttpDownload.copy(uri, sink, PATIENT, 2, POLICY)).isEqualTo(2);
  }

  @Test
  void refusesAnyStatusBut200() {
    byte[] page = "<html>no such page</html>".getBytes(StandardCharsets.US_ASCII);
    refuses(serve("/404", e -> answer(e, 404, page)), PATIENT, 99, "HTTP status 404, expected 200");
    refuses(serve("/500", e -> answer(e, 500, page)), PATIENT, 99, "HTTP status 500");
    refuses(serve("/204", e -> answer(e, 204, new byte[0])), PATIENT, 99, "HTTP status 204");
    assertThat(sink.size()).isZero();
  }

  @Test
  void refusesADeclaredLengthBeforeFetchingIt() {
    URI uri = serve("/big", exchange -> answer(exchange, 200, new byte[1001]));
    refuses(uri, PATIENT, 1000, "the server sends 1001 bytes, the limit is 1000 bytes");
    assertThat(sink.size()).isZero();
  }

  @Test
  void stopsAtTheFirstByteTooMany() {
    URI endless =
        serve(
            "/endless",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream body = exchange.getResponseBody();
              while (end.getCount() > 0) {
                body.write(new byte[4096]);
              }
            });
    refuses(endless, PATIENT, 100_000, "the server sends more, the limit is 100000 bytes");
    assertThat(sink.size()).isLessThanOrEqualTo(100_000);
  }

  @Test
  void givesUpOnASilentServer() {
    refuses(serve("/silent", exchange -> linger()), IMPATIENT, 99, "0.3 s");
  }

  @Test
  void givesUpOnAServerThatStopsHalfway() {
    URI half =
        serve(
            "/half",
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write(new byte[50]);
              exchange.getResponseBody().flush();
              linger();
            });
    refuses(half, IMPATIENT, 100, "took longer than 0.3 s");
  }

  @Test
  void saysThatABodyWasCutShort() {
    URI cut =
        serve(
            "/cut",
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write(new byte[50]);
              exchange.getResponseBody().flush();
              throw new IOException("cut");
            });
    refuses(cut, PATIENT, 100, "the download failed");
  }

  @Test
  void saysThatNobodyListens() {
    URI uri = serve("/", exchange -> answer(exchange, 200, new byte[1]));
    server.stop(0);
    refuses(uri, PATIENT, 99, "the download failed: java.net.ConnectException");
  }

  @Test
  void aFailingSinkStopsTheDownload() {
    URI uri = serve("/a", exchange -> answer(exchange, 200, new byte[10]));
    OutputStream closed = OutputStream.nullOutputStream();
    assertThatThrownBy(
            () -> {
              closed.close();
              HttpDownload.copy(uri, closed, PATIENT, 99, POLICY);
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Stream closed");
  }

  /** Too little memory for what arrives, for instance: nobody waits until the time is up. */
  @Test
  void anErrorOfTheSinkStopsTheDownload() {
    URI uri = serve("/a", exchange -> answer(exchange, 200, new byte[10]));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int next) {
            throw new OutOfMemoryError("as if");
          }
        };
    long start = System.nanoTime();
    assertThatThrownBy(() -> HttpDownload.copy(uri, full, PATIENT, 99, POLICY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("as if");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENT.dividedBy(2));
  }
}
