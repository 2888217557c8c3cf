package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration.Org;
import headroom.cli.config.ConfigurationEdit;
import headroom.cli.config.ConfigurationEdit.NotEditable;
import headroom.cli.config.ConfigurationFile;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;
import headroom.watch.OrgCheck.Identity;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Adds an org to the configuration, once the way into it has been tried.
@Command(
        name = "add",
        description = {
            "Add an org to headroom.yaml, after trying the way into it.",
            "",
            "Secrets never come as arguments: name a file with file:PATH or an environment variable"
                    + " with env:NAME, and the configuration will refer to it.",
            "",
            "  headroom org add acme --instance-url https://acme.my.salesforce.com \\",
            "      --client-id 3MVG9… --client-secret env:HEADROOM_ACME_SECRET \\",
            "      --edition enterprise --licences salesforce=15",
            "  headroom org add uat --instance-url https://acme--uat.sandbox.my.salesforce.com \\",
            "      --client-id 3MVG9… --private-key file:uat.pem --username headroom@acme.uat \\",
            "      --audience https://test.salesforce.com"
        })
final class OrgAddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "What the org is called here, such as acme.")
    private String name = "";

    @Option(
            names = "--instance-url",
            required = true,
            paramLabel = "URL",
            description = "The org's My Domain address.")
    private String instanceUrl = "";

    @Option(
            names = "--client-id",
            required = true,
            paramLabel = "KEY",
            description = "The consumer key of Headroom's External Client App.")
    private String clientId = "";

    @Option(
            names = "--client-secret",
            paramLabel = "REF",
            description = "Its secret, as env:NAME or file:PATH (client credentials flow).")
    private @Nullable String clientSecret;

    @Option(
            names = "--private-key",
            paramLabel = "REF",
            description = "A private key in PEM, as file:PATH (JWT bearer flow).")
    private @Nullable String privateKey;

    @Option(
            names = "--username",
            paramLabel = "USER",
            description = "The user that the key signs for.")
    private @Nullable String username;

    @Option(
            names = "--audience",
            paramLabel = "URL",
            description = "Of the signed statement; for sandboxes https://test.salesforce.com.")
    private @Nullable String audience;

    @Option(
            names = "--refresh-token",
            paramLabel = "REF",
            description = "A refresh token, as env:NAME or file:PATH.")
    private @Nullable String refreshToken;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            converter = PlanCommand.EditionWord.class,
            description = "Such as enterprise, unlimited, full-sandbox, scratch, trial.")
    private @Nullable Edition edition;

    @Option(
            names = "--licences",
            paramLabel = "TYPE=N",
            split = ",",
            converter = {PlanCommand.LicenceWord.class, PlanCommand.Count.class},
            description = "Licences the org has, such as salesforce=15; they need an edition.")
    private Map<LicenceType, Integer> licences = new EnumMap<>(LicenceType.class);

    @Option(
            names = "--add-on-calls",
            paramLabel = "N",
            description = "Calls a day it has bought in addition.")
    private @Nullable Integer addOnCalls;

    @Option(
            names = "--allocation",
            paramLabel = "N",
            description = "Calls a day by your own word, over edition and licences.")
    private @Nullable Integer allocation;

    @Option(
            names = "--path-prefix",
            paramLabel = "PATH",
            description =
                    "Under which path of the gateway clients mean this org (default: none for the"
                            + " first org, /NAME beside one that has none).")
    private @Nullable String pathPrefix;

    @Option(names = "--no-check", description = "Write it down without asking the org.")
    private boolean unchecked;

    @Mixin private final OrgPlace place = new OrgPlace();
    @Mixin private final Troubles troubles = new Troubles();

    OrgAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        if (edition == null && !licences.isEmpty()) {
            throw new Failure(
                    ExitCodes.USAGE,
                    "what licences bring depends on the edition: add --edition, such as"
                            + " --edition enterprise");
        }
        if ((addOnCalls != null && addOnCalls < 0) || (allocation != null && allocation < 1)) {
            throw new Failure(
                    ExitCodes.USAGE, "--add-on-calls and --allocation are positive numbers");
        }
        var file = place.file(surroundings);
        var edited = edited(file, Optional.empty());
        var org = OrgPlace.org(EditedFile.check(edited, file, surroundings), name);
        if (!unchecked) {
            surroundings.out().println("trying " + org.route().instanceUrl() + " …");
            surroundings.out().println();
            var checked = OrgCheckCommand.run(surroundings, org);
            if (checked.isBad()) {
                throw new Failure(
                        ExitCodes.UNAVAILABLE,
                        "nothing was written; mend what is bad above, or add --no-check");
            }
            edited = edited(file, checked.identity().map(Identity::id));
            checked.identity().ifPresent(this::hint);
        }
        EditedFile.write(edited, file);
        surroundings.out().println("added " + name + " to " + file);
        if (pathPrefix != null) {
            surroundings
                    .out()
                    .println(
                            "clients mean it by the gateway's path "
                                    + pathPrefix
                                    + ", or by `hosts`");
        }
        surroundings.out().println("next: `headroom serve` watches it from its next start on");
        return ExitCodes.OK;
    }

    /// What the org says of its edition, where nobody has.
    private void hint(Identity who) {
        if (edition == null && allocation == null) {
            surroundings
                    .out()
                    .println(
                            "no edition is declared; the org says "
                                    + who.type()
                                    + (who.isSandbox() ? ", sandbox" : "")
                                    + ": with `edition` and `licences` in the file `headroom plan`"
                                    + " shows what its allocation is made of");
        }
    }

    /// @param id as the org said it, to be written down too
    private ConfigurationEdit edited(Path file, Optional<String> id)
            throws IOException, BadConfiguration {
        var edit = new ConfigurationEdit(EditedFile.read(file));
        if (!edit.text().isBlank()) {
            var known = ConfigurationFile.load(file, surroundings.environment()).orgs();
            if (known.stream().anyMatch(org -> org.route().name().equals(name))) {
                throw new Failure(
                        ExitCodes.USAGE, "there is an org " + name + " in " + file + " already");
            }
            if (pathPrefix == null && known.stream().anyMatch(OrgAddCommand::takesTheRest)) {
                pathPrefix = "/" + name;
            }
        }
        try {
            return edit.withOrg(lines(id));
        } catch (NotEditable e) {
            throw new Failure(
                    ExitCodes.BAD_INPUT,
                    file
                            + " cannot be added to: "
                            + e.getMessage()
                            + "; put this under `orgs` yourself:\n"
                            + String.join("\n", lines(id)),
                    e);
        }
    }

    /// Whether it has the calls that name no org: only one may.
    private static boolean takesTheRest(Org org) {
        return org.route().hosts().isEmpty() && org.route().pathPrefix().isEmpty();
    }

    private List<String> lines(Optional<String> id) {
        var lines = new ArrayList<String>();
        lines.add("name: " + EditedFile.quoted(name));
        lines.add("instance-url: " + EditedFile.quoted(instanceUrl));
        id.ifPresent(said -> lines.add("org-id: " + said));
        if (pathPrefix != null) {
            lines.add("path-prefix: " + EditedFile.quoted(pathPrefix));
        }
        if (edition != null) {
            lines.add("edition: " + edition.word());
        }
        if (!licences.isEmpty()) {
            lines.add("licences:");
            licences.forEach((type, count) -> lines.add("  " + type.word() + ": " + count));
        }
        if (addOnCalls != null) {
            lines.add("add-on-calls: " + addOnCalls);
        }
        if (allocation != null) {
            lines.add("allocation: " + allocation);
        }
        lines.add("access:");
        lines.add("  client-id: " + EditedFile.quoted(clientId));
        add(lines, "client-secret", clientSecret, true);
        add(lines, "private-key", privateKey, true);
        add(lines, "username", username, false);
        add(lines, "audience", audience, false);
        add(lines, "refresh-token", refreshToken, true);
        return lines;
    }

    private static void add(
            List<String> lines, String key, @Nullable String value, boolean isSecret) {
        if (value != null) {
            lines.add(
                    "  "
                            + key
                            + ": "
                            + (isSecret ? reference(key, value) : EditedFile.quoted(value)));
        }
    }

    private static String reference(String key, String value) {
        if (value.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
            return "${" + value + "}";
        }
        if (value.matches("file:\\S+")) {
            return value;
        }
        throw new Failure(
                ExitCodes.USAGE,
                "--" + key + " takes env:NAME or file:PATH, never the secret itself");
    }
}
