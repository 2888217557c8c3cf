package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a search looks for: alternatives, each of words that must all be there and words that must
/// not. Words may hold `*` and `?`; a phrase stands in quotes. Letters' case means nothing.
///
/// `OR` binds less than `AND`; parentheses are taken as spaces.
record SearchTerm(List<Alternative> alternatives) {
    private static final int LENGTH_MAX = 4_000;
    private static final int WORDS_MAX = 100;

    private record Alternative(List<LikePattern> wanted, List<LikePattern> barred) {}

    static SearchTerm parse(String term) {
        if (term.length() > LENGTH_MAX) {
            throw new ApiFailure(400, "INVALID_SEARCH", "search term is too long");
        }
        if (term.replaceAll("[^\\p{L}\\p{N}]", "").length() < 2) {
            throw new ApiFailure(
                    400,
                    "INVALID_SEARCH",
                    "search term must be longer than one character: " + term.strip());
        }
        var alternatives = new ArrayList<Alternative>();
        for (var part : term.replaceAll("[()]", " ").split("(?i)\\s+OR\\s+", WORDS_MAX)) {
            alternatives.add(alternative(part));
        }
        return new SearchTerm(List.copyOf(alternatives));
    }

    private static Alternative alternative(String text) {
        var wanted = new ArrayList<LikePattern>();
        var barred = new ArrayList<LikePattern>();
        var negated = false;
        for (var word : text.strip().split("\\s+", WORDS_MAX)) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "AND" -> negated = false;
                case "NOT" -> negated = true;
                default -> {
                    for (var piece : word.split("[^\\p{L}\\p{N}*?]+", WORDS_MAX)) {
                        if (!piece.isEmpty()) {
                            (negated ? barred : wanted).add(pattern(piece));
                        }
                    }
                }
            }
        }
        return new Alternative(wanted, barred);
    }

    private static LikePattern pattern(String word) {
        return LikePattern.of(word.replace('*', '%').replace('?', '_'));
    }

    /// Whether the texts of a row, taken together, hold what is looked for.
    boolean matches(List<String> texts) {
        var words = new ArrayList<String>();
        for (var text : texts) {
            for (var word : text.split("[^\\p{L}\\p{N}]+", -1)) {
                words.add(word);
            }
        }
        for (var alternative : alternatives) {
            if (alternative.wanted().stream().allMatch(it -> isAmong(it, words))
                    && alternative.barred().stream().noneMatch(it -> isAmong(it, words))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(LikePattern pattern, List<String> words) {
        for (var word : words) {
            if (pattern.matches(word)) {
                return true;
            }
        }
        return false;
    }
}
