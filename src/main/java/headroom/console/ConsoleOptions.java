package headroom.console;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// Where the console listens and how it shows times. Immutable.
///
/// @param port 0 takes any free one
/// @param names host names, beside `localhost` and addresses, under which it may be asked
/// @param zone in which times are shown
/// @param patience how long a report may take
public record ConsoleOptions(
        String host, int port, List<String> names, ZoneId zone, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public ConsoleOptions {
        names = List.copyOf(names);
    }

    public ConsoleOptions(String host, int port, List<String> names, ZoneId zone) {
        this(host, port, names, zone, PATIENCE);
    }
}
