package headroom.emulator.yaml;

import java.time.Duration;
import java.util.regex.Pattern;

/// Durations as people write them: `250us`, `2ms`, `1.5s`.
final class Times {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(us|ms|s)");
    private static final Duration MAX = Duration.ofMinutes(10);

    private Times() {}

    static Duration parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("should be a time such as 250us, 2ms or 1.5s");
        }
        var nanos =
                switch (form.group(2)) {
                    case "us" -> 1_000;
                    case "ms" -> 1_000_000;
                    default -> 1_000_000_000;
                };
        var time = Duration.ofNanos((long) (Double.parseDouble(form.group(1)) * nanos));
        if (time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("should be ten minutes at most");
        }
        return time;
    }
}
