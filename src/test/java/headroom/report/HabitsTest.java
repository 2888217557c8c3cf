package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import headroom.history.Callers;
import headroom.history.History;
import headroom.history.LogSource;
import headroom.ledger.Ending;
import headroom.ledger.Intent;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LedgerReader;
import headroom.ledger.Names;
import headroom.ledger.Outcome;
import headroom.ledger.Settlement;
import headroom.report.Habit.Basis;
import headroom.report.Habit.Confidence;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Habits found in imported logs.
class HabitsTest {
    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final String HEADER =
            "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,"
                    + "API_RESOURCE,HTTP_METHOD,COUNTS_AGAINST_API_LIMIT,ENTITY_NAME,STATUS_CODE,"
                    + "CONNECTED_APP_NAME,USER_NAME\n";

    @TempDir private Path folder;
    private final StringBuilder log = new StringBuilder(HEADER);
    private int number;

    private void call(Instant at, String app, String method, String path, int status) {
        log.append("ApiTotalUsage,").append(STAMP.format(at)).append(",r").append(number++);
        log.append(",00D000000000001,005,REST,66.0,").append(path).append(',').append(method);
        log.append(",1,,").append(status).append(',').append(app).append(',').append(app);
        log.append("@acme.test\n");
    }

    private List<Habit> habits(int days, int callsMax) throws IOException {
        Files.writeString(folder.resolve("log.csv"), log);
        var clock = InstantSource.fixed(START.plus(Duration.ofDays(days)));
        try (var history = History.open(folder.resolve("history"), clock);
                var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock)) {
            history.bring(LogSource.of(folder.resolve("log.csv")), _ -> "acme", Callers.UNDECLARED);
            history.roll(null);
            history.book(ledger);
        }
        return find(days, callsMax);
    }

    private List<Habit> find(int days, int callsMax) {
        var range = ReportRange.of(START, START.plus(Duration.ofDays(days)));
        try (var reader = LedgerReader.open(folder.resolve("ledger.db"));
                var facts = new Facts(reader, folder.resolve("history"), "acme", range)) {
            return new Habits(facts, callsMax).find(START.plus(Duration.ofDays(days)), 10);
        }
    }

    @Test
    void tellsTheSameThingFromDifferentOnesByThePath() throws IOException {
        for (var i = 0; i < 600; i++) {
            var at = START.plusSeconds(i);
            call(at, "poller", "GET", "/v66.0/jobs/ingest/7500000000000AA", 200);
            call(at, "many", "GET", "/v66.0/jobs/ingest/75000000000%03d".formatted(i % 30), 200);
            call(
                    at,
                    "same",
                    "GET",
                    "/v66.0/sobjects/Account/001000000000%03d".formatted(i % 2),
                    200);
            call(at, "each", "GET", "/v66.0/sobjects/Account/001000000000%03d".formatted(i), 200);
            call(at, "pages", "GET", "/v66.0/query/01g00000000000A-" + (i % 20 + 1) * 250, 200);
            call(at, "fails", "GET", "/v66.0/sobjects/Account/001000000000%03d".formatted(i), 404);
        }

        var habits = habits(1, Habits.CALLS_MAX);

        assertThat(habits)
                .extracting(Habit::integration, Habit::kind, Habit::charges, Habit::savesPerDay)
                .containsExactlyInAnyOrder(
                        // A poll each 30 s of 599 s, and one more.
                        tuple("poller", HabitKind.POLLS, 600L, 579L),
                        // The first of each in five minutes stays: 2 things, 2 times.
                        tuple("same", HabitKind.SAME_READS, 596L, 596L),
                        tuple("each", HabitKind.SINGLE_READS, 600L, 590L),
                        // 600 pages of 250 rows are 75 of 2,000.
                        tuple("pages", HabitKind.SMALL_PAGES, 600L, 525L),
                        // The first failure is no repetition; then one in ten minutes stays.
                        tuple("fails", HabitKind.FAILURES, 599L, 598L));
        assertThat(habits).allMatch(habit -> habit.confidence() == Confidence.HIGH);
        assertThat(habits)
                .as("no charge is saved twice")
                .allMatch(habit -> habit.savesPerDay() <= habit.chargesPerDay());
    }

    @Test
    void reckonsALargeRangeFromSomeOfItsHoursAndAnOldOneFromItsSums() throws IOException {
        for (var hour = 0; hour < 72; hour++) {
            for (var i = 0; i < 300; i++) {
                var at = START.plusSeconds(hour * 3600L + i * 10L);
                var lead = "/v66.0/sobjects/Lead/00Q000000%03d%03d".formatted(hour, i);
                call(at, "crm", "PATCH", lead, 204);
            }
        }

        var whole = habits(3, Habits.CALLS_MAX).getFirst();
        var some = find(3, 2_000).getFirst();
        var sums = find(3, 0).getFirst();

        assertThat(whole.basis()).isEqualTo(Basis.ALL_CALLS);
        assertThat(whole.chargesPerDay()).isEqualTo(7_200);
        assertThat(whole.savesPerDay()).isEqualTo(24 * 250);
        assertThat(some.basis()).isEqualTo(Basis.SOME_HOURS);
        assertThat(some.confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(some.chargesPerDay()).isEqualTo(7_200);
        assertThat(some.savesPerDay()).isEqualTo(24 * 250);
        assertThat(sums.basis()).isEqualTo(Basis.HOUR_SUMS);
        assertThat(sums.savesPerDay()).isEqualTo(24 * 240);
        assertThat(sums.first()).isEqualTo(START);
    }

    @Test
    void takesTheRowsOfAPageFromTheLogThatHasThem() throws IOException {
        var rows =
                new StringBuilder(
                        "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,URI,METHOD,"
                                + "STATUS_CODE,ROWS_PROCESSED\n");
        for (var i = 0; i < 100; i++) {
            var at = START.plusSeconds(i * 30L);
            rows.append("RestApi,").append(STAMP.format(at)).append(",r").append(number);
            rows.append(",00D000000000001,005,/v66.0/query/01g00000000000A,GET,200,100\n");
            call(at, "bi", "GET", "/v66.0/query/01g00000000000A", 200);
        }
        Files.writeString(folder.resolve("rest.csv"), rows);
        try (var history = History.open(folder.resolve("history"), InstantSource.fixed(START))) {
            history.bring(
                    LogSource.of(folder.resolve("rest.csv")), _ -> "acme", Callers.UNDECLARED);
        }

        var pages = habits(1, Habits.CALLS_MAX).getFirst();

        assertThat(pages.kind()).isEqualTo(HabitKind.SMALL_PAGES);
        // 10,000 rows are five pages of 2,000.
        assertThat(pages.charges()).isEqualTo(100);
        assertThat(pages.savesPerDay()).isEqualTo(95);
    }

    /// As an org counts that charges each subrequest.
    @Test
    void findsBatchesThatSaveNothing() throws Exception {
        var clock = InstantSource.fixed(START.plusSeconds(3600));
        try (var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock)) {
            var kind =
                    ledger.kindId(
                            new CallKind(ApiFamily.REST, "66.0", "composite/batch", "", "batch"));
            for (var i = 0; i < 100; i++) {
                var call =
                        ledger.intend(
                                new Intent(
                                        "r" + i,
                                        clock.millis(),
                                        ledger.id(Names.ORG, "acme"),
                                        ledger.id(Names.INTEGRATION, "packs"),
                                        0,
                                        kind,
                                        5,
                                        false),
                                Runnable::run,
                                _ -> {});
                var settlement = new Settlement(200, 5, null, Outcome.ANSWERED);
                var ending = new Ending(800, 900, 5, Outcome.ANSWERED);
                ledger.settleWhole(call, settlement, ending, Runnable::run, _ -> {});
            }
            ledger.drain(Duration.ofSeconds(10));
        }

        var batches = find(1, Habits.CALLS_MAX).getFirst();

        assertThat(batches.kind()).isEqualTo(HabitKind.BATCHES);
        assertThat(batches.charges()).isEqualTo(500);
        assertThat(batches.savesPerDay()).isEqualTo(400);
    }

    @Test
    void findsNothingWhereWorkIsGathered() throws IOException {
        for (var minute = 0; minute < 1440; minute++) {
            var at = START.plusSeconds(minute * 60L);
            call(at, "good", "POST", "/v66.0/composite/sobjects", 200);
            call(at, "good", "GET", "/v66.0/query", 200);
            call(at.plusSeconds(20), "good", "GET", "/v66.0/jobs/ingest/7500000000000AA", 200);
            call(at.plusSeconds(50), "good", "GET", "/v66.0/jobs/ingest/7500000000000AA", 200);
            call(at, "good", "GET", "/v66.0/query/01g00000000000A-2000", 200);
            if (minute % 5 == 0) {
                call(at, "good", "GET", "/v66.0/limits", 200);
            }
            if (minute % 60 == 0) {
                call(at, "good", "GET", "/v66.0/sobjects/Account/describe", 200);
                call(at, "good", "GET", "/v66.0/sobjects/Account/001000000000001", 404);
            }
        }

        assertThat(habits(1, Habits.CALLS_MAX)).isEmpty();
    }
}
