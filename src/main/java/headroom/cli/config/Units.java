package headroom.cli.config;

import java.time.Duration;

/// Values written on the command line as in the configuration.
public final class Units {
    private Units() {}

    /// Such as `30s`, `5m` or `1h 30m`; longer than nothing.
    public static Duration duration(String text) {
        return Values.positiveDuration(text);
    }
}
