package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

/// Law 7: the books failing never stops a call. It passes, is counted in memory, and the gap is
/// marked.
class GapTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final HandClock clock = new HandClock("2026-11-18T12:00:00Z");

    private LedgerOptions options() {
        return LedgerOptions.at(folder.resolve("ledger.db"));
    }

    private Connection foreign() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + options().file());
    }

    @Test
    void callsPassAndCountWhileAnotherProgramLocksTheFile() throws Exception {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            traffic.call("erp", 1);
            ledger.drain(LIMIT);
            try (var other = foreign();
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                assertThat(traffic.call("erp", 2)).isEqualTo(Booking.GAP);
                assertThat(traffic.call("portal", 3)).isEqualTo(Booking.GAP);
                ledger.drain(LIMIT);
                assertThat(ledger.meters().window(traffic.org())).isEqualTo(6);
                assertThat(ledger.figures().fault()).contains("locked");
                statement.execute("rollback");
            }
            traffic.untilBooked("erp");
            ledger.drain(LIMIT);
            assertThat(ledger.figures().fault()).isEmpty();
        }
        assertGapIsMarked("locked");
    }

    @Test
    void aCallBegunBeforeTheGapIsCompletedAfterIt() throws Exception {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            var begun = traffic.begin("erp", 1);
            try (var other = foreign();
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                assertThat(traffic.settle(begun.call(), 1, null)).isEqualTo(Booking.GAP);
                statement.execute("rollback");
            }
            ledger.finish(begun.call(), new Ending(1, 2, 3, Outcome.ANSWERED));
            traffic.untilHealthy();
        }
        BooksCheck.agree(options().file());
        try (var ledger = Ledger.open(options(), clock)) {
            assertThat(ledger.figures().unsettledAtOpen()).isZero();
        }
    }

    /// The smaller file is full before the first fold, the larger one after it.
    @ParameterizedTest
    @ValueSource(ints = {200_000, 400_000, 600_000})
    void aFullFileTakesCallsAgainWhenOldOnesAreDeleted(int bytes) throws Exception {
        var small = options().withFileBytesMax(bytes);
        try (var ledger = Ledger.open(small, clock)) {
            var traffic = new Traffic(ledger, clock);
            var booked = 0;
            while (traffic.call("erp", 1) == Booking.COMMITTED) {
                booked++;
            }
            assertThat(booked).isGreaterThan(500);
            assertThat(ledger.figures().fault()).contains("full");
            clock.forward(Duration.ofDays(36));
            ledger.retain().get();
            traffic.untilBooked("erp");
            assertThat(ledger.meters().window(traffic.org())).isPositive();
        }
        try (var reader = LedgerReader.open(small.file())) {
            assertThat(reader.gaps()).isNotEmpty();
            assertThat(reader.gaps().getLast().cause()).contains("full");
        }
    }

    @Test
    void beyondTheQueueCallsPassUncommittedAndCount() throws Exception {
        try (var ledger = Ledger.open(options().withQueueMax(10), clock)) {
            var traffic = new Traffic(ledger, clock);
            var bookings = new CopyOnWriteArrayList<Booking>();
            var calls = new CopyOnWriteArrayList<OpenCall>();
            traffic.whileTheWriterIsHeld(() -> {
                for (var i = 0; i < 50; i++) {
                    calls.add(
                            ledger.intend(traffic.intent("erp", 1), Runnable::run, bookings::add));
                }
            });
            ledger.drain(LIMIT);
            assertThat(bookings).hasSize(50);
            assertThat(bookings.stream().filter(Booking.COMMITTED::equals)).hasSize(10);
            calls.forEach(call -> traffic.settle(call, 1, null));
            ledger.drain(LIMIT);
            assertThat(ledger.meters().window(traffic.org())).isEqualTo(50);
            assertThat(ledger.figures().gapCalls()).isEqualTo(40);
        }
        assertGapIsMarked("behind");
    }

    @Test
    void nobodyWaitsLongerThanThePatienceForADiskThatHangs() throws Exception {
        try (var ledger = Ledger.open(options().withPatience(Duration.ofMillis(20)), clock)) {
            var traffic = new Traffic(ledger, clock);
            traffic.call("erp", 1);
            try (var other = foreign();
                    var statement = other.createStatement()) {
                statement.execute("begin exclusive");
                assertThat(traffic.begin("erp", 1).booking()).isEqualTo(Booking.GAP);
                statement.execute("rollback");
            }
            traffic.untilBooked("erp");
        }
    }

    @Test
    void whatAGapHeldInMemoryIsThereAfterARestart() throws Exception {
        int org;
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            org = traffic.org();
            traffic.call("erp", 1);
            try (var other = foreign();
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                traffic.call("erp", 5);
                statement.execute("rollback");
            }
            traffic.untilBooked("erp");
        }
        try (var ledger = Ledger.open(options(), clock)) {
            assertThat(ledger.meters().window(org)).isGreaterThanOrEqualTo(7);
            clock.forward(Duration.ofDays(1));
            ledger.drain(LIMIT);
            assertThat(ledger.meters().window(org)).isZero();
        }
    }

    private void assertGapIsMarked(String cause) {
        try (var reader = LedgerReader.open(options().file())) {
            assertThat(reader.gaps()).isNotEmpty();
            assertThat(reader.gaps().getLast().calls()).isPositive();
            assertThat(reader.gaps().getLast().cause()).contains(cause);
        }
    }
}
