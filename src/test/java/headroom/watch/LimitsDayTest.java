package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Charged;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.watch.Credentials.ClientSecret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What watching an org costs in a day, counted by the org itself, on a clock that is stepped.
class LimitsDayTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final EmulatorClock clock = EmulatorClock.standingAt(MIDNIGHT);
    private final Emulator emulator =
            Emulator.start(EmulatorOptions.defaults().withClock(clock).withAllocation(100_000));

    @TempDir private Path folder;
    private Ledger ledger;
    private OrgDoor door;
    private Pace.Standing standing = Pace.Standing.UNKNOWN;
    private LimitsWatch watch;

    @BeforeEach
    void start() {
        ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
        var base = URI.create(emulator.url());
        door =
                new OrgDoor(
                        base,
                        base,
                        new ClientSecret("any", () -> "any"),
                        OrgDoor.client().build(),
                        clock);
        watch = new LimitsWatch(ledger, "acme", door, clock, Pace.DEFAULTS, () -> standing);
    }

    @AfterEach
    void stop() {
        door.close();
        ledger.close();
        emulator.close();
    }

    private void live(Duration time) throws Exception {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.step(watch.round());
        }
    }

    private List<Charged> looks() {
        return emulator.books().calls().stream()
                .filter(call -> call.resource().contains("limits"))
                .toList();
    }

    private static Pace.Standing standing(double headroom, Duration runsOutIn, Instant toldAt) {
        return new Pace.Standing(
                Optional.of(headroom), Optional.ofNullable(runsOutIn), Optional.ofNullable(toldAt));
    }

    @Test
    void aCalmDayCostsNinetySixLooksAndOneAtTheEntitlements() throws Exception {
        standing = standing(0.9, null, null);
        live(DAY);

        assertThat(looks()).hasSize(96);
        assertThat(emulator.books().totalCharge()).as("all that the org counts").isEqualTo(97);
        assertThat(door.sent()).as("and logins, which it does not").isLessThan(97 + 15);
    }

    @Test
    void shortHeadroomOrAForecastEndCostALookEveryFiveMinutes() throws Exception {
        standing = standing(0.29, null, null);
        live(DAY.dividedBy(2));
        standing = standing(0.9, Duration.ofHours(23), null);
        live(DAY.dividedBy(2));

        assertThat(looks()).hasSize(288);
    }

    @Test
    void whatTheOrgTellsByPassingCallsIsNotAskedForAgain() throws Exception {
        var end = MIDNIGHT.plus(DAY);
        while (clock.instant().isBefore(end)) {
            standing = standing(0.1, null, clock.instant().minusSeconds(60));
            clock.step(watch.round());
        }

        assertThat(looks()).hasSize(24);
    }

    /// An hour's pause was right while passing calls told; when they stop, it is not.
    @Test
    void asksAgainWithinMinutesWhenPassingCallsStopTelling() throws Exception {
        var lastTold = MIDNIGHT.plus(Duration.ofMinutes(10));
        standing = standing(0.1, null, lastTold);
        live(Duration.ofMinutes(11));
        assertThat(looks()).hasSize(1);

        live(Duration.ofMinutes(5));
        assertThat(looks()).hasSize(2);
    }

    @Test
    void itsOwnLooksKeepNoneBack() throws Exception {
        var org = ledger.id(Names.ORG, "acme");
        var end = MIDNIGHT.plus(Duration.ofHours(1));
        while (clock.instant().isBefore(end)) {
            try (var reader = ledger.reader()) {
                ledger.drain(Duration.ofSeconds(10));
                var said = reader.usage(org, clock.instant()).sighting();
                standing =
                        standing(
                                0.1,
                                null,
                                said.map(Sighting::atMillis)
                                        .map(Instant::ofEpochMilli)
                                        .orElse(null));
            }
            clock.step(watch.round());
        }

        assertThat(looks()).hasSize(12);
    }
}
