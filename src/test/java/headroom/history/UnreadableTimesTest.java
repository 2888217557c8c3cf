package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;

/// Rows whose time cannot be read do not keep others from the history.
class UnreadableTimesTest {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-19T05:00:00Z"));
    private static final String HIVE = "__HIVE_DEFAULT_PARTITION__";

    @TempDir private Path folder;

    private Path history() {
        return folder.resolve("history");
    }

    private History.Brought bring(String name, String... lines) throws IOException {
        try (var history = History.open(history(), NOW)) {
            var source = LogSource.of(LogText.write(folder, name, lines));
            var brought = history.bring(source, _ -> "acme", Callers.UNDECLARED);
            history.roll(null);
            return brought;
        }
    }

    @Test
    void aLineWithSuchATimeIsDamagedAndTheRestOfTheFileGoesIn() throws IOException {
        var brought =
                bring(
                        "export.csv",
                        LogText.OLD,
                        LogText.old("100000", "r1"),
                        LogText.old("100001", "r2").replace(".250", ".250Z"));

        assertThat(brought.rows()).isEqualTo(1);
        assertThat(brought.first())
                .containsExactly(new History.Damage(3, "it has no time that can be read"));
        assertThat(Files.readString(brought.aside().orElseThrow())).contains("r2");
    }

    @Test
    void aDayThatAnOlderReleaseTookIsLeftOutAndSwept() throws Exception {
        bring("a.csv", LogText.OLD, LogText.old("100000", "r1"));
        var path = "org=acme/type=ApiTotalUsage/day=" + HIVE + "/file-1-0.parquet";
        Files.createDirectories(history().resolve(path).getParent());
        Files.writeString(history().resolve(path), "no matter");
        try (var catalog =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + history().resolve(History.CATALOG));
                var statement = catalog.createStatement()) {
            statement.execute(
                    "insert into segments select '"
                            + path
                            + "', file, org, type, '"
                            + HIVE
                            + "', 1, 1, 0, 0 from segments");
            statement.execute("insert into days values ('acme', '" + HIVE + "', 1, 0, 0, '')");
        }
        try (var reader = HistoryReader.open(history())) {
            assertThat(reader.unnamedDays("acme", "ApiTotalUsage"))
                    .containsExactly(LocalDate.of(2026, 11, 18));
        }

        var brought = bring("b.csv", LogText.OLD, LogText.old("110000", "r2"));

        assertThat(brought.added()).isEqualTo(1);
        assertThat(history().resolve(path)).doesNotExist();
    }
}
