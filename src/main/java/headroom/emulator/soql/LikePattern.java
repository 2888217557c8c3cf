package headroom.emulator.soql;

import java.util.Locale;

/// A LIKE pattern: `%` for any text, `_` for one character, both plain after a backslash; no case.
///
/// Matched by two pointers with one step back, so that no pattern takes more than the product of
/// both lengths.
@SuppressWarnings("ArrayRecordComponent") // never compared
record LikePattern(char[] letters, boolean[] wild) {

    static LikePattern of(String text) {
        var letters = new char[text.length()];
        var wild = new boolean[text.length()];
        var length = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                letters[length++] = Character.toLowerCase(text.charAt(i));
            } else {
                wild[length] = c == '%' || c == '_';
                letters[length++] = Character.toLowerCase(c);
            }
        }
        return new LikePattern(
                java.util.Arrays.copyOf(letters, length), java.util.Arrays.copyOf(wild, length));
    }

    /// The text without its escapes, for every operator but LIKE.
    static String plain(String text) {
        return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\(.)", "$1");
    }

    boolean matches(String value) {
        var text = value.toLowerCase(Locale.ROOT);
        var at = 0;
        var in = 0;
        var star = -1;
        var resume = 0;
        while (at < text.length()) {
            if (in < letters.length && wild[in] && letters[in] == '%') {
                star = in++;
                resume = at;
            } else if (in < letters.length && fits(in, text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < letters.length && wild[in] && letters[in] == '%') {
            in++;
        }
        return in == letters.length;
    }

    private boolean fits(int in, char c) {
        return wild[in] ? letters[in] == '_' : letters[in] == c;
    }
}
