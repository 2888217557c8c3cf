package headroom.report;

import headroom.ledger.LedgerReader;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads from a ledger what a plan has to know. One-owner, as the reader it uses.
public record PlanReader(LedgerReader reader) {
    private static final Duration BACK = Duration.ofDays(33);

    /// Of the org of that name, as of the ledger's last sign of life.
    public Planner.Known known(String org, Instant wallNow) {
        var now = RunMark.of(reader).map(sign -> sign.orgTime(wallNow)).orElse(wallNow);
        return reader.orgs().stream()
                .filter(it -> it.name().equals(org))
                .findFirst()
                .map(it ->
                        new Planner.Known(
                                now,
                                reader.hours(it.id(), now.minus(BACK), now.plusSeconds(3600)),
                                reader.minutes(it.id(), now.minus(BACK), now.plusSeconds(60)),
                                reader.sightings(it.id(), now.minus(BACK), now.plusSeconds(60))))
                .orElseGet(() -> nothing(now));
    }

    /// Nothing is known.
    public static Planner.Known nothing(Instant now) {
        return new Planner.Known(now, List.of(), List.of(), List.of());
    }
}
