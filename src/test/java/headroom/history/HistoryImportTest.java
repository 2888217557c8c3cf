package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

class HistoryImportTest {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-19T05:00:00Z"));

    @TempDir private Path folder;
    private History history;

    @BeforeEach
    void open() throws IOException {
        history = History.open(folder.resolve("history"), NOW);
    }

    @AfterEach
    void close() throws IOException {
        history.close();
    }

    private History.Brought bring(String name, String... lines) throws IOException {
        var source = LogSource.of(LogText.write(folder, name, lines));
        var callers = new Callers(Map.of("batch@acme.test", "nightly"), Map.of(), Map.of());
        return history.bring(source, id -> id.isEmpty() ? "none" : "acme", callers);
    }

    /// Charges of the day as the ledger gets them.
    private long booked() throws IOException {
        history.roll(null);
        var file = folder.resolve("ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(file), NOW);
                var reader = ledger.reader()) {
            history.book(ledger);
            return reader
                    .day(ledger.id(Names.ORG, "acme"), Instant.parse("2026-11-18T12:00:00Z"))
                    .stream()
                    .mapToLong(spent -> spent.charges())
                    .sum();
        }
    }

    @Test
    void anHourlyFileThenTheDailyOneCountEachCallOnce() throws IOException {
        bring("ApiTotalUsage-2026-11-18T10-1.csv", LogText.OLD, LogText.old("100000", "r1"));

        var daily =
                bring(
                        "ApiTotalUsage-2026-11-18.csv",
                        LogText.NEW,
                        LogText.fresh("100000", "r1"),
                        LogText.fresh("110000", "r2"));

        assertThat(daily.rows()).isEqualTo(2);
        assertThat(daily.added()).isEqualTo(1);
        assertThat(booked()).isEqualTo(2);
    }

    @Test
    void theSameContentUnderAnotherNameAddsNothing() throws IOException {
        bring("a.csv", LogText.OLD, LogText.old("100000", "r1"));

        var again = bring("b.csv", LogText.OLD, LogText.old("100000", "r1"));

        assertThat(again.known()).isTrue();
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void ofARowTheMostCopiesInOneFileCountAndNotTheirSum() throws IOException {
        var row = LogText.old("100000", "r1");
        assertThat(bring("a.csv", LogText.OLD, row, row).added()).isEqualTo(2);
        assertThat(bring("b.csv", LogText.OLD, row, row, row).added()).isEqualTo(1);
        assertThat(bring("c.csv", LogText.OLD, row, LogText.old("100001", "r2")).added())
                .isEqualTo(1);
        assertThat(booked()).isEqualTo(4);
    }

    @Test
    void aFileMadeAnewReplacesItsDayAndLeavesToOthersWhatTheyShared() throws IOException {
        bring(
                "ApiTotalUsage-2026-11-18.csv",
                LogText.OLD,
                LogText.old("100000", "r1"),
                LogText.old("100001", "r2"),
                LogText.old("100002", "gone"));
        bring("ApiTotalUsage-2026-11-18T10-1.csv", LogText.OLD, LogText.old("100001", "r2"));
        assertThat(booked()).isEqualTo(3);

        Files.createDirectories(folder.resolve("anew"));
        var anew =
                LogText.write(
                        folder.resolve("anew"),
                        "ApiTotalUsage-2026-11-18.csv",
                        LogText.OLD,
                        LogText.old("100000", "r1"),
                        LogText.old("100003", "late"));
        var brought = history.bring(LogSource.of(anew), _ -> "acme", Callers.UNDECLARED);

        assertThat(brought.added()).isEqualTo(2);
        assertThat(booked()).isEqualTo(3);
    }

    @Test
    void aFileKnownFromAHandImportIsReplacedWhenTheOrgMakesItAnew() throws IOException {
        var wrong = LogText.old("100000", "r1").replace(",200,", ",500,");
        bring("export.csv", LogText.OLD, wrong);
        assertThat(bring("ApiTotalUsage-2026-11-18.csv", LogText.OLD, wrong).known()).isTrue();

        bring("ApiTotalUsage-2026-11-18.csv", LogText.OLD, LogText.old("100000", "r1"));

        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void aFileMadeAnewWithWhatAHandImportBroughtReplacesTheOneOfItsDay() throws IOException {
        var wrong = LogText.old("100000", "r1").replace(",200,", ",500,");
        bring("ApiTotalUsage-2026-11-18.csv", LogText.OLD, wrong);
        var late = LogText.old("100001", "r2");
        bring("export.csv", LogText.OLD, LogText.old("100000", "r1"), late);
        assertThat(booked()).isEqualTo(3);

        bring("ApiTotalUsage-2026-11-18.csv", LogText.OLD, LogText.old("100000", "r1"), late);

        assertThat(booked()).isEqualTo(2);
    }

    @Test
    void aDamagedLineIsToldAndKeptAsideAndTheRestGoesIn() throws IOException {
        var brought =
                bring(
                        "ApiTotalUsage-2026-11-18.csv",
                        LogText.OLD,
                        LogText.old("100000", "r1"),
                        "ApiTotalUsage,20261118100001.000,r2,00D\n",
                        LogText.old("100002", "r3").replace("erp", "\"two\nlines, \"\"x\"\"\""),
                        LogText.old("100003", "r4").replace("erp", "\"erp"),
                        LogText.old("100004", "r5"),
                        LogText.old("109904", "r6"),
                        "\n",
                        LogText.old("100005", "r7"));

        assertThat(brought.rows()).isEqualTo(4);
        assertThat(brought.first())
                .containsExactly(
                        new History.Damage(3, "it has 4 fields, the header has 18"),
                        new History.Damage(6, "a quote is not closed"),
                        new History.Damage(8, "it has no time that can be read"));
        assertThat(Files.readAllLines(brought.aside().orElseThrow()))
                .hasSize(4)
                .anyMatch(l -> l.contains("r6"));
        assertThat(booked()).isEqualTo(4);
    }

    @Test
    void theDetailOfACallThatIsCountedElsewhereDoesNotCountAgain() throws IOException {
        bring(
                "RestApi-2026-11-18.csv",
                "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,RUN_TIME,URI,METHOD,"
                        + "STATUS_CODE,ENTITY_NAME,CONNECTED_APP_ID,CLIENT_NAME,ROWS_PROCESSED\n",
                "RestApi,20261118100000.100,r1,00D000000000001,005,12,"
                        + "/services/data/v66.0/sobjects/Account/001,GET,200,Account,0H4,erp,1\n",
                "RestApi,20261118100000.100,only-here,00D000000000001,005,12,"
                        + "/services/data/v66.0/query,GET,200,Account,0H4,erp,1\n");
        assertThat(booked()).isEqualTo(2);
        bring("ApiTotalUsage-2026-11-18.csv", LogText.OLD, LogText.old("100000", "r1"));
        bring(
                "BulkApi2-2026-11-18.csv",
                "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,JOB_ID,OPERATION_TYPE,"
                        + "ENTITY_TYPE,JOB_STATUS,RECORDS_PROCESSED\n",
                "BulkApi2,20261118100000.100,b1,00D000000000001,005,750,Insert,Lead,JobComplete,"
                        + "5000\n");
        assertThat(booked()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoLogOfApiUseIsRefusedWithTheReason() {
        assertThatThrownBy(() -> bring("x.csv", "<html>\n"))
                .isInstanceOf(NotALog.class)
                .hasMessageContaining("no column TIMESTAMP");
        assertThatThrownBy(() -> bring("x.csv", "EVENT_TYPE,TIMESTAMP\nLogin,20261118100000.000\n"))
                .isInstanceOf(NotALog.class)
                .hasMessageContaining("'Login' is no log of API use");
    }

    @Test
    void aFileThatCannotBeUnzippedIsNoLogButOneThatCannotBeReadMayBe() {
        assertThatThrownBy(() -> bring("x.csv.gz", LogText.OLD))
                .isInstanceOf(NotALog.class)
                .hasMessageContaining("it cannot be unzipped");
        var missing = LogSource.of(folder.resolve("missing.csv"));
        assertThatThrownBy(() -> history.bring(missing, _ -> "acme", Callers.UNDECLARED))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSecondImportAtTheSameTimeIsRefused() {
        assertThatThrownBy(() -> History.open(folder.resolve("history"), NOW))
                .hasMessageContaining("another import");
    }
}
