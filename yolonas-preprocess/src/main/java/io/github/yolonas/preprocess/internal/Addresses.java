package io.github.yolonas.preprocess.internal;

import java.net.URI;

/** How messages name addresses. */
public final class Addresses {
  private Addresses() {}

  /** Messages end in logs: passwords and the tokens of signed links must not. */
  public static String withoutSecrets(URI uri) {
    String text = uri.toString();
    if (uri.getRawUserInfo() != null) {
      text = text.replace(uri.getRawUserInfo() + "@", "");
    }
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }
}
