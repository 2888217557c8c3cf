package headroom.cli;

import headroom.ledger.Ledger;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Puts a backup in the place of a ledger that is not there.
@Command(
        name = "restore",
        description = {
            "Put a backup in the ledger's place. It never replaces a ledger: move the old one away"
                    + " first, and stop the gateway.",
            "",
            "  headroom restore headroom-2026-11-21.db"
        })
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private @Nullable Path file;

    @Mixin private final LedgerPlace place = new LedgerPlace();
    @Mixin private final Troubles troubles = new Troubles();

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var from = surroundings.folder().resolve(Objects.requireNonNull(file));
        if (!Files.exists(from)) {
            throw new Failure(ExitCodes.NO_INPUT, "there is no " + from);
        }
        var ledgerFile = place.locate(surroundings).ledgerFile();
        if (Files.exists(ledgerFile)) {
            throw new Failure(
                    ExitCodes.CANNOT_WRITE, "a ledger exists at " + ledgerFile + "; move it away");
        }
        Files.createDirectories(Objects.requireNonNull(ledgerFile.getParent()));
        Ledger.restore(from, ledgerFile);
        surroundings.out().println("restored " + ledgerFile);
        return ExitCodes.OK;
    }
}
