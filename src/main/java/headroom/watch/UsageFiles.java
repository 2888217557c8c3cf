package headroom.watch;

import headroom.ledger.Ledger;
import headroom.ledger.Names;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;

/// Brings every daily usage file of an org that the ledger does not know yet, the newest first,
/// because that one touches the window. A day of which imported history tells is passed over: its
/// calls would count twice. Blocking; for a virtual thread. One-owner.
public final class UsageFiles {
    private final Ledger ledger;
    private final String org;
    private final OrgDoor door;
    private final boolean simulated;
    private final Function<LoggedCall, String> integrations;
    private volatile boolean stopped;

    /// @param simulated whether the org is a simulated one
    /// @param integrations who made a logged call
    public UsageFiles(
            Ledger ledger,
            String org,
            OrgDoor door,
            boolean simulated,
            Function<LoggedCall, String> integrations) {
        this.ledger = ledger;
        this.org = org;
        this.door = door;
        this.simulated = simulated;
        this.integrations = integrations;
    }

    /// What has been brought so far.
    ///
    /// @param files of these, `done` are in the ledger
    /// @param calls calls booked by this run
    public record Progress(int files, int done, long calls, Instant day) {}

    /// One round. A file that breaks off is brought again next time; what was booked of it is not
    /// booked twice.
    public void bring(Consumer<Progress> progress) throws IOException, InterruptedException {
        var files = door.dailyFiles().reversed();
        var calls = 0L;
        for (var at = 0; at < files.size() && !stopped; at++) {
            var file = files.get(at);
            progress.accept(new Progress(files.size(), at, calls, file.day()));
            if (ledger.kept(key(file)).isEmpty() && !isImported(file)) {
                calls += bring(file).booked();
            }
            progress.accept(new Progress(files.size(), at + 1, calls, file.day()));
        }
    }

    /// Ends a round soon: a file under way is broken off, a call under way is not.
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    private boolean isImported(LogFile file) {
        var day = Math.floorDiv(file.day().getEpochSecond(), 86_400L);
        try (var reader = ledger.reader()) {
            return reader.holdsHistory(ledger.id(Names.ORG, org), day);
        }
    }

    private UsageImport.Brought bring(LogFile file) throws IOException, InterruptedException {
        var day = file.day().atZone(ZoneOffset.UTC).toLocalDate();
        var brought =
                new UsageImport(ledger, org, simulated, integrations)
                        .bring(
                                "ApiTotalUsage " + day,
                                new Stoppable(door.content(file), () -> stopped));
        ledger.keep(key(file), brought.calls() + " calls");
        return brought;
    }

    private String key(LogFile file) {
        return "usage-file " + ledger.id(Names.ORG, org) + " " + file.id() + " " + file.bytes();
    }
}
