package headroom.cli;

import headroom.cli.Digests.Letter;
import headroom.cli.config.Configuration;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// Which of the week's letters a command means.
final class DigestPlace {
    @Mixin private final OrgPlace place = new OrgPlace();

    @Option(names = "--org", paramLabel = "NAME", description = "Only letters about that org.")
    private @Nullable String org;

    @Option(
            names = "--integration",
            paramLabel = "NAME",
            description = "Only the letter to that integration's owner.")
    private @Nullable String integration;

    Configuration load(Surroundings surroundings) throws Exception {
        return place.load(surroundings);
    }

    /// The letters, written now.
    List<Letter> letters(Configuration configuration, Surroundings surroundings) throws Exception {
        if (!Files.exists(configuration.ledgerFile())) {
            throw new Failure(
                    ExitCodes.NO_INPUT, "there is no ledger at " + configuration.ledgerFile());
        }
        var now = surroundings.clock().instant();
        var written = new Digests(configuration, Optional.empty()).write(now, now);
        written.troubles()
                .forEach(
                        trouble -> surroundings.err().println("headroom: " + Redacted.of(trouble)));
        var letters =
                written.letters().stream()
                        .filter(each -> org == null || each.org().equals(org))
                        .filter(each ->
                                integration == null || each.integration().equals(integration))
                        .toList();
        if (letters.isEmpty()) {
            throw new Failure(ExitCodes.NO_INPUT, why(configuration));
        }
        return letters;
    }

    private String why(Configuration configuration) {
        var owned =
                configuration.integrations().stream()
                        .filter(each -> each.owner().isPresent())
                        .map(each -> each.marks().name())
                        .toList();
        if (integration == null) {
            return "no such letter: nothing is known of "
                    + (org == null ? "any configured org" : "an org " + org);
        }
        return owned.contains(integration)
                ? "no letter: " + integration + " has not called in the last two weeks"
                : "no letter: the configuration names no owner of "
                        + integration
                        + (owned.isEmpty() ? "" : "; it does of " + String.join(", ", owned));
    }
}
