package headroom.emulator.org;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each user logged in within the hour that began with a login of theirs. One owner.
public final class LoginRate {
    private static final Duration SPAN = Duration.ofHours(1);
    private static final int USERS_MAX = 20_000;

    private final int most;
    private final Map<String, Hour> hours = new LinkedHashMap<>();

    private record Hour(Instant start, int logins) {}

    LoginRate(int most) {
        this.most = most;
    }

    /// Counts a login, or says that it is one too many.
    public boolean allows(String username, Instant now) {
        var known = hours.get(username);
        var hour =
                known == null || now.isAfter(known.start().plus(SPAN)) ? new Hour(now, 0) : known;
        if (hour.logins() >= most) {
            return false;
        }
        hours.put(username, new Hour(hour.start(), hour.logins() + 1));
        if (hours.size() > USERS_MAX) {
            hours.remove(hours.keySet().iterator().next());
        }
        return true;
    }
}
