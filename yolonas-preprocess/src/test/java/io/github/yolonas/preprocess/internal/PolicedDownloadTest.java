package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.HostScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy refuses is never asked: against a server on this machine that counts. */
@Timeout(30)
class PolicedDownloadTest {
  private static final AddressPolicy DEFAULTS = AddressPolicy.defaults();

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private HttpServer server;
  private String root;

  /** {@code /image} is one; {@code /to?ADDRESS} redirects there; {@code /circle} to itself. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          URI uri = exchange.getRequestURI();
          asked.add(uri.getPath());
          if (uri.getPath().equals("/image")) {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(new byte[] {1, 2, 3});
          } else {
            String target = uri.getPath().equals("/circle") ? "/circle" : uri.getRawQuery();
            exchange.getResponseHeaders().add("Location", target);
            exchange.sendResponseHeaders(302, 0);
            exchange.getResponseBody().write(new byte[9]); // of no interest
          }
          exchange.close();
        });
    server.start();
    root = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private long get(String address, AddressPolicy policy) throws IOException {
    return HttpDownload.copy(URI.create(address), sink, Duration.ofSeconds(20), 3, policy);
  }

  private void refuses(String address, AddressPolicy policy, String message) {
    assertThatThrownBy(() -> get(address, policy))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
    assertThat(sink.size()).isZero();
  }

  @Test
  void publicOnlyDoesNotEvenAskPrivateHosts() {
    refuses(
        root + "/image",
        AddressPolicy.publicOnly(),
        "expected http, https; public hosts; at most 5 redirects,"
            + " found the host 127.0.0.1 (127.0.0.1), which is private");
    String number = root.replace("127.0.0.1", "2130706433"); // the same address
    refuses(number + "/image", AddressPolicy.publicOnly(), "which is private");
    String mapped = root.replace("127.0.0.1", "[::ffff:127.0.0.1]");
    refuses(mapped + "/image", AddressPolicy.publicOnly(), "which is private");
    refuses(root.replace("127.0.0.1", "localhost"), AddressPolicy.publicOnly(), "private");
    refuses(
        "http://" + "a".repeat(64), AddressPolicy.publicOnly(), "is unknown"); // a part too long
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://[fe80::1]/"
      })
  void cloudsCredentialsAreNeverAsked(String address) {
    refuses(address, DEFAULTS, "which is link-local or reserved");
    refuses(root + "/to?" + address, DEFAULTS, "which is link-local or reserved");
    assertThat(asked).containsExactly("/to");
  }

  @Test
  void followsAsManyRedirectsAsAllowed() throws IOException {
    String twice = root + "/to?" + "/to?" + root + "/image";
    assertThat(get(twice, DEFAULTS.withMaxRedirects(2))).isEqualTo(3);
    assertThat(asked).containsExactly("/to", "/to", "/image");
    sink.reset();
    asked.clear();
    refuses(twice, DEFAULTS.withMaxRedirects(1), "at most 1 redirects, found another redirect");
    assertThat(asked).containsExactly("/to", "/to");
    asked.clear();
    refuses(root + "/circle", DEFAULTS, "found another redirect");
    assertThat(asked).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "jar:file:/a.jar!/b", "data:,a"})
  void redirectsLeadToHttpAlone(String target) {
    refuses(root + "/to?" + target, DEFAULTS, "found a redirect to the scheme");
  }

  @Test
  void redirectsLeadToSchemesOfThePolicy() {
    refuses(
        root + "/to?https://127.0.0.1/",
        DEFAULTS.withSchemes("http"),
        "expected http; public and private hosts; at most 5 redirects, found the scheme https");
    refuses(root + "/image", DEFAULTS.withSchemes("https"), "found the scheme http");
  }

  /** Literals of the internet: nothing is looked up, and nobody is asked. */
  @Test
  void theInternetLeadsNobodyIntoAPrivateNetwork() throws IOException {
    PolicedAddress outside = PolicedAddress.first(URI.create("https://8.8.8.8/a"), DEFAULTS);
    assertThat(outside.scope()).isEqualTo(HostScope.PUBLIC);
    assertThat(outside.redirected("/b").uri()).hasToString("https://8.8.8.8/b");
    assertThat(outside.redirected("https://9.9.9.9/").redirects()).isEqualTo(1);
    assertThatThrownBy(() -> outside.redirected("https://10.0.0.1/"))
        .hasMessageContaining("found the host 10.0.0.1 (10.0.0.1), which is private");
    assertThatThrownBy(() -> outside.redirected("http://8.8.8.8/"))
        .hasMessageContaining("found a redirect from https to http");
    assertThat(
            PolicedAddress.first(outside.uri(), DEFAULTS.withHosts(HostScope.ANY))
                .redirected("https://169.254.169.254/")
                .uri())
        .hasToString("https://169.254.169.254/");
  }

  @Test
  void aPrivateNetworkMayLeadAnywhereButNotBackThroughTheInternet() throws IOException {
    PolicedAddress inside = PolicedAddress.first(URI.create("http://10.0.0.1/"), DEFAULTS);
    assertThat(inside.redirected("http://192.168.0.7/").scope()).isEqualTo(HostScope.PRIVATE);
    PolicedAddress outside = inside.redirected("http://8.8.8.8/");
    assertThatThrownBy(() -> outside.redirected("http://10.0.0.1/"))
        .hasMessageContaining("which is private");
  }
}
