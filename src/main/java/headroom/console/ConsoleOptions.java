package headroom.console;

import java.time.ZoneId;
import java.util.List;

/// Where the console listens and how it shows times. Immutable.
///
/// @param port 0 takes any free one
/// @param names host names, beside `localhost` and addresses, under which it may be asked
/// @param zone in which times are shown
public record ConsoleOptions(String host, int port, List<String> names, ZoneId zone) {
    public ConsoleOptions {
        names = List.copyOf(names);
    }
}
