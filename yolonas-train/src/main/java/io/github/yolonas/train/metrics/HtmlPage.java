package io.github.yolonas.train.metrics;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A page that needs nothing but itself: pictures are inside, no script runs, nothing is fetched.
 * Whatever text comes in is escaped.
 */
final class HtmlPage {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:1100px;margin:2em auto;\
      padding:0 1em}
      h1,h2{font-weight:600}h2{margin-top:2em;border-bottom:1px solid #ddd}
      table{border-collapse:collapse;margin:1em 0;display:block;overflow-x:auto}
      th,td{padding:.25em .8em;border-bottom:1px solid #eee;text-align:right;white-space:nowrap}
      th:first-child,td:first-child{text-align:left}th{background:#f5f5f5}
      img{max-width:100%;border:1px solid #ddd}
      figure{display:inline-block;margin:.5em;vertical-align:top}figcaption{color:#555}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  HtmlPage(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  HtmlPage heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  HtmlPage paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  HtmlPage table(List<String> heads, List<List<String>> rows) {
    body.append("<table>\n");
    row("th", heads);
    rows.forEach(cells -> row("td", cells));
    body.append("</table>\n");
    return this;
  }

  private void row(String tag, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(tag).append('>').append(escape(cell));
      body.append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  /**
   * A picture with a line below it.
   *
   * @param format {@code png} or {@code jpeg}
   */
  HtmlPage figure(BufferedImage picture, String format, String caption) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new IllegalStateException("this JVM writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    body.append("<figure><img alt=\"")
        .append(escape(caption))
        .append("\" src=\"data:image/")
        .append(format)
        .append(";base64,")
        .append(Base64.getEncoder().encodeToString(bytes.toByteArray()))
        .append("\"><figcaption>")
        .append(escape(caption))
        .append("</figcaption></figure>\n");
    return this;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(escape(title), STYLE, body);
  }
}
