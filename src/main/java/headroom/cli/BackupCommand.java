package headroom.cli;

import headroom.ledger.LedgerReader;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

/// Copies the ledger, beside a running gateway or without one.
@Command(
        name = "backup",
        description = {
            "Copy the ledger to a file of its own, whole and consistent, while the gateway runs.",
            "",
            "  headroom backup headroom-$(date +%%F).db"
        })
final class BackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "Where to; must not exist.")
    private @Nullable Path file;

    @Mixin private final LedgerPlace place = new LedgerPlace();
    @Mixin private final Troubles troubles = new Troubles();

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var to = surroundings.folder().resolve(Objects.requireNonNull(file));
        var from = place.find(surroundings).ledgerFile();
        if (Files.exists(to)) {
            throw new Failure(ExitCodes.CANNOT_WRITE, to + " is there already; name another file");
        }
        copy(from, to);
        surroundings.out().println("copied " + Figures.count(Files.size(to)) + " bytes to " + to);
        return ExitCodes.OK;
    }

    private void copy(Path from, Path to) throws Exception {
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var copying =
                Thread.ofPlatform()
                        .name("backup")
                        .start(() -> {
                            try {
                                LedgerReader.copy(from, to);
                            } catch (RuntimeException e) {
                                failure.set(e);
                            }
                        });
        try (var progress = new Progress(surroundings.err(), surroundings.screen())) {
            var whole = Math.max(1, Files.size(from));
            while (!copying.join(Progress.INTERVAL)) {
                progress.show("copying", Files.exists(to) ? Files.size(to) : 0, whole);
            }
        }
        var broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }
}
