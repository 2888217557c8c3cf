package headroom.salesforce;

import java.util.Optional;

/// A Salesforce record id, kept as the 15 case-sensitive characters that name the record.
///
/// The 18-character form adds three characters, one for each group of five: its bits say which of
/// the five are capitals, so that an id survives systems that ignore case. Two forms of one id are
/// equal.
///
/// @param text15 the 15 characters
public record RecordId(String text15) {
    private static final String SUFFIX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public RecordId {
        if (text15.length() != 15 || !alphanumeric(text15)) {
            throw illegal(text15);
        }
    }

    /// Reads either form; the suffix of the longer one must fit.
    public static RecordId parse(String text) {
        return find(text).orElseThrow(() -> illegal(text));
    }

    /// Reads either form if it is one.
    public static Optional<RecordId> find(String text) {
        if (!isShaped(text, 0, text.length())) {
            return Optional.empty();
        }
        var id = new RecordId(text.substring(0, 15));
        var fits = text.length() == 15 || text.endsWith(id.suffix());
        return fits ? Optional.of(id) : Optional.empty();
    }

    /// The first 15 characters of what is shaped like an id, whatever its suffix; else empty.
    ///
    /// Tokens and login answers are keyed by it: there the text is Salesforce's own.
    public static Optional<RecordId> key(String text) {
        return isShaped(text, 0, text.length())
                ? Optional.of(new RecordId(text.substring(0, 15)))
                : Optional.empty();
    }

    /// Whether both texts are forms of one id.
    public static boolean areSame(String one, String other) {
        var id = find(one);
        return id.isPresent() && id.equals(find(other));
    }

    /// Whether that part of the text has an id's length, letters and digits, and at least one
    /// digit.
    static boolean isShaped(CharSequence text, int start, int end) {
        var length = end - start;
        if (length != 15 && length != 18) {
            return false;
        }
        var digits = 0;
        for (var i = start; i < end; i++) {
            var c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!isLetter(c)) {
                return false;
            }
        }
        return digits > 0;
    }

    /// The form that survives systems that ignore case.
    public String text18() {
        return text15 + suffix();
    }

    /// The three characters that name the object's type: `001` is an Account, `00D` an org.
    public String prefix() {
        return text15.substring(0, 3);
    }

    private String suffix() {
        var suffix = new StringBuilder(3);
        for (var group = 0; group < 3; group++) {
            var bits = 0;
            for (var i = 0; i < 5; i++) {
                var c = text15.charAt(group * 5 + i);
                bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            suffix.append(SUFFIX_LETTERS.charAt(bits));
        }
        return suffix.toString();
    }

    private static boolean alphanumeric(String text) {
        return text.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9'));
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static IllegalArgumentException illegal(String text) {
        var shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new IllegalArgumentException("not a Salesforce record id: \"" + shown + "\"");
    }

    @Override
    public String toString() {
        return text18();
    }
}
