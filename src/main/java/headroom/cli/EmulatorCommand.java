package headroom.cli;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.yaml.BadOrgFile;
import headroom.emulator.yaml.OrgFile;
import headroom.gateway.GatewayOptions.Listen;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Runs an org in a box, alone, for any client and any gateway.
@Command(
        name = "emulator",
        description = {
            "Run an org in a box: it logs in, keeps rows, counts and refuses as Salesforce does,"
                    + " under a clock you control. Everything it knows ends with it.",
            "",
            "  headroom emulator --port 8443 --edition enterprise --licences salesforce=15",
            "  headroom emulator --allocation 100 --speed 3600",
            "",
            "Its laboratory answers under /__emulator/, which lists its controls: clock, books,"
                    + " usage, faults, latencies, transcript, reset, snapshots."
        })
final class EmulatorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = {"-p", "--port"},
            defaultValue = "8443",
            description = "The port; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            defaultValue = "enterprise",
            description =
                    "professional, enterprise, unlimited, performance, developer, full-sandbox,"
                            + " developer-sandbox, scratch, trial … (default: ${DEFAULT-VALUE}).")
    private String edition = "enterprise";

    @Option(
            names = "--licences",
            paramLabel = "TYPE=COUNT",
            split = ",",
            description = "Licences that add to the allocation, such as salesforce=15.")
    private Map<String, Integer> licences = Map.of();

    @Option(
            names = "--allocation",
            paramLabel = "CALLS",
            description = "Calls per 24 h, instead of what edition and licences give.")
    private @Nullable Long allocation;

    @Option(
            names = "--grace",
            paramLabel = "CALLS",
            defaultValue = "0",
            description =
                    "Calls past the allocation before it refuses (default: ${DEFAULT-VALUE}).")
    private long grace;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Its time at the start, such as 2026-11-21T03:05:00Z (default: now).")
    private @Nullable String at;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            defaultValue = "1",
            description = "Seconds of its time in one of ours (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description = "Who may log in, beside anybody; again for more.")
    private List<String> users = List.of();

    @Option(
            names = "--client",
            paramLabel = "ID:SECRET:NAME",
            description = "A connected app; again for more. While there is none, any id is one.")
    private List<String> clients = List.of();

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            description = "Where daily usage files are kept (default: a folder that ends with it).")
    private @Nullable Path logs;

    @Option(
            names = "--org-file",
            paramLabel = "FILE",
            description =
                    "Objects, fields, users, rules and rows in one YAML file;"
                            + " docs/emulator-org-file.md says how.")
    private @Nullable Path orgFile;

    @Option(
            names = "--data-file",
            paramLabel = "FILE",
            description = "Where its rows are kept; without it they end with it.")
    private @Nullable Path dataFile;

    @ArgGroup(validate = false, heading = "%nWhen it refuses:%n")
    private LimitFlags limits = new LimitFlags();

    @ArgGroup(validate = false, heading = "%nThe laboratory and the event logs:%n")
    private LabFlags lab = new LabFlags();

    @Mixin private final Troubles troubles = new Troubles();

    EmulatorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.INFO);
        surroundings.stop().takeOver();
        var options = options();
        try (var emulator = start(options)) {
            var out = surroundings.out();
            out.println("emulator    " + emulator.url());
            out.println(
                    "org         "
                            + options.orgId()
                            + ", "
                            + options.edition().word()
                            + ", "
                            + Figures.count(options.max())
                            + " calls per 24 h");
            out.println("laboratory  " + emulator.url() + "/__emulator/");
            out.flush();
            surroundings.stop().await();
            out.println(
                    "stopped; charged "
                            + Figures.count(emulator.books().totalCharge())
                            + " for "
                            + Figures.count(emulator.books().totalCalls())
                            + " calls");
        }
        return ExitCodes.OK;
    }

    private Emulator start(EmulatorOptions options) throws Exception {
        try {
            return Emulator.start(options);
        } catch (RuntimeException e) {
            throw PortTaken.orElse(e, Listen.loopback(port), "emulator");
        }
    }

    private EmulatorOptions options() throws Exception {
        var clock = EmulatorClock.following(surroundings.clock());
        if (at != null) {
            clock.set(instant(at));
        }
        clock.speed(speed);
        var options =
                EmulatorOptions.defaults()
                        .withHost(host)
                        .withPort(port)
                        .withClock(clock)
                        .withLimits(limits.options(grace))
                        .withEventLogs(lab.eventLogs())
                        .withLab(lab.lab())
                        .withEdition(word("--edition", edition, Edition.find(edition)))
                        .withLicences(licences());
        if (allocation != null) {
            options = options.withAllocation(allocation);
        }
        if (orgFile != null) {
            options = options.withOrgFile(orgFile(surroundings.folder().resolve(orgFile)));
        }
        if (dataFile != null) {
            options = options.withDataFile(surroundings.folder().resolve(dataFile));
        }
        if (!users.isEmpty()) {
            options = options.withUsers(users());
        }
        if (!clients.isEmpty()) {
            options = options.withClients(clients());
        }
        if (logs != null) {
            options =
                    options.withLogs(Files.createDirectories(surroundings.folder().resolve(logs)));
        }
        return options;
    }

    private static OrgFile orgFile(Path file) {
        try {
            return OrgFile.load(file);
        } catch (BadOrgFile e) {
            throw new Failure(ExitCodes.BAD_INPUT, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitCodes.NO_INPUT, "cannot read " + file, e);
        }
    }

    private Map<LicenceType, Integer> licences() {
        var read = new EnumMap<LicenceType, Integer>(LicenceType.class);
        licences.forEach(
                (name, count) -> read.put(word("--licences", name, LicenceType.find(name)), count));
        return read;
    }

    private List<EmulatorUser> users() {
        var read = new ArrayList<EmulatorUser>();
        for (var user : users) {
            var parts = parts("--user", user, 2);
            read.add(new EmulatorUser(parts[0], parts[1]));
        }
        return read;
    }

    private List<EmulatorClient> clients() {
        var read = new ArrayList<EmulatorClient>();
        for (var client : clients) {
            var parts = parts("--client", client, 3);
            read.add(new EmulatorClient(parts[0], parts[1], parts[2]));
        }
        return read;
    }

    private static String[] parts(String option, String text, int count) {
        var parts = text.split(":", count);
        if (parts.length != count) {
            throw new Failure(
                    ExitCodes.USAGE,
                    option + " takes " + count + " parts with colons between them");
        }
        return parts;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitCodes.USAGE, "--at takes an instant such as 2026-11-21T03:05:00Z", e);
        }
    }

    private static <T> T word(String option, String text, Optional<T> found) {
        return found.orElseThrow(
                () -> new Failure(ExitCodes.USAGE, option + " does not know '" + text + "'"));
    }
}
