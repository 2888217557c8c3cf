package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration;
import headroom.cli.config.ConfigurationFile;
import headroom.history.History;
import headroom.ledger.LedgerReader;
import headroom.report.Declared;
import headroom.report.OverviewReader;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// The options by which a command finds the ledger of a gateway that may be running elsewhere.
final class LedgerPlace {
    private static final String DEFAULT_FILE = "headroom.yaml";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The gateway's configuration (default: headroom.yaml, if there is one).")
    private @Nullable Path config;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "FOLDER",
            description = "The data folder itself, such as the one a demo prints.")
    private @Nullable Path data;

    /// What the options lead to.
    ///
    /// @param configuration absent where the data folder itself was named
    record Found(
            Path ledgerFile,
            Declared declared,
            ZoneId zone,
            Optional<Configuration> configuration) {
        Path historyFolder() {
            return ledgerFile.resolveSibling(History.FOLDER);
        }

        OverviewReader open() {
            return new OverviewReader(reader(), declared);
        }

        LedgerReader reader() {
            return LedgerReader.open(ledgerFile);
        }

        /// In which zone the working day of each declared integration lies.
        Map<String, ZoneId> zones() {
            return configuration.map(Declarations::zones).orElse(Map.of());
        }
    }

    Found find(Surroundings surroundings) throws IOException, BadConfiguration {
        var found = locate(surroundings);
        if (!Files.exists(found.ledgerFile())) {
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    "there is no ledger at "
                            + found.ledgerFile()
                            + "; name the place with --config or --data");
        }
        return found;
    }

    /// The place, if one is named or there is a headroom.yaml here.
    Optional<Found> perhaps(Surroundings surroundings) throws IOException, BadConfiguration {
        var nowhere =
                config == null
                        && data == null
                        && !Files.exists(surroundings.folder().resolve(DEFAULT_FILE));
        return nowhere ? Optional.empty() : Optional.of(locate(surroundings));
    }

    /// The place, whether or not a ledger is there.
    Found locate(Surroundings surroundings) throws IOException, BadConfiguration {
        var folder = surroundings.folder();
        if (data != null) {
            var file = folder.resolve(data).resolve(Configuration.LEDGER_FILE);
            return new Found(file, Declared.NOTHING, ZoneOffset.UTC, Optional.empty());
        }
        var file = folder.resolve(Optional.ofNullable(config).orElse(Path.of(DEFAULT_FILE)));
        if (config == null && !Files.exists(file)) {
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    "there is no headroom.yaml here; name the place with --config or --data");
        }
        var read = ConfigurationFile.load(file, surroundings.environment());
        return new Found(read.ledgerFile(), Declarations.of(read), read.zone(), Optional.of(read));
    }
}
