package headroom.watch;

import java.time.Duration;
import java.time.Instant;

/// How many calls a chore of Headroom's own may send in 24 hours. One-owner.
///
/// Coarse on purpose: the count starts anew a day after its first call.
public final class DayBudget {
    private static final Duration DAY = Duration.ofDays(1);

    private final long callsMax;
    private Instant began = Instant.MIN;
    private long spent;

    public DayBudget(long callsMax) {
        this.callsMax = callsMax;
    }

    /// Whether anything is left.
    public boolean allows(Instant now) {
        if (began.equals(Instant.MIN) || !now.isBefore(began.plus(DAY))) {
            began = now;
            spent = 0;
        }
        return spent < callsMax;
    }

    public void spend(long calls) {
        spent += calls;
    }

    /// When the count starts anew.
    public Instant renewsAt() {
        return began.equals(Instant.MIN) ? began : began.plus(DAY);
    }
}
