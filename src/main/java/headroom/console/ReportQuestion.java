package headroom.console;

import headroom.report.RangeText;

import io.vertx.core.MultiMap;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Which report somebody asks for, of which org and time. Immutable.
///
/// @param name as in the address; need not be known
/// @param org empty if none is named
record ReportQuestion(String name, String org, RangeText range) {
    private static final int WORD_MAX = 200;

    static ReportQuestion of(String name, MultiMap query) {
        return new ReportQuestion(
                name,
                word(query, "org"),
                new RangeText(word(query, "from"), word(query, "to"), word(query, "last")));
    }

    private static String word(MultiMap query, String key) {
        var word = query.get(key);
        return word == null || word.length() > WORD_MAX ? "" : word.strip();
    }

    /// As a form means it: the first day says more than the choice beside it.
    ReportQuestion ofForm() {
        var last = range.from().isEmpty() ? range.last() : "";
        return new ReportQuestion(name, org, new RangeText(range.from(), range.to(), last));
    }

    ReportQuestion of(String name, String org) {
        return new ReportQuestion(name, org, range);
    }

    /// The part of an address after its path.
    String query() {
        var query = new StringBuilder("?org=").append(encoded(org));
        add(query, "last", range.last());
        add(query, "from", range.from());
        add(query, "to", range.to());
        return query.toString();
    }

    private static void add(StringBuilder query, String key, String word) {
        if (!word.isEmpty()) {
            query.append('&').append(key).append('=').append(encoded(word));
        }
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
