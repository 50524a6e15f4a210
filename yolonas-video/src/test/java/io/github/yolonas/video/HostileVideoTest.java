package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Videos" that are lists of others: a file leads to no network, a network to no file. */
@Timeout(60)
@ExtendWith(NativeLeakExtension.class)
class HostileVideoTest {
  private static final String PLAYLIST =
      """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:1
      #EXTINF:1.0,
      %s
      #EXT-X-ENDLIST
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  private HttpServer server;
  private byte[] body = {};

  @BeforeAll
  static void loadNatives() {
    Ffmpeg.load();
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path clip() {
    return SyntheticVideo.numbered(folder.resolve("clip.mp4"), 5, 64, 64, FrameRate.of(25));
  }

  private static void refuses(VideoSource source) {
    assertThatThrownBy(() -> VideoReader.open(source).close())
        .isInstanceOf(VideoReadException.class)
        .hasMessageStartingWith(source.name() + ": ");
  }

  /** The server does answer, and the clip can be read, so that what follows can fail. */
  @Test
  void bothCanBeRead() throws Exception {
    body = Files.readAllBytes(clip());
    VideoReader.open(VideoSource.of(URI.create(address("/clip.mp4")))).close();
    assertThat(asked).contains("/clip.mp4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"video.m3u8", "video.mp4"})
  void aPlaylistOnDiskAsksNoServer(String name) throws Exception {
    body = Files.readAllBytes(clip());
    Path file = Files.writeString(folder.resolve(name), PLAYLIST.formatted(address("/a.mp4")));
    refuses(VideoSource.of(file));
    assertThat(asked).isEmpty();
  }

  @Test
  void aPlaylistFromTheNetworkOpensNoFile() {
    body =
        PLAYLIST
            .formatted(clip().toUri().toString().replace("file:///", "file:/"))
            .getBytes(StandardCharsets.UTF_8);
    refuses(VideoSource.of(URI.create(address("/video.m3u8"))));
    assertThat(asked).contains("/video.m3u8");
  }

  @Test
  void aListOfPartsNamesNoFileElsewhere() throws Exception {
    Path list = Files.createDirectories(folder.resolve("in")).resolve("video.mp4");
    Files.writeString(list, "ffconcat version 1.0\nfile '%s'\n".formatted(clip()));
    refuses(VideoSource.of(list));
    Files.writeString(list, "ffconcat version 1.0\nfile ../clip.mp4\n");
    refuses(VideoSource.of(list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat:/etc/passwd%7C/etc/group",
        "subfile:/etc/passwd",
        "pipe:0",
        "fd:0",
        "unix:/run/a.sock",
        "crypto:/etc/passwd",
        "cache:http://127.0.0.1/",
        "data:video/mp4;base64,AAAA",
        "lavfi:testsrc"
      })
  void schemesThatStandForFilesPipesAndDevicesAreRefused(String address) {
    URI uri = URI.create(address);
    assertThatThrownBy(() -> VideoSource.of(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("address: expected file or a scheme of the network, one of [ftp, ")
        .hasMessageEndingWith("found '" + uri.getScheme() + "'");
  }
}
