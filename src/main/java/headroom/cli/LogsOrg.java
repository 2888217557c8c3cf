package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.history.History;
import headroom.history.LogIdentity;
import headroom.watch.CallRefused;
import headroom.watch.Credentials.BadCredentials;
import headroom.watch.LogFile;
import headroom.watch.LoginRefused;
import headroom.watch.OrgDoor;
import headroom.watch.OrgTrouble;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

/// The org whose logs a command is about, and which of them.
final class LogsOrg {
    @Option(
            names = "--org",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The org; not needed if there is only one.")
    private String name = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Such as ApiTotalUsage; may be repeated (default: all of API use).")
    private List<String> types = List.of();

    @Option(names = "--from", paramLabel = "DAY", description = "Of this UTC day and later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Of this UTC day and earlier.")
    private @Nullable String to;

    @Mixin private final OrgPlace place = new OrgPlace();

    /// Says what went wrong with a part of what was asked for.
    static void tell(Surroundings surroundings, String trouble) {
        surroundings.err().println("headroom: " + Redacted.of(trouble));
    }

    /// The configuration, the org in it, and where what is known of its logs lies.
    record Found(Configuration configuration, Org org) {
        String name() {
            return org.route().name();
        }

        Path logs() {
            return LogsPlace.of(configuration, name());
        }

        Path history() {
            return configuration.ledgerFile().resolveSibling(History.FOLDER);
        }
    }

    Found find(Surroundings surroundings) throws IOException, BadConfiguration {
        var configuration = place.load(surroundings);
        return new Found(configuration, OrgPlace.org(configuration, name));
    }

    List<String> types() {
        for (var type : types) {
            if (!History.TYPES.contains(type)) {
                throw new Failure(
                        ExitCodes.USAGE,
                        "'"
                                + type
                                + "' is no event log of API use: "
                                + String.join(", ", History.TYPES));
            }
        }
        return types.isEmpty() ? History.TYPES : types;
    }

    /// Whether a file is of the types and days that are meant.
    Predicate<LogFile> chosen() {
        var first = from == null ? LocalDate.MIN : day(from);
        var last = to == null ? LocalDate.MAX : day(to);
        var wanted = types();
        return file -> isIn(file.identity(), wanted, first, last);
    }

    private static boolean isIn(
            LogIdentity identity, List<String> types, LocalDate first, LocalDate last) {
        return types.contains(identity.type())
                && !identity.day().isBefore(first)
                && !identity.day().isAfter(last);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Failure(ExitCodes.USAGE, "'" + text + "' is no day such as 2026-11-18", e);
        }
    }

    /// What needs the org, with its refusals in words.
    @FunctionalInterface
    interface Question<T> {
        T ask(OrgDoor door) throws IOException, InterruptedException;
    }

    static <T> T ask(Found found, Surroundings surroundings, Question<T> question)
            throws IOException, InterruptedException {
        var credentials = OrgPlace.credentials(found.org());
        try (var door = OrgPlace.door(found.org(), credentials, surroundings)) {
            return question.ask(door);
        } catch (BadCredentials e) {
            throw new Failure(ExitCodes.BAD_INPUT, String.valueOf(e.getMessage()), e);
        } catch (LoginRefused e) {
            throw new Failure(
                    ExitCodes.UNAVAILABLE,
                    found.name() + ": " + e.getMessage() + "; `headroom org check` says what to do",
                    e);
        } catch (CallRefused e) {
            throw new Failure(ExitCodes.UNAVAILABLE, found.name() + ": " + e.getMessage(), e);
        } catch (ConnectException | HttpTimeoutException | SSLException e) {
            throw new Failure(ExitCodes.UNAVAILABLE, found.name() + ": " + OrgTrouble.words(e), e);
        }
    }
}
