package headroom.emulator.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known word was meant: the one with the fewest letters changed (Levenshtein).
final class NearestWord {
    private NearestWord() {}

    /// `; did you mean …?` if a third of the letters or fewer differ, else what is known here.
    static String hint(String written, Collection<String> known) {
        return of(written, known)
                .map(word -> "; did you mean `" + word + "`?")
                .orElse("; known here: " + String.join(", ", known));
    }

    private static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> slips(written, word) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(word -> slips(written, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static int slips(String one, String other) {
        var left = one.toLowerCase(Locale.ROOT);
        var right = other.toLowerCase(Locale.ROOT);
        var last = new int[right.length() + 1];
        for (var j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var row = new int[right.length() + 1];
            row[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
            }
            last = row;
        }
        return last[right.length()];
    }
}
