package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

class LedgerTest {
    @TempDir Path folder;

    private final HandClock clock = new HandClock("2026-11-18T05:00:00Z");

    private Ledger open() {
        return Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
    }

    @Nested
    class ACall {
        @Test
        void isInTheBooksWhenItsIntentIsAnswered() {
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                assertThat(traffic.begin("erp", 1).booking()).isEqualTo(Booking.COMMITTED);
                assertThat(ledger.meters().usage(traffic.org()).inFlight()).isEqualTo(1);
                assertThat(ledger.meters().window(traffic.org())).isZero();
            }
        }

        @Test
        void isChargedWhenItSettles() {
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 1);
                traffic.call("erp", 3);
                traffic.call("portal", 1);
                var meters = ledger.meters();
                assertThat(meters.window(traffic.org())).isEqualTo(5);
                assertThat(meters.window(traffic.org(), traffic.integration("erp"))).isEqualTo(4);
                assertThat(meters.day(traffic.org(), traffic.integration("portal"))).isEqualTo(1);
                assertThat(meters.usage(traffic.org()).used()).isEqualTo(5);
                assertThat(meters.usage(traffic.org()).sighting()).isEmpty();
            }
        }

        @Test
        void leavesTheWindowTwentyFourHoursLater() {
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 1);
                clock.forward(Duration.ofHours(24).minusSeconds(1));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().window(traffic.org())).isEqualTo(1);
                clock.forward(Duration.ofSeconds(1));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().window(traffic.org())).isZero();
            }
        }

        @Test
        void isSeenByAReaderAsSoonAsItIsCommitted() {
            try (var ledger = open();
                    var reader = ledger.reader()) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 2);
                traffic.begin("erp", 1);
                var spent = reader.window(traffic.org(), clock.instant());
                assertThat(spent).hasSize(1);
                assertThat(spent.getFirst().name()).isEqualTo("erp");
                assertThat(spent.getFirst().charges()).isEqualTo(2);
                assertThat(reader.usage(traffic.org(), clock.instant()).used()).isEqualTo(3);
                assertThat(reader.orgs())
                        .containsExactly(new LedgerReader.Org(traffic.org(), "00D"));
            }
        }

        @Test
        void answersManyInOneGoPerExecutor() {
            try (var ledger = open()) {
                var rounds = new CopyOnWriteArrayList<Runnable>();
                var traffic = new Traffic(ledger, clock);
                Executor eventLoop = rounds::add;
                var bookings = new CopyOnWriteArrayList<Booking>();
                var held =
                        traffic.whileTheWriterIsHeld(() -> {
                            for (var i = 0; i < 50; i++) {
                                ledger.intend(traffic.intent("erp", 1), eventLoop, bookings::add);
                            }
                        });
                assertThat(held).isTrue();
                ledger.drain(Duration.ofSeconds(5));
                assertThat(rounds).hasSize(1);
                rounds.getFirst().run();
                assertThat(bookings).hasSize(50).containsOnly(Booking.COMMITTED);
            }
        }
    }

    @Nested
    class AClockSetBack {
        @Test
        void byLittleIsClamped() {
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 1);
                clock.forward(Duration.ofMinutes(-10));
                traffic.call("erp", 1);
                assertThat(ledger.meters().window(traffic.org())).isEqualTo(2);
                clock.forward(Duration.ofHours(24));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().window(traffic.org())).isEqualTo(1);
            }
        }

        @Test
        void afterAWrongJumpAYearAheadIsFollowed() {
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 3);
                var right = clock.instant();
                clock.forward(Duration.ofDays(365));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().window(traffic.org())).isZero();
                clock.set(right.plusSeconds(60));
                ledger.drain(Duration.ofSeconds(5));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().window(traffic.org())).isEqualTo(3);
                assertThat(ledger.meters().day(traffic.org())).isEqualTo(3);
            }
        }
    }

    @Test
    void aClosedLedgerLetsCallsPassAndRefusesImports() {
        var ledger = open();
        var traffic = new Traffic(ledger, clock);
        ledger.close();
        assertThat(traffic.call("erp", 1)).isEqualTo(Booking.GAP);
        var day = new HistoryDay(traffic.org(), 20_000, List.of(), List.of(), List.of());
        assertThatThrownBy(() -> ledger.replaceHistory(day)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aCallIsSettledOnceAndFinishedOnce() {
        try (var ledger = open()) {
            var traffic = new Traffic(ledger, clock);
            var call = traffic.begin("erp", 1).call();
            var ending = new Ending(0, 0, 0, Outcome.ANSWERED);
            assertThatThrownBy(() -> ledger.finish(call, ending))
                    .isInstanceOf(IllegalStateException.class);
            traffic.settle(call, 1, null);
            assertThatThrownBy(() -> traffic.settle(call, 1, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(call.intent().requestId());
        }
    }

    @Nested
    class AfterARestart {
        @Test
        void everythingCountsAsBefore() {
            int org;
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                org = traffic.org();
                traffic.call("erp", 7);
                clock.forward(Duration.ofMinutes(90));
                traffic.call("portal", 2);
                traffic.call(
                        "erp",
                        1,
                        new Sighting(org, clock.millis(), 100, 15_000, Sighting.Source.HEADER));
                traffic.call("erp", 1);
                ledger.remember(new TokenTrace("h4sh", org, 2, 3, clock.millis()));
                ledger.keep("org.00D", "known");
            }
            clock.forward(Duration.ofMinutes(1));
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                assertThat(ledger.meters().window(org)).isEqualTo(11);
                assertThat(ledger.meters().window(org, traffic.integration("erp"))).isEqualTo(9);
                assertThat(ledger.meters().day(org)).isEqualTo(11);
                assertThat(ledger.meters().usage(org).used()).isEqualTo(101);
                assertThat(ledger.tokens()).hasSize(1);
                assertThat(ledger.kept("org.00D")).contains("known");
                clock.forward(Duration.ofHours(22).plusMinutes(29));
                ledger.drain(Duration.ofSeconds(5));
                assertThat(ledger.meters().usage(org).used()).isEqualTo(94);
            }
            try (var ledger = open()) {
                assertThat(ledger.meters().usage(org).used()).isEqualTo(94);
                assertThat(ledger.meters().usage(org).agedOutSince()).isEqualTo(7);
            }
        }

        @Test
        void kindsAndNamesKeepTheirNumbers() {
            var kind = new CallKind(ApiFamily.REST, "66.0", "query", "", "query");
            int kindId;
            int user;
            try (var ledger = open()) {
                kindId = ledger.kindId(kind);
                user = ledger.id(Names.USER, "ada@example.com");
            }
            try (var ledger = open()) {
                assertThat(ledger.kindId(kind)).isEqualTo(kindId);
                assertThat(ledger.kind(kindId)).isEqualTo(kind);
                assertThat(ledger.id(Names.USER, "ada@example.com")).isEqualTo(user);
                assertThat(ledger.name(Names.USER, user)).isEqualTo("ada@example.com");
            }
        }
    }

    @Test
    void theOfficialDeveloperOrgHasExactlyOneCallLeftUntilFive() {
        try (var ledger = open()) {
            var traffic = new Traffic(ledger, clock);
            traffic.calls("erp", 14_500);
            clock.set(Instant.parse("2026-11-18T23:00:00Z"));
            traffic.calls("erp", 499);
            assertThat(ledger.meters().usage(traffic.org()).headroom(15_000)).isEqualTo(1);
            clock.set(Instant.parse("2026-11-19T04:59:59Z"));
            ledger.drain(Duration.ofSeconds(5));
            assertThat(ledger.meters().usage(traffic.org()).headroom(15_000)).isEqualTo(1);
            clock.set(Instant.parse("2026-11-19T05:00:00Z"));
            ledger.drain(Duration.ofSeconds(5));
            assertThat(ledger.meters().usage(traffic.org()).headroom(15_000)).isEqualTo(14_501);
            assertThat(ledger.reader().window(traffic.org(), clock.instant()))
                    .extracting(LedgerReader.Spent::charges)
                    .isEqualTo(List.of(499L));
        }
    }
}
