package headroom.emulator.rest;

import headroom.emulator.call.Call;
import headroom.emulator.call.Target;

import java.util.ArrayList;

/// The `.json` or `.xml` that may end a REST path and says in which form to answer.
///
/// A value of an external id keeps its dots: it may be a file's name.
final class FormatSuffix {
    private static final int EXTERNAL_ID_SEGMENTS = 7;

    private FormatSuffix() {}

    /// The same call, its path without the suffix; the raw target keeps it.
    static Call without(Call call) {
        var target = call.target();
        var segments = target.segments();
        if (segments.size() < 4 || isExternalId(call)) {
            return call;
        }
        var last = segments.getLast();
        var length = ends(last, ".json") ? 5 : ends(last, ".xml") ? 4 : 0;
        if (length == 0) {
            return call;
        }
        var plain = new ArrayList<>(segments);
        plain.set(plain.size() - 1, last.substring(0, last.length() - length));
        return new Call(
                call.requestId(),
                call.at(),
                call.method(),
                new Target(target.raw(), plain, target.parameters()),
                call.headers(),
                call.body(),
                call.baseUrl(),
                call.clientIp());
    }

    private static boolean ends(String word, String suffix) {
        var at = word.length() - suffix.length();
        return word.regionMatches(true, at, suffix, 0, suffix.length());
    }

    private static boolean isExternalId(Call call) {
        return call.target().segments().size() == EXTERNAL_ID_SEGMENTS
                && call.segment(3).equalsIgnoreCase("sobjects");
    }
}
