package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The answer header `Sforce-Limit-Info`: what the org itself says of its usage.
///
/// Three parts are documented (`api-usage`, `api-bursts`, `per-app-api-usage`); any other part is
/// kept as it came and rendered again. The norm is `api-usage` alone, and only that form is
/// rendered unless more was put in: one well-known client stops checking its quota when anything
/// follows.
public record LimitInfo(List<Part> parts) {
    /// The header's name in the case that clients insist on.
    public static final String HEADER = "Sforce-Limit-Info";

    private static final int PARTS_MAX = 64;
    private static final String API_USAGE = "api-usage=";
    private static final String API_BURSTS = "api-bursts=";
    private static final String PER_APP = "per-app-api-usage=";
    private static final String APP_NAME = "(appName=";

    /// One of the parts between semicolons.
    public sealed interface Part {
        String render();
    }

    /// Used and allowed calls of the org in its rolling 24 hours. Used may be above max.
    public record ApiUsage(long used, long max) implements Part {
        @Override
        public String render() {
            return API_USAGE + used + "/" + max;
        }
    }

    /// How far the org ran past its daily limit, and its monthly entitlement; the unit is not
    /// documented.
    public record ApiBursts(long used, long max) implements Part {
        @Override
        public String render() {
            return API_BURSTS + used + "/" + max;
        }
    }

    /// Used and allowed calls of one connected app, where the old per-app quota pilot was on.
    public record PerApp(long used, long max, String appName) implements Part {
        @Override
        public String render() {
            return PER_APP + used + "/" + max + APP_NAME + appName + ")";
        }
    }

    /// A part that no documentation names, or that is not formed as documented.
    public record Unknown(String text) implements Part {
        @Override
        public String render() {
            return text;
        }
    }

    public LimitInfo {
        parts = List.copyOf(parts);
    }

    /// The form of today: `api-usage=18/5000`.
    public static LimitInfo of(long used, long max) {
        return new LimitInfo(List.of(new ApiUsage(used, max)));
    }

    /// Reads any header value; what is not understood becomes `Unknown`.
    public static LimitInfo parse(String header) {
        var parts = new ArrayList<Part>(2);
        var start = 0;
        while (start < header.length() && parts.size() < PARTS_MAX) {
            var end = parts.size() == PARTS_MAX - 1 ? header.length() : partEnd(header, start);
            var text = header.substring(start, end).strip();
            if (!text.isEmpty()) {
                parts.add(part(text));
            }
            start = end + 1;
        }
        return new LimitInfo(parts);
    }

    public String render() {
        return parts.size() == 1
                ? parts.getFirst().render()
                : parts.stream().map(Part::render).collect(Collectors.joining("; "));
    }

    /// The org's own usage; null if the header does not say it.
    public @Nullable ApiUsage apiUsage() {
        for (var part : parts) {
            if (part instanceof ApiUsage usage) {
                return usage;
            }
        }
        return null;
    }

    /// A semicolon inside the brackets of an app's name does not end the part.
    private static int partEnd(String header, int start) {
        var open = header.indexOf('(', start);
        var semicolon = header.indexOf(';', start);
        if (semicolon < 0) {
            return header.length();
        }
        if (open < 0 || open > semicolon) {
            return semicolon;
        }
        var close = header.indexOf(')', open);
        if (close < 0) {
            return semicolon;
        }
        var after = header.indexOf(';', close);
        return after < 0 ? header.length() : after;
    }

    private static Part part(String text) {
        Part part = null;
        if (text.startsWith(API_USAGE)) {
            var ratio = Ratio.parse(text, API_USAGE.length(), text.length());
            part = ratio == null ? null : new ApiUsage(ratio.used, ratio.max);
        } else if (text.startsWith(API_BURSTS)) {
            var ratio = Ratio.parse(text, API_BURSTS.length(), text.length());
            part = ratio == null ? null : new ApiBursts(ratio.used, ratio.max);
        } else if (text.startsWith(PER_APP)) {
            part = perApp(text);
        }
        return part != null && part.render().equals(text) ? part : new Unknown(text);
    }

    private static @Nullable PerApp perApp(String text) {
        var name = text.indexOf(APP_NAME);
        if (name < 0 || !text.endsWith(")")) {
            return null;
        }
        var ratio = Ratio.parse(text, PER_APP.length(), name);
        return ratio == null
                ? null
                : new PerApp(
                        ratio.used,
                        ratio.max,
                        text.substring(name + APP_NAME.length(), text.length() - 1));
    }

    private record Ratio(long used, long max) {
        static @Nullable Ratio parse(String text, int start, int end) {
            var slash = text.indexOf('/', start);
            if (slash < 0 || slash > end) {
                return null;
            }
            var used = number(text, start, slash);
            var max = number(text, slash + 1, end);
            return used < 0 || max < 0 ? null : new Ratio(used, max);
        }

        private static long number(String text, int start, int end) {
            if (end <= start || end - start > 18) {
                return -1;
            }
            var value = 0L;
            for (var i = start; i < end; i++) {
                var digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }
    }
}
