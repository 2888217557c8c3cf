package headroom.salesforce;

/// The shapes of names that may enter a call's kind: bounded, so that no caller can flood the
/// books.
final class ApiNames {
    private static final int NAME_MAX = 80;
    private static final String[] VERSIONS = versions();

    private ApiNames() {}

    /// Letters, digits and underscores, beginning with a letter, at most 80.
    static boolean isName(CharSequence text, int start, int end) {
        var length = end - start;
        if (length < 1 || length > NAME_MAX || !isLetter(text.charAt(start))) {
            return false;
        }
        for (var i = start + 1; i < end; i++) {
            if (!isNameCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isNameCharacter(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }

    /// The name if it is one; else empty. A prefix before a colon is left out.
    static String name(String text) {
        var from = text.indexOf(':') + 1;
        return isName(text, from, text.length()) ? text.substring(from) : "";
    }

    /// The version of that part of the text, one of 200 shared strings; else empty.
    static String version(String text, int start, int end) {
        if (end - start < 3 || end - start > 5 || !text.startsWith(".0", end - 2)) {
            return "";
        }
        var number = 0;
        for (var i = start; i < end - 2; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return "";
            }
            number = number * 10 + digit;
        }
        return number < VERSIONS.length ? VERSIONS[number] : "";
    }

    private static boolean isLetter(char c) {
        var lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static String[] versions() {
        var versions = new String[200];
        for (var i = 0; i < versions.length; i++) {
            versions[i] = i + ".0";
        }
        return versions;
    }
}
