package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.ledger.LedgerReader;
import headroom.report.NewIntegration;
import headroom.report.Plan;
import headroom.report.PlanReader;
import headroom.report.Planner;
import headroom.report.RecordJson;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Files;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// What an org may spend, term by term, and what would have been enough.
@Command(
        name = "plan",
        description = {
            "Show the allocation with every term, compare it with what the org says, and ask what"
                    + " if.",
            "",
            "Terms come from the org's section in headroom.yaml or from the options here, which"
                    + " win; days come from the ledger. Without either it is a calculator.",
            "",
            "  headroom plan",
            "  headroom plan --edition enterprise --licences salesforce=15",
            "  headroom plan --add-licences salesforce=50 --add-calls 10000",
            "  headroom plan --new-integration shipping=20000/day:office"
        })
final class PlanCommand implements Callable<Integer> {
    private static final long PACK = 10_000;

    private final Surroundings surroundings;

    @Mixin private final LedgerPlace place = new LedgerPlace();

    @Option(names = "--org", paramLabel = "NAME", description = "Which org, where there are more.")
    private String org = "";

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            converter = EditionWord.class,
            description = "Such as enterprise, unlimited, full-sandbox, trial.")
    private @Nullable Edition edition;

    @Option(
            names = "--licences",
            paramLabel = "TYPE=N",
            split = ",",
            converter = {LicenceWord.class, Count.class},
            description = "Licences the org has, such as salesforce=15.")
    private Map<LicenceType, Integer> licences = new EnumMap<>(LicenceType.class);

    @Option(
            names = "--add-on-calls",
            paramLabel = "N",
            description = "Calls a day it has bought in addition.")
    private @Nullable Long addOnCalls;

    @Option(
            names = "--add-licences",
            paramLabel = "TYPE=N",
            split = ",",
            converter = {LicenceWord.class, Count.class},
            description = "What if it had these licences more.")
    private Map<LicenceType, Integer> addLicences = new EnumMap<>(LicenceType.class);

    @Option(
            names = "--add-calls",
            paramLabel = "N",
            description = "What if it bought so many calls a day more.")
    private long addCalls;

    @Option(
            names = "--new-integration",
            paramLabel = "NAME=N/day[:SHAPE]",
            converter = Newcomer.class,
            description = "What if this one called too; shapes: flat, office, night.")
    private List<NewIntegration> newIntegrations = List.of();

    @Option(
            names = "--pack",
            paramLabel = "N",
            defaultValue = "" + PACK,
            description = "Calls in an add-on pack (default: ${DEFAULT-VALUE}, an assumption).")
    private long pack = PACK;

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Mixin private final Troubles troubles = new Troubles();

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        if (pack < 1 || addCalls < 0) {
            throw new Failure(ExitCodes.USAGE, "--pack and --add-calls are positive numbers");
        }
        var found = place.perhaps(surroundings);
        var zone = found.map(LedgerPlace.Found::zone).orElse(ZoneOffset.UTC);
        var plan = plan(found, zone);
        if (json) {
            surroundings.out().println(RecordJson.renderPretty(plan));
        } else {
            new PlanText(surroundings.screen(), zone)
                    .render(plan)
                    .forEach(surroundings.out()::println);
        }
        return ExitCodes.OK;
    }

    private Plan plan(Optional<LedgerPlace.Found> found, ZoneId zone) {
        var question = new Planner.Question(addLicences, addCalls, newIntegrations, pack, zone);
        var declared = found.flatMap(LedgerPlace.Found::configuration).flatMap(this::declared);
        var wall = surroundings.clock().instant();
        var ledger = found.map(LedgerPlace.Found::ledgerFile).filter(Files::exists);
        if (ledger.isEmpty()) {
            var name = declared.map(it -> it.route().name()).orElse(org.isEmpty() ? "org" : org);
            return made(terms(name, declared), question, PlanReader.nothing(wall));
        }
        try (var reader = LedgerReader.open(ledger.get())) {
            var plans = new PlanReader(reader);
            var name = declared.map(it -> it.route().name()).orElseGet(() -> only(reader.orgs()));
            return made(terms(name, declared), question, plans.known(name, wall));
        }
    }

    private static Plan made(Planner.Terms terms, Planner.Question question, Planner.Known known) {
        try {
            return Planner.plan(terms, question, known);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCodes.USAGE,
                    e.getMessage() + "; say --edition, or `edition` of the org in headroom.yaml",
                    e);
        }
    }

    private Optional<Configuration.Org> declared(Configuration configuration) {
        var orgs = configuration.orgs();
        if (org.isEmpty() && orgs.size() > 1) {
            throw new Failure(ExitCodes.USAGE, "there are several orgs: name one with --org");
        }
        return orgs.stream()
                .filter(it -> org.isEmpty() || it.route().name().equals(org))
                .findFirst();
    }

    private String only(List<LedgerReader.Org> orgs) {
        var names = orgs.stream().map(LedgerReader.Org::name).toList();
        if (names.contains(org) || names.size() == 1 && org.isEmpty()) {
            return org.isEmpty() ? names.getFirst() : org;
        }
        throw new Failure(
                ExitCodes.NO_INPUT,
                "name one of the ledger's orgs with --org: " + String.join(", ", names));
    }

    private Planner.Terms terms(String name, Optional<Configuration.Org> declared) {
        return new Planner.Terms(
                name,
                Optional.ofNullable(edition).or(() -> declared.flatMap(it -> it.edition())),
                licences.isEmpty()
                        ? declared.map(Configuration.Org::licences).orElse(Map.of())
                        : licences,
                addOnCalls != null
                        ? addOnCalls
                        : declared.map(Configuration.Org::addOnCalls).orElse(0L),
                edition != null
                        ? Optional.empty()
                        : declared.flatMap(Configuration.Org::declaredAllocation));
    }

    static final class EditionWord implements ITypeConverter<Edition> {
        @Override
        public Edition convert(String word) {
            return Edition.find(word).orElseThrow(() -> unknown(word, "edition", words()));
        }

        private static String words() {
            return String.join(
                    ", ", java.util.Arrays.stream(Edition.values()).map(Edition::word).toList());
        }
    }

    static final class LicenceWord implements ITypeConverter<LicenceType> {
        @Override
        public LicenceType convert(String word) {
            return LicenceType.find(word).orElseThrow(() -> unknown(word, "licence", words()));
        }

        private static String words() {
            return String.join(
                    ", ",
                    java.util.Arrays.stream(LicenceType.values()).map(LicenceType::word).toList());
        }
    }

    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[\\d_]{1,9}")) {
                throw new TypeConversionException("'" + text + "' is not a number of licences");
            }
            return Integer.valueOf(text.replace("_", ""));
        }
    }

    static final class Newcomer implements ITypeConverter<NewIntegration> {
        @Override
        public NewIntegration convert(String text) {
            try {
                return NewIntegration.parse(text.strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static TypeConversionException unknown(String word, String what, String words) {
        return new TypeConversionException(
                "'" + word.toLowerCase(Locale.ROOT) + "' is no " + what + "; known: " + words);
    }
}
