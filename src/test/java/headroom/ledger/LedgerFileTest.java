package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

class LedgerFileTest {
    @TempDir Path folder;

    private final HandClock clock = new HandClock("2026-11-18T12:00:00Z");

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private Ledger open() {
        return Ledger.open(LedgerOptions.at(file()), clock);
    }

    private void assertRefused(Path path, String... words) {
        assertThatThrownBy(() -> Ledger.open(LedgerOptions.at(path), clock).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContainingAll(words);
    }

    private void execute(Path path, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Nested
    class IsNotOpened {
        @Test
        void whenItsFolderIsMissing() {
            assertRefused(folder.resolve("nowhere/ledger.db"), "folder", "does not exist");
        }

        @Test
        void whenItIsAFolder() {
            assertRefused(folder, "is a folder");
        }

        @Test
        void whenItIsNoDatabase() throws Exception {
            Files.writeString(file(), "To whom it may concern, this is a letter. ".repeat(50));
            assertRefused(file(), "is not a SQLite database", "ledger.db");
        }

        @Test
        void whenItIsAnotherDatabase() throws Exception {
            execute(file(), "create table recipes (name text)");
            assertRefused(file(), "not a ledger");
        }

        @Test
        void whenANewerProgramWroteIt() throws Exception {
            open().close();
            execute(file(), "pragma user_version = 99");
            assertRefused(file(), "version 99", "start a newer Headroom");
        }

        @Test
        void whenAnotherGatewayWritesIt() {
            try (var _ = open()) {
                assertRefused(
                        file(),
                        "is being written by process " + ProcessHandle.current().pid(),
                        "stop that one first");
            }
            open().close();
        }

        @Test
        void whenItsPlaceCannotBeWritten() {
            assertRefused(Path.of("/proc/ledger.db"), "permissions");
        }
    }

    @Nested
    class ABackup {
        @Test
        void isMadeWhileTheLedgerRunsAndCountsTheSame() {
            var copy = folder.resolve("backup.db");
            int org;
            try (var ledger = open()) {
                var traffic = new Traffic(ledger, clock);
                org = traffic.org();
                traffic.call("erp", 3);
                ledger.backup(copy);
                traffic.call("erp", 1);
            }
            var restored = folder.resolve("restored.db");
            Ledger.restore(copy, restored);
            try (var ledger = Ledger.open(LedgerOptions.at(restored), clock)) {
                assertThat(ledger.meters().window(org)).isEqualTo(3);
            }
        }

        @Test
        void replacesNothingUnasked() {
            var copy = folder.resolve("backup.db");
            try (var ledger = open()) {
                ledger.backup(copy);
                assertThatThrownBy(() -> ledger.backup(copy)).hasMessageContaining("exists");
                assertThatThrownBy(() -> Ledger.restoreOver(copy, file()))
                        .hasMessageContaining("is being written by");
            }
            assertThatThrownBy(() -> Ledger.restore(copy, file()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("a ledger exists at");
            Ledger.restoreOver(copy, file());
            open().close();
        }

        @Test
        void isNotPutBackWhenItIsDamaged() throws Exception {
            var copy = folder.resolve("backup.db");
            try (var ledger = open()) {
                new Traffic(ledger, clock).calls("erp", 3000);
                ledger.backup(copy);
            }
            var bytes = Files.readAllBytes(copy);
            for (var at = 3 * LedgerFile.PAGE_BYTES; at < bytes.length; at += 11) {
                bytes[at] ^= 0x55;
            }
            Files.write(copy, bytes);
            assertThatThrownBy(() -> Ledger.restore(copy, folder.resolve("new.db")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("damaged");
            assertThat(folder.resolve("new.db")).doesNotExist();
        }
    }

    @Test
    void aLedgerOfVersionOneIsReadToday() throws Exception {
        try (var fixture = getClass().getResourceAsStream("ledger-v1.db")) {
            Files.copy(fixture, file());
        }
        clock.set(java.time.Instant.parse("2026-11-18T13:00:00Z"));
        try (var before = LedgerReader.open(file())) {
            var org = before.orgs().getFirst().id();
            assertThat(before.usage(org, clock.instant()).used()).isEqualTo(4_197);
            assertThat(before.limits(org, clock.instant(), clock.instant())).isEmpty();
        }
        try (var ledger = open();
                var reader = ledger.reader()) {
            var traffic = new Traffic(ledger, clock);
            assertThat(ledger.meters().window(traffic.org())).isEqualTo(13);
            assertThat(ledger.meters().usage(traffic.org()).used()).isEqualTo(4_197);
            assertThat(ledger.figures().unsettledAtOpen()).isEqualTo(1);
            assertThat(reader.importedDays()).isEqualTo(1);
            assertThat(ledger.tokens()).hasSize(1);
            assertThat(ledger.kept("org.00D")).contains("known");
        }
        BooksCheck.agree(file());
    }

    @Test
    void whatIsOlderThanItIsKeptIsDeletedAndItsPagesUsedAgain() throws Exception {
        var kept =
                LedgerOptions.at(file())
                        .withKept(Duration.ofDays(2), Duration.ofDays(2), Duration.ofDays(4));
        try (var ledger = Ledger.open(kept, clock)) {
            var traffic = new Traffic(ledger, clock);
            var sizes = new long[6];
            for (var round = 0; round < sizes.length; round++) {
                traffic.calls("erp", 4000);
                ledger.drain(Duration.ofSeconds(20));
                clock.forward(Duration.ofDays(5));
                ledger.retain().get();
                ledger.backup(folder.resolve("copy" + round));
                sizes[round] = Files.size(folder.resolve("copy" + round));
            }
            assertThat(sizes[5]).isLessThan(200_000).isLessThan(sizes[1] + 50_000);
            traffic.call("erp", 1);
            assertThat(ledger.meters().window(traffic.org())).isEqualTo(1);
        }
        BooksCheck.daysHold(file(), 24_001);
    }
}
