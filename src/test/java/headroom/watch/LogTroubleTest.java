package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.http.Fault;
import headroom.history.Callers;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
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

/// Event logs of an org, or of a disk, with which something is wrong.
class LogTroubleTest {
    private static final Instant MORNING = Instant.parse("2026-11-18T06:00:00Z");
    private static final LogOptions FILES =
            new LogOptions(List.of("ApiTotalUsage"), true, false, 240);

    @TempDir private Path folder;

    private final EmulatorClock clock = EmulatorClock.standingAt(MORNING);
    private final List<AutoCloseable> parts = new ArrayList<>();
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

    private OrgDoor start() {
        var emulator =
                with(
                        Emulator.start(
                                EmulatorOptions.defaults()
                                        .withClock(clock)
                                        .withSessionLife(Duration.ofDays(30))
                                        .withFaults(1, faults)));
        return with(
                new OrgDoor(URI.create(emulator.url()), new ClientSecret("headroom", () -> "s")));
    }

    private LogStore history() {
        var ledger = with(Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock));
        return new HistoryTurns(folder.resolve("history"), ledger, clock, Callers.UNDECLARED);
    }

    private LogRound round(OrgDoor door, LogOptions options) {
        return new LogRound("acme", folder.resolve("logs"), door, history(), options, clock);
    }

    private LogBook book() throws IOException {
        return LogBook.read(folder.resolve("logs"));
    }

    private static Fault listing(String rows, String next) {
        var body =
                "{\"done\":false,\"nextRecordsUrl\":\"" + next + "\",\"records\":[" + rows + "]}";
        return query(new Fault.Status(200, "application/json", body));
    }

    private static Fault query(Fault.Status answer) {
        return Fault.below("/services/data/v66.0/query", 1, answer).times(1);
    }

    private static String row(String id, String type, int sequence, String path) {
        return """
        {"Id":"%s","EventType":"%s","LogDate":"2026-11-17T05:00:00.000+0000","Interval":"Hourly",
        "Sequence":%d,"CreatedDate":"2026-11-18T03:00:00.000+0000","LogFileLength":9.0,
        "LogFile":"%s"}
        """
                .formatted(id, type, sequence, path);
    }

    @Test
    void rowsThatWouldNameOtherFilesThanOfTheOrgArePassedOver() throws Exception {
        var path = "/services/data/v66.0/sobjects/EventLogFile/0AT000000000001GAA/LogFile";
        faults =
                List.of(
                        listing(
                                String.join(
                                        ",",
                                        row("../../x", "ApiTotalUsage", 1, path),
                                        row("/tmp/x", "ApiTotalUsage", 2, path),
                                        row("0AT000000000001GAA", "../../Api", 3, path),
                                        row("0AT000000000001GAA", "ApiTotalUsage", -4, path)),
                                ""));
        var round = round(start(), FILES);

        assertThat(round.run(_ -> {}).troubles())
                .containsExactly(
                        "the org lists event logs that are none, such as 'ApiTotalUsage ../../x';"
                                + " they are passed over");
        assertThat(book().entries()).isEmpty();
    }

    @Test
    void theSessionIsSentToNoOtherAddressThanTheOrgs() throws Exception {
        var row = row("0AT000000000001GAA", "ApiTotalUsage", 1, "//127.0.0.1:9/services/x");
        faults =
                List.of(
                        listing("", "http://127.0.0.1:9/services/data/v66.0/query/01g-2000"),
                        listing(row, ""));
        var round = round(start(), FILES);

        assertThatThrownBy(() -> round.run(_ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("the org names an address that is none of its own");
        assertThat(round.run(_ -> {}).troubles())
                .containsExactly(
                        "ApiTotalUsage-2026-11-17T05-1.csv: the org names an address that is none"
                                + " of its own");
    }

    @Test
    void whatTheDiskRefusesIsTriedAgainWithoutAskingTheOrg() throws Exception {
        var door = start();
        door.get(OrgDoor.data("/limits"));
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));
        var round = round(door, FILES);
        var inTheWay = Files.createDirectories(folder.resolve("history")).resolve("org=acme");
        Files.createFile(inTheWay);

        var failed = round.run(_ -> {});

        assertThat(failed.brought()).isZero();
        assertThat(failed.troubles()).singleElement().asString().endsWith("it is tried again");
        assertThat(book().entries()).extracting(LogEntry::state).containsOnly(State.WAITING);
        assertThat(folder.resolve("logs")).isDirectoryContaining("glob:**.csv");

        Files.delete(inTheWay);
        clock.step(Duration.ofMinutes(5));
        var sent = door.sent();
        assertThat(round.run(_ -> {}).brought()).isEqualTo(1);
        // The list alone.
        assertThat(door.sent() - sent).isEqualTo(1);
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.csv");
    }

    @Test
    void aBusyOrgsObjectIsReadNextTimeFromWhereItWas() throws Exception {
        clock.set(MORNING.plusNanos(123_456));
        var spent = "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"No.\"}]";
        faults =
                List.of(
                        listing("", ""),
                        query(new Fault.Status(503, "text/html", "busy")),
                        listing("", ""),
                        query(new Fault.Status(403, "application/json", spent)),
                        listing("", ""));
        var round = round(start(), LogOptions.DEFAULTS);

        assertThat(round.run(_ -> {}).troubles()).singleElement().asString().contains("503");
        assertThat(book().objectUntil()).isEqualTo(Instant.EPOCH);
        assertThat(round.run(_ -> {}).troubles()).singleElement().asString().contains("spent");
        assertThat(book().objectTrouble()).isEmpty();
        assertThat(round.run(_ -> {}).troubles()).isEmpty();
        assertThat(book().objectUntil()).isEqualTo(MORNING.minus(Duration.ofMinutes(5)));
    }

    @Test
    void hoursAreFetchedWhenTheirDayIsLost() throws Exception {
        var path = "/services/data/v66.0/sobjects/EventLogFile/0AT00000000000%dGAA/LogFile";
        var hour = row("0AT000000000001GAA", "ApiTotalUsage", 1, path.formatted(1));
        var day = row("0AT000000000002GAA", "ApiTotalUsage", 0, path.formatted(2));
        faults = List.of(listing(hour + "," + day.replace("Hourly", "Daily"), ""));
        var round = round(start(), FILES);

        assertThat(round.run(_ -> {}).troubles())
                .containsExactly("ApiTotalUsage-2026-11-17.csv: the org has it no more");
        assertThat(round.run(_ -> {}).troubles())
                .containsExactly("ApiTotalUsage-2026-11-17T05-1.csv: the org has it no more");
    }
}
