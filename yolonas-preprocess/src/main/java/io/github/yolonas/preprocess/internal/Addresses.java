package io.github.yolonas.preprocess.internal;

import java.net.URI;
import java.util.regex.Pattern;

/** What is an address, and how messages name it. */
public final class Addresses {
  /** Two letters at least, for one is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("(?i)file:.*|[a-z][a-z0-9+.-]+://.*");

  private Addresses() {}

  /** Whether what a person typed is an address rather than a path. */
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

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
