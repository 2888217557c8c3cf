package headroom.report;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerReader;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The last sign of life of the process that writes a ledger, kept in the ledger itself, so that
/// another process knows whether its figures are current and what time it is for the orgs.
/// Immutable.
///
/// @param wall when the sign was given
/// @param org what time it was for the orgs then
/// @param speed org seconds per second; 1 outside simulations
/// @param running false for the last sign of an orderly end
/// @param simulated the orgs are emulated
public record RunMark(Instant wall, Instant org, double speed, boolean running, boolean simulated) {
    private static final String KEY = "run-mark";
    private static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    /// How often a running process gives a sign.
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    public void keep(Ledger ledger) {
        ledger.keep(
                KEY,
                String.join(" ", wall.toString(), org.toString(), "" + speed, "" + running)
                        + " "
                        + simulated);
    }

    static Optional<RunMark> of(LedgerReader reader) {
        return reader.kept(KEY).map(RunMark::parse);
    }

    static RunMark parse(String text) {
        var words = text.split(" ", -1);
        return new RunMark(
                Instant.parse(words[0]),
                Instant.parse(words[1]),
                Double.parseDouble(words[2]),
                Boolean.parseBoolean(words[3]),
                Boolean.parseBoolean(words[4]));
    }

    Overview.State state(Instant wallNow) {
        if (!running) {
            return Overview.State.STOPPED;
        }
        var silence = Duration.between(wall, wallNow);
        return silence.compareTo(SILENT_AFTER) > 0 ? Overview.State.SILENT : Overview.State.LIVE;
    }

    /// The orgs' time when it is `wallNow` here: goes on only while the process runs.
    Instant orgTime(Instant wallNow) {
        if (state(wallNow) != Overview.State.LIVE) {
            return org;
        }
        return org.plusNanos((long) (Duration.between(wall, wallNow).toNanos() * speed));
    }
}
