package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// A ledger into which Headroom once booked usage files call by call, and the history of the same
/// day: no call counts twice.
class OldImportsTest {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-18T13:00:00Z"));

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void takeTheLedgerOfVersionOne() throws Exception {
        file = folder.resolve("ledger.db");
        try (var fixture = Ledger.class.getResourceAsStream("ledger-v1.db")) {
            Files.copy(fixture, file);
        }
    }

    /// The call that is in the ledger as "q1", and others.
    private Path log(String name, String... requests) throws Exception {
        var text = new StringBuilder(LogText.OLD);
        for (var request : requests) {
            text.append(LogText.old("121400", request).replace(",erp,", ",bi,"));
        }
        return LogText.write(folder, name, text.toString());
    }

    private Map<String, Long> day(Path... logs) throws Exception {
        try (var history = History.open(folder.resolve("history"), NOW);
                var ledger = Ledger.open(LedgerOptions.at(file), NOW);
                var reader = ledger.reader()) {
            var org = reader.orgs().getFirst();
            for (var log : logs) {
                history.bring(LogSource.of(log), _ -> org.name(), Callers.UNDECLARED);
            }
            history.roll(reader);
            history.book(ledger);
            var sums = new TreeMap<String, Long>();
            reader.day(ledger.id(Names.ORG, org.name()), NOW.instant())
                    .forEach(spent -> sums.put(spent.name(), spent.charges()));
            return sums;
        }
    }

    @Test
    void countsOnceWhatItHoldsCallByCall() throws Exception {
        assertThat(day(log("a.csv", "q1", "r2"))).containsEntry("bi", 7L + 1);
    }

    @Test
    void countsOnceWhatItHoldsNothingButSumsOf() throws Exception {
        assertThat(day(log("a.csv", "q1"))).containsEntry("bi", 7L);
        try (var ledger = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = ledger.createStatement()) {
            // As retention does after 35 days.
            statement.executeUpdate("delete from imported");
        }

        assertThat(day(log("b.csv", "q1", "r2", "r3"))).containsEntry("bi", 7L + 2);
    }
}
