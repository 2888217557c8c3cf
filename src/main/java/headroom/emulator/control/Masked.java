package headroom.emulator.control;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes secrets out of what is shown: session ids, tokens, passwords, assertions, codes.
///
/// Whatever looks like a session id is masked wherever it stands; the others are known by the names
/// that JSON, forms and XML give them. Stateless.
final class Masked {
    private static final String MASK = "***";
    private static final String NAMES =
            "access_token|refresh_token|id_token|token|sessionId|session_id|sid|password"
                    + "|newPassword|client_secret|assertion|client_assertion|code|code_verifier"
                    + "|signature|securityToken";
    private static final Pattern SESSION =
            Pattern.compile("(00D[0-9A-Za-z]{12})(?:[0-9A-Za-z]{3})?(!|%21)[\\w.%-]+");
    private static final Pattern FORM =
            Pattern.compile("(?i)(^|[?&\\s])(" + NAMES + ")=([^&\\s]+)");
    private static final Pattern JSON =
            Pattern.compile("(?i)\"(" + NAMES + ")\"(\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"?");
    private static final Pattern XML =
            Pattern.compile("(?i)<((?:\\w+:)?(?:" + NAMES + "))((?:\\s[^>]*)?)>[^<]*");
    private static final Set<String> SECRET_HEADERS =
            Set.of(
                    "authorization",
                    "proxy-authorization",
                    "x-sfdc-session",
                    "cookie",
                    "set-cookie");

    private Masked() {}

    static String header(String name, String value) {
        var secret = SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
        if (!secret) {
            return text(value);
        }
        var space = value.indexOf(' ');
        var scheme = name.toLowerCase(Locale.ROOT).endsWith("authorization") && space > 0;
        return scheme ? value.substring(0, space + 1) + MASK : MASK;
    }

    /// A url, a body or any other text.
    static String text(String text) {
        var masked = SESSION.matcher(text).replaceAll("$1$2" + MASK);
        masked = FORM.matcher(masked).replaceAll("$1$2=" + MASK);
        masked = JSON.matcher(masked).replaceAll("\"$1\"$2\"" + MASK + "\"");
        return XML.matcher(masked).replaceAll("<$1$2>" + MASK);
    }
}
