package headroom.cli;

import java.time.Instant;
import java.time.InstantSource;

/// What time it is for the orgs. Immutable.
///
/// @param clock dates every charge
/// @param wall the clock on the wall
/// @param speed seconds of `clock` in a second of `wall`
/// @param simulated the orgs are emulated and so is their time
record OrgTime(InstantSource clock, InstantSource wall, double speed, boolean simulated) {
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    static OrgTime real(InstantSource wall) {
        return new OrgTime(wall, wall, 1, false);
    }

    /// A machine that was never told the time would date every charge wrongly.
    void refuseABadClock() {
        var now = wall.instant();
        if (now.isBefore(EARLIEST)) {
            throw new Failure(
                    ExitCodes.UNAVAILABLE,
                    "this machine's clock says "
                            + now
                            + ", which cannot be: set it and start again");
        }
    }
}
