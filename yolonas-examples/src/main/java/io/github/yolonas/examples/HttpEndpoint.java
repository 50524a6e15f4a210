package io.github.yolonas.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A small service: {@code curl --data-binary @street.jpg http://localhost:8080/detect} answers with
 * detections as JSON.
 */
public final class HttpEndpoint {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;

  private HttpEndpoint() {}

  /** Arguments: the checkpoint, the port. Serves until the process is ended. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("arguments: CHECKPOINT PORT, such as symbols.pth 8080");
      System.exit(2);
    }
    HttpServer server = start(YoloNas.load(Path.of(args[0])), Integer.parseInt(args[1]));
    System.out.println("listening on " + server.getAddress());
  }

  /** Serves this machine only; the model stays the caller's, who stops the server first. */
  static HttpServer start(YoloNas model, int port) throws IOException {
    model.warmUp();
    // region http
    InetAddress local = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
    server.createContext("/detect", exchange -> detect(model, exchange));
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    // endregion
    return server;
  }

  private static void detect(YoloNas model, HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      answer(exchange, METHOD_NOT_ALLOWED, "expected a POST with an image as its body\n");
      return;
    }
    try {
      ImageSource image = ImageSource.of(exchange.getRequestBody()); // at most 512 MiB, by default
      answer(exchange, OK, model.predict(image).toJson());
    } catch (ImageReadException e) {
      answer(exchange, BAD_REQUEST, e.getMessage() + "\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String type = status == OK ? "application/json" : "text/plain; charset=utf-8";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
