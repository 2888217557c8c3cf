package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Two logs tell of one call on either side of midnight: it counts once, whichever comes first.
class MidnightTest {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-19T05:00:00Z"));

    @TempDir private Path folder;

    private Path usage() throws IOException {
        return LogText.write(
                folder,
                "ApiTotalUsage-2026-11-18.csv",
                LogText.OLD,
                LogText.old("100000", "r1"),
                LogText.old("235959", "r2"));
    }

    private Path rest() throws IOException {
        return LogText.write(
                folder,
                "RestApi-2026-11-19.csv",
                "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,RUN_TIME,URI,METHOD,"
                        + "STATUS_CODE,ENTITY_NAME,CONNECTED_APP_ID,CLIENT_NAME,ROWS_PROCESSED\n",
                line("000000", "r2"),
                line("000001", "only-here"),
                line("003000", "r1"));
    }

    private static String line(String time, String request) {
        return "RestApi,20261119"
                + time
                + ".100,"
                + request
                + ",00D000000000001,005,12,/services/data/v66.0/query,GET,200,Account,0H4,erp,1\n";
    }

    /// Charges of both days after each file, as the ledger gets them.
    private List<Long> booked(Path... files) throws IOException {
        var sums = new ArrayList<Long>();
        try (var history = History.open(folder.resolve("history"), NOW);
                var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), NOW);
                var reader = ledger.reader()) {
            for (var file : files) {
                history.bring(LogSource.of(file), _ -> "acme", Callers.UNDECLARED);
                history.roll(reader);
                history.book(ledger);
                var org = ledger.id(Names.ORG, "acme");
                var sum = 0L;
                for (var day : List.of("2026-11-18T12:00:00Z", "2026-11-19T12:00:00Z")) {
                    for (var spent : reader.day(org, Instant.parse(day))) {
                        sum += spent.charges();
                    }
                }
                sums.add(sum);
            }
        }
        return sums;
    }

    @Test
    void aCallOfTheEndOfADayIsLeftOutOfTheLogOfTheNext() throws IOException {
        assertThat(booked(usage(), rest())).containsExactly(2L, 4L);
    }

    @Test
    void aLogThatCameBeforeIsSummedAnew() throws IOException {
        assertThat(booked(rest(), usage())).containsExactly(3L, 4L);
    }
}
