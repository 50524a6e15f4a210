package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images by URL. */
@ExtendWith(NativeLeakExtension.class)
class HttpImageTest {

  private static void withServer(byte[] body, Consumer<URI> test) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/image",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      test.accept(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void decodesAnImage() throws IOException {
    byte[] rgb = Pixels.noise(16, 9);
    withServer(
        Encoding.encode("png", rgb, 16, 9),
        root -> {
          ImageSource source = ImageSource.of(root.resolve("/image?token=secret"));
          assertThat(source.name()).isEqualTo(root + "/image?…");
          for (int i = 0; i < 2; i++) {
            try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
              assertThat(image.toRgbImage().toRgbBytes()).isEqualTo(rgb);
            }
          }
        });
  }

  @Test
  void namesTheUriAndTheReason() throws IOException {
    byte[] page = "<html>sorry</html>".getBytes(StandardCharsets.US_ASCII);
    withServer(
        page,
        root -> {
          refuses(root.resolve("/image"), ImageReadOptions.defaults(), "starts with \"<html>");
          refuses(
              root.resolve("/image"), ImageReadOptions.defaults().withMaxBytes(5), "limit is 5");
          refuses(root.resolve("/absent"), ImageReadOptions.defaults(), "HTTP status 404");
        });
  }

  private static void refuses(URI uri, ImageReadOptions options, String message) {
    assertThatThrownBy(() -> ImageDecoder.decode(ImageSource.of(uri), options).close())
        .isInstanceOf(ImageReadException.class)
        .hasMessageStartingWith(uri + ": ")
        .hasMessageContaining(message);
  }
}
