package headroom.cli;

import java.util.regex.Pattern;

/// Text for logs and messages with anything that looks like a credential taken out.
///
/// The rooms never put one in; this is the net below them.
final class Redacted {
    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "(?i)00D[a-z0-9]{12,15}![a-z0-9._]+"
                            + "|\\bbearer\\s+[^\\s\"',;]+"
                            + "|\\b(password|client_secret|refresh_token|assertion|access_token)"
                            + "=[^&\\s\"']+");

    private Redacted() {}

    static String of(String text) {
        return CREDENTIAL.matcher(text).replaceAll("(redacted)");
    }
}
