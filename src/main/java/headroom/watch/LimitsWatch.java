package headroom.watch;

import headroom.ledger.Ledger;
import headroom.ledger.LimitSightings;
import headroom.ledger.LimitSightings.Limit;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.salesforce.LimitInfo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Asks an org for all its limits and books what it says: usage as a sighting, every key as a
/// series, once a day the 30-day entitlements. Blocking; for a virtual thread. One-owner.
public final class LimitsWatch {
    /// Entitlements are filed among the limits under this word and their label.
    public static final String ENTITLEMENT = "TenantUsageEntitlement";

    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration ENTITLEMENT_EVERY = Duration.ofDays(1);

    private final Ledger ledger;
    private final int org;
    private final OrgDoor door;
    private final InstantSource clock;
    private final Pace pace;
    private final Supplier<Pace.Standing> standing;
    private Instant entitlementDue = Instant.MIN;
    private Instant lookedAt = Instant.MIN;

    /// @param clock the org's
    /// @param standing how the org stands as the ledger knows it
    public LimitsWatch(
            Ledger ledger,
            String org,
            OrgDoor door,
            InstantSource clock,
            Pace pace,
            Supplier<Pace.Standing> standing) {
        this.ledger = ledger;
        this.org = ledger.id(Names.ORG, org);
        this.door = door;
        this.clock = clock;
        this.pace = pace;
        this.standing = standing;
    }

    /// Looks if it is time to, and says how long to wait until the next round.
    ///
    /// How an org stands changes between two looks, so that the pace is asked again every minute.
    public Duration round() throws IOException, InterruptedException {
        var due = due(clock.instant());
        if (due.isZero()) {
            look();
            due = due(clock.instant());
        }
        return due.compareTo(ROUND) < 0 ? due : ROUND;
    }

    private Duration due(Instant now) {
        if (lookedAt.equals(Instant.MIN) || now.isBefore(lookedAt)) {
            return Duration.ZERO;
        }
        var wait = Duration.between(now, lookedAt.plus(pace.next(standing.get(), now)));
        return wait.isPositive() ? wait : Duration.ZERO;
    }

    /// Looks once.
    public void look() throws IOException, InterruptedException {
        var answer = door.get(OrgDoor.data("/limits"));
        if (!answer.isGood()) {
            throw new IOException("the org does not tell its limits: " + Refusals.ofCall(answer));
        }
        var now = clock.instant();
        var entries = new ArrayList<>(LimitsReading.of(answer.body()).entries());
        lookedAt = now;
        sight(answer, entries, now);
        if (!now.isBefore(entitlementDue)) {
            entitlementDue = now.plus(ENTITLEMENT_EVERY);
            entries.addAll(entitlements());
        }
        ledger.sightLimits(
                new LimitSightings(
                        org, now.toEpochMilli(), entries.stream().map(this::limit).toList()));
    }

    /// The header beside the body counts this very call, the body may be five minutes old. A
    /// metering gateway has booked the header at its call's place in the order of calls; booked
    /// again here, it would stand for calls begun since, which it does not count.
    private void sight(OrgAnswer answer, List<LimitsReading.Entry> entries, Instant now) {
        for (var part : answer.limitInfo().map(LimitInfo::parts).orElse(List.of())) {
            if (part instanceof LimitInfo.ApiUsage usage) {
                if (!door.isMetered()) {
                    sight(usage.used(), usage.max(), Sighting.Source.HEADER, now);
                }
                return;
            }
        }
        entries.stream()
                .filter(entry -> entry.key().equals(LimitsReading.API_REQUESTS))
                .filter(entry -> entry.used() >= 0 && entry.max() >= 0)
                .forEach(entry -> sight(entry.used(), entry.max(), Sighting.Source.LIMITS, now));
    }

    private void sight(long used, long max, Sighting.Source source, Instant now) {
        ledger.sight(new Sighting(org, now.toEpochMilli(), used, max, source));
    }

    /// Not every org lets one read them; then there are none.
    private List<LimitsReading.Entry> entitlements() throws IOException, InterruptedException {
        return Entitlement.all(Entitlement.ask(door)).stream()
                .map(each ->
                        new LimitsReading.Entry(
                                ENTITLEMENT + "/" + each.label(),
                                each.allowed(),
                                each.allowed() - each.used()))
                .toList();
    }

    private Limit limit(LimitsReading.Entry entry) {
        return new Limit(ledger.id(Names.LIMIT, entry.key()), entry.max(), entry.remaining());
    }
}
