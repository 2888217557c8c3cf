package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.EventLogOptions;
import headroom.emulator.Tally;
import headroom.emulator.http.Fault;
import headroom.history.Callers;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LedgerReader.By;
import headroom.ledger.Names;
import headroom.watch.Credentials.ClientSecret;
import headroom.watch.LogEntry.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Event logs from an org in a box to history and ledger, over HTTP.
class LogRoundTest {
    private static final Instant MORNING = Instant.parse("2026-11-18T06:00:00Z");
    private static final LogOptions FILES =
            new LogOptions(List.of("ApiTotalUsage"), true, false, 240);
    private static final List<String> APPS = List.of("erp", "crm", "bi");

    @TempDir private Path folder;

    private final EmulatorClock clock = EmulatorClock.standingAt(MORNING);
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Map<String, OrgDoor> doors = new TreeMap<>();
    private EventLogOptions logs = EventLogOptions.DEFAULTS;
    private List<Fault> faults = List.of();

    @AfterEach
    void close() throws Exception {
        for (var part : parts.reversed()) {
            part.close();
        }
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.add(part);
        return part;
    }

    private Emulator emulator() {
        var users = new ArrayList<EmulatorUser>();
        var clients = new ArrayList<EmulatorClient>();
        for (var app : List.of("erp", "crm", "bi", "headroom")) {
            users.add(new EmulatorUser(app + "@acme.test", "p"));
            clients.add(new EmulatorClient(app, "s", app, app + "@acme.test", null));
        }
        var emulator =
                with(
                        Emulator.start(
                                EmulatorOptions.defaults()
                                        .withClock(clock)
                                        .withSessionLife(Duration.ofDays(30))
                                        .withUsers(users)
                                        .withClients(clients)
                                        .withFaults(1, faults)
                                        .withEventLogs(logs)));
        for (var client : clients) {
            doors.put(
                    client.id(),
                    with(
                            new OrgDoor(
                                    URI.create(emulator.url()),
                                    new ClientSecret(client.id(), () -> "s"))));
        }
        return emulator;
    }

    private Ledger ledger() {
        return with(Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock));
    }

    private HistoryTurns turns(Ledger ledger) {
        return new HistoryTurns(folder.resolve("history"), ledger, clock, Callers.UNDECLARED);
    }

    private LogRound round(Ledger ledger, LogOptions options) {
        return new LogRound(
                "acme",
                folder.resolve("logs"),
                doors.get("headroom"),
                turns(ledger),
                options,
                clock);
    }

    private LogBook book() throws IOException {
        return LogBook.read(folder.resolve("logs"));
    }

    /// So many calls of each, over some minutes.
    private void traffic(int calls) throws Exception {
        for (var i = 0; i < calls; i++) {
            for (var app : APPS) {
                var path = i % 5 == 0 ? "/sobjects/Account/001" : "/limits";
                doors.get(app).get(OrgDoor.data(path));
            }
            clock.step(Duration.ofSeconds(7));
        }
    }

    private static Map<String, Long> charges(Map<String, Tally> books, String suffix) {
        var sums = new TreeMap<String, Long>();
        for (var app : APPS) {
            sums.put(app + suffix, books.get(app + suffix).charge());
        }
        return sums;
    }

    private Map<String, Long> booked(Ledger ledger, By by) {
        try (var reader = ledger.reader()) {
            var sums = new TreeMap<String, Long>();
            reader
                    .heaviest(
                            by,
                            ledger.id(Names.ORG, "acme"),
                            MORNING.minusSeconds(7200),
                            MORNING.plus(Duration.ofDays(9)),
                            100)
                    .stream()
                    .filter(one -> !one.name().startsWith("headroom"))
                    .forEach(one -> sums.put(one.name(), one.charges()));
            return sums;
        }
    }

    @Test
    void hourlyThenDailyThenAFileMadeAnewCountWhatTheOrgsOwnBooksCount() throws Exception {
        logs = logs.withLate(0.3, Duration.ofHours(5));
        var emulator = emulator();
        var ledger = ledger();
        var round = round(ledger, FILES);
        traffic(40);
        clock.set(MORNING.plus(Duration.ofMinutes(70)));
        traffic(30);
        var byClient = charges(emulator.books().byClient(), "");
        var byUser = charges(emulator.books().byUser(), "@acme.test");

        clock.set(MORNING.plus(Duration.ofMinutes(250)));
        var hourly = round.run(_ -> {});
        var early = booked(ledger, By.INTEGRATION);
        clock.set(MORNING.plus(Duration.ofHours(12)));
        var late = round.run(_ -> {});

        assertThat(hourly.brought()).isEqualTo(1);
        assertThat(early.get("erp")).isPositive().isLessThan(40);
        assertThat(late.brought()).isEqualTo(4);
        assertThat(booked(ledger, By.INTEGRATION)).isEqualTo(byClient);

        clock.set(Instant.parse("2026-11-19T04:00:00Z"));
        assertThat(round.run(_ -> {}).brought()).isPositive();
        assertThat(booked(ledger, By.INTEGRATION)).isEqualTo(byClient);

        clock.set(Instant.parse("2026-11-19T09:00:00Z"));
        assertThat(round.run(_ -> {}).brought()).isPositive();
        assertThat(booked(ledger, By.INTEGRATION)).isEqualTo(byClient);
        assertThat(booked(ledger, By.USER)).isEqualTo(byUser);
        assertThat(round.run(_ -> {}).brought()).isZero();
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.csv");
    }

    @Test
    void aFileThatBreaksOffIsNotTakenAndFetchedWholeNextTime() throws Exception {
        faults =
                List.of(
                        Fault.below(
                                        "/services/data/v66.0/sobjects/EventLogFile",
                                        1,
                                        new Fault.ResetMidBody())
                                .times(1));
        emulator();
        var ledger = ledger();
        var round = round(ledger, FILES);
        traffic(20);
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));

        var broken = round.run(_ -> {});

        assertThat(broken.brought()).isZero();
        assertThat(broken.troubles()).singleElement().asString().contains("ApiTotalUsage-2026");
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.{csv,part}");
        assertThat(round.run(_ -> {}).brought()).isZero();
        clock.step(Duration.ofMinutes(5));
        assertThat(round.run(_ -> {}).brought()).isEqualTo(1);
        assertThat(booked(ledger, By.INTEGRATION)).containsEntry("erp", 20L);
        // A login, three lists, the file twice.
        assertThat(book().spent(clock.instant())).isEqualTo(6);
    }

    @Test
    void neverSpendsMoreThanItsBudget() throws Exception {
        emulator();
        var ledger = ledger();
        traffic(3);
        for (var hour = 1; hour < 12; hour++) {
            clock.set(MORNING.plus(Duration.ofHours(hour)));
            traffic(1);
        }
        clock.set(MORNING.plus(Duration.ofHours(17)));
        var round = round(ledger, new LogOptions(List.of("ApiTotalUsage"), true, false, 5));

        var first = round.run(_ -> {});
        assertThat(first.brought()).isLessThanOrEqualTo(4);
        assertThat(first.troubles()).containsExactly("the 5 calls a day for event logs are spent");
        var waiting = book().entries().stream().filter(it -> it.state() == State.WAITING).count();
        assertThat(waiting).isPositive();
        assertThat(book().spent(clock.instant())).isEqualTo(5);
        var second = round.run(_ -> {});
        assertThat(second.brought()).isZero();
        assertThat(second.troubles()).isEmpty();
        assertThat(book().spent(clock.instant())).isEqualTo(5);
    }

    @Test
    void aDayThatNobodyFetchedInTimeIsAGapForGood() throws Exception {
        logs =
                logs.withMonitoring(false)
                        .withTimes(Duration.ofHours(3), Duration.ofHours(3), Duration.ofDays(1));
        emulator();
        var round = round(ledger(), FILES);
        for (var day = 0; day < 4; day++) {
            clock.set(MORNING.plus(Duration.ofDays(day)));
            traffic(2);
            // On the morning of the third day nobody looks, and the second day's file goes.
            if (day != 2) {
                round.run(_ -> {});
            }
        }

        assertThat(gaps()).containsExactly("2026-11-19 may come");
        clock.set(MORNING.plus(Duration.ofDays(5)));
        round.run(_ -> {});
        assertThat(gaps())
                .containsExactly(
                        "2026-11-19 is lost", "2026-11-21 may come", "2026-11-22 may come");
    }

    private List<String> gaps() throws IOException {
        return LogGap.read(
                        folder.resolve("logs"), folder.resolve("history"), "acme", clock.instant())
                .stream()
                .map(gap -> gap.day() + (gap.mayCome() ? " may come" : " is lost"))
                .toList();
    }

    @Test
    void saysThatAFileIsGone() throws Exception {
        logs =
                logs.withMonitoring(false)
                        .withTimes(Duration.ofHours(3), Duration.ofHours(3), Duration.ofDays(1));
        faults =
                List.of(
                        Fault.below(
                                        "/services/data/v66.0/sobjects/EventLogFile",
                                        1,
                                        new Fault.Status(
                                                404,
                                                "application/json",
                                                "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The"
                                                        + " requested resource does not"
                                                        + " exist\"}]"))
                                .times(1));
        emulator();
        var round = round(ledger(), FILES);
        traffic(2);
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));

        assertThat(round.run(_ -> {}).troubles())
                .containsExactly("ApiTotalUsage-2026-11-18.csv: the org has it no more");
        assertThat(book().entries()).extracting(LogEntry::state).containsExactly(State.LOST);
    }

    @Test
    void saysWhichPermissionIsMissing() {
        faults =
                List.of(
                        Fault.below(
                                "/services/data/v66.0/query",
                                1,
                                new Fault.Status(
                                        400,
                                        "application/json",
                                        "[{\"errorCode\":\"INVALID_TYPE\",\"message\":\"sObject"
                                                + " type 'EventLogFile' is not supported.\"}]")));
        emulator();
        var round = round(ledger(), FILES);

        assertThatThrownBy(() -> round.run(_ -> {}))
                .isInstanceOf(CallRefused.class)
                .hasMessageContaining("View Event Log Files");
    }

    @Test
    void whatAKilledRoundHadFetchedIsBroughtWithoutAskingAgain() throws Exception {
        var emulator = emulator();
        var ledger = ledger();
        traffic(4);
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));
        var file =
                LogList.of(
                                doors.get("headroom"),
                                List.of("ApiTotalUsage"),
                                Optional.empty(),
                                _ -> {})
                        .stream()
                        .filter(it -> !it.identity().isHourly())
                        .findFirst()
                        .orElseThrow();
        var logFolder = Files.createDirectories(folder.resolve("logs"));
        LogFetch.fetch(
                doors.get("headroom"), file, logFolder.resolve(file.id() + ".csv"), () -> false);
        var before = emulator.books().totalCalls();

        assertThat(round(ledger, FILES).run(_ -> {}).brought()).isEqualTo(1);

        assertThat(emulator.books().totalCalls() - before).isEqualTo(1);
        assertThat(booked(ledger, By.INTEGRATION)).containsEntry("bi", 4L);
    }

    @Test
    void whatSoqlTellsSoonIsNotCountedAgainWithTheFile() throws Exception {
        logs = logs.withMonitoring(false);
        var emulator = emulator();
        var ledger = ledger();
        var round = round(ledger, LogOptions.DEFAULTS);
        traffic(40);
        clock.set(MORNING.plus(Duration.ofMinutes(20)));
        round.run(_ -> {});
        var byUser = charges(emulator.books().byUser(), "@acme.test");
        assertThat(booked(ledger, By.USER)).isEqualTo(byUser);

        traffic(15);
        clock.step(Duration.ofMinutes(30));
        round.run(_ -> {});
        var all = charges(emulator.books().byUser(), "@acme.test");
        assertThat(booked(ledger, By.USER)).isEqualTo(all);
        assertThat(all.get("erp@acme.test")).isEqualTo(55);

        clock.set(Instant.parse("2026-11-19T04:00:00Z"));
        assertThat(round.run(_ -> {}).brought()).isEqualTo(1);
        assertThat(booked(ledger, By.USER)).isEqualTo(all);
        assertThat(booked(ledger, By.INTEGRATION))
                .isEqualTo(charges(emulator.books().byClient(), ""));
    }
}
