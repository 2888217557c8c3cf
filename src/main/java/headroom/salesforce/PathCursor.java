package headroom.salesforce;

/// Walks the segments of a raw request target without decoding or copying it. One-owner.
///
/// Empty segments are skipped, as real orgs do with `//services/data`. `%2F` does not separate: it
/// is part of a value. A target in absolute form is read from its path on.
final class PathCursor {
    private final String target;
    private final int pathEnd;
    private int start;
    private int end;

    PathCursor(String target) {
        this.target = target;
        this.end = pathStart(target);
        this.pathEnd = pathEnd(target, end);
    }

    /// Goes to the next segment that is not empty; false at the end of the path.
    boolean next() {
        var i = end;
        while (i < pathEnd && target.charAt(i) == '/') {
            i++;
        }
        start = i;
        while (i < pathEnd && target.charAt(i) != '/') {
            i++;
        }
        end = i;
        return end > start;
    }

    /// Whether the segment is that word, in any case, with or without `.json` or `.xml`.
    boolean is(String word) {
        var length = end - start;
        if (length < word.length() || !target.regionMatches(true, start, word, 0, word.length())) {
            return false;
        }
        return length == word.length() || isFormat(start + word.length());
    }

    private boolean isFormat(int from) {
        return regionIs(from, ".json") || regionIs(from, ".xml");
    }

    private boolean regionIs(int from, String word) {
        return end - from == word.length()
                && target.regionMatches(true, from, word, 0, word.length());
    }

    /// Whether the segment is meant as a record id: shaped like one, or at least no name of a
    /// field.
    boolean isRecordId() {
        return end > start
                && (Character.isDigit(target.charAt(start))
                        || RecordId.isShaped(target, start, end));
    }

    /// The segment as it stands; empty at the end of the path.
    String segment() {
        return target.substring(start, end);
    }

    /// The segment if it is shaped like an object's or field's API name; else empty.
    String name() {
        return ApiNames.isName(target, start, end) ? target.substring(start, end) : "";
    }

    /// `66.0` of `v66.0`, or without the letter where the API writes it so; else empty.
    String version(boolean letter) {
        var from = start;
        if (letter) {
            if (end == start || (target.charAt(from) | 0x20) != 'v') {
                return "";
            }
            from++;
        }
        return ApiNames.version(target, from, end);
    }

    /// Where the query string begins, after its question mark; the target's length if there is
    /// none.
    int queryStart() {
        return Math.min(target.length(), pathEnd + 1);
    }

    String target() {
        return target;
    }

    private static int pathStart(String target) {
        if (target.isEmpty() || target.charAt(0) == '/') {
            return 0;
        }
        var authority = target.indexOf("://");
        if (authority < 0) {
            return 0;
        }
        var path = target.indexOf('/', authority + 3);
        return path < 0 ? target.length() : path;
    }

    private static int pathEnd(String target, int from) {
        var query = target.indexOf('?', from);
        return query < 0 ? target.length() : query;
    }
}
