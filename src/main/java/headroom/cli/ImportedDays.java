package headroom.cli;

import headroom.history.History;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerException;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LedgerReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The days that a command has brought into the history, on their way into reports and the ledger.
record ImportedDays(Surroundings surroundings, Path ledgerFile) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// The history, once nobody else writes it.
    static History open(Surroundings surroundings, Path folder)
            throws IOException, InterruptedException {
        return History.open(
                folder,
                surroundings.clock(),
                PATIENCE,
                () ->
                        surroundings
                                .err()
                                .println(
                                        "headroom: another import, or the gateway, is writing the"
                                                + " history; waiting for its end, at most "
                                                + Figures.duration(PATIENCE)));
    }

    /// The days' sums, for reports and for the ledger if nobody else is writing it.
    void sum(History history) throws IOException {
        if (Files.exists(ledgerFile)) {
            try (var reader = LedgerReader.open(ledgerFile)) {
                history.roll(reader);
            }
        } else {
            history.roll(null);
        }
        try (var ledger = Ledger.open(LedgerOptions.at(ledgerFile), surroundings.clock())) {
            var days = history.book(ledger);
            surroundings.out().println(days + " days are summed up in " + ledgerFile);
        } catch (LedgerException e) {
            if (!String.valueOf(e.getMessage()).contains("is being written by")) {
                throw e;
            }
            surroundings
                    .out()
                    .println(
                            "The gateway is writing the ledger: reports show these files now,"
                                    + " `status` and the page within ten seconds.");
        }
    }
}
