package headroom.salesforce;

/// Finds the object a SOQL or SOSL text reads from, without parsing the rest of it.
///
/// It is the name after the first `FROM` outside brackets: subqueries stand in brackets before it.
/// Works on plain text and on a raw query string, where blanks and brackets may be encoded.
final class Soql {
    private static final int SCANNED_MAX = 20_000;

    private Soql() {}

    /// The object of the statement in that parameter of the query string; empty if it is not found.
    static String objectOfParameter(String target, int queryStart, String parameter) {
        var from = valueStart(target, queryStart, parameter);
        return from < 0 ? "" : object(target, from, true);
    }

    static String object(String text) {
        return object(text, 0, false);
    }

    /// Where the value of that parameter begins; -1 if the query string does not hold it.
    static int valueStart(String target, int queryStart, String parameter) {
        var at = queryStart;
        while (at < target.length()) {
            if (target.startsWith(parameter, at)
                    && at + parameter.length() < target.length()
                    && target.charAt(at + parameter.length()) == '=') {
                return at + parameter.length() + 1;
            }
            var next = target.indexOf('&', at);
            if (next < 0) {
                return -1;
            }
            at = next + 1;
        }
        return -1;
    }

    private static String object(String text, int from, boolean encoded) {
        var last = Math.min(text.length(), from + SCANNED_MAX);
        var depth = 0;
        var wordStart = true;
        for (var i = from; i < last; ) {
            var c = text.charAt(i);
            if (encoded && c == '&') {
                return "";
            }
            var width = encoded && c == '%' && i + 2 < last ? 3 : 1;
            var plain = width == 3 ? decoded(text, i) : encoded && c == '+' ? ' ' : c;
            if (plain == '(') {
                depth++;
            } else if (plain == ')') {
                depth--;
            } else if (wordStart && depth == 0 && isFrom(text, i, last)) {
                return nameAfter(text, i + 4, last, encoded);
            }
            wordStart = plain <= ' ' || plain == ')';
            i += width;
        }
        return "";
    }

    private static boolean isFrom(String text, int at, int last) {
        return at + 4 < last
                && text.regionMatches(true, at, "from", 0, 4)
                && !ApiNames.isNameCharacter(text.charAt(at + 4));
    }

    private static String nameAfter(String text, int at, int last, boolean encoded) {
        var start = at;
        while (start < last) {
            var c = text.charAt(start);
            if (encoded && c == '%' && start + 2 < last && decoded(text, start) <= ' ') {
                start += 3;
            } else if (c <= ' ' || (encoded && c == '+')) {
                start++;
            } else {
                break;
            }
        }
        var end = start;
        while (end < last && end - start <= 80 && ApiNames.isNameCharacter(text.charAt(end))) {
            end++;
        }
        return ApiNames.isName(text, start, end) ? text.substring(start, end) : "";
    }

    private static char decoded(String text, int at) {
        var high = Character.digit(text.charAt(at + 1), 16);
        var low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? '%' : (char) (high * 16 + low);
    }
}
