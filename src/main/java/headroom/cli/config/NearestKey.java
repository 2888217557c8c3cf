package headroom.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which known word was meant: the one fewest slips of the finger away.
///
/// A slip is a letter too many, too few, wrong, or swapped with its neighbour (Damerau's four).
final class NearestKey {
    private NearestKey() {}

    /// The nearest word, if a third of its letters or fewer differ.
    static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> slips(written, word) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(word -> slips(written, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Optimal string alignment distance, row by row.
    static int slips(String one, String other) {
        var beforeLast = new int[other.length() + 1];
        var last = new int[other.length() + 1];
        var row = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && swapped(one, i, other, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[other.length()];
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
