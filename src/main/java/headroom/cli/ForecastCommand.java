package headroom.cli;

import headroom.forecast.LimitForecast;
import headroom.forecast.backtest.Backtest;
import headroom.report.ForecastReader;
import headroom.report.OrgForecast;
import headroom.report.RecordJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// When it runs out: from the ledger's file, beside a running gateway or after it.
@Command(
        name = "forecast",
        description = {
            "Show when the rolling 24 hours run out and recover, how low they get, and who drives"
                    + " it.",
            "",
            "What ages out is known to the minute; arrivals are expected by each integration's own"
                    + " week. Bands hold 80 of 100 cases: --backtest measures that.",
            "",
            "  headroom forecast",
            "  headroom forecast --org acme --json | jq '.[0].forecast.exhaustion'",
            "  headroom forecast --limit DataStorageMB",
            "  headroom forecast --backtest --seeds 1000"
        })
final class ForecastCommand implements Callable<Integer> {
    private static final int SEEDS = 300;
    private static final int SEEDS_MAX = 100_000;

    private final Surroundings surroundings;

    @Spec private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Mixin private final LedgerPlace place = new LedgerPlace();

    @Option(names = "--org", paramLabel = "NAME", description = "Only this org.")
    private String org = "";

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "KEY",
            description =
                    "Forecast another limit of the org, such as DataStorageMB, from what the org"
                            + " said of it lately; \"all\" for every one.")
    private String limit = "";

    @Option(
            names = "--backtest",
            description =
                    "Forecast generated worlds whose future is known, and print how far off that"
                            + " was. Needs no ledger.")
    private boolean backtest;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "" + SEEDS,
            description = "Worlds of the back-test (default: ${DEFAULT-VALUE}).")
    private int seeds = SEEDS;

    @Option(
            names = "--first-seed",
            paramLabel = "SEED",
            defaultValue = "" + Backtest.HELD_OUT,
            description =
                    "Its first seed (default: ${DEFAULT-VALUE}; smaller ones were used for"
                            + " tuning).")
    private long firstSeed = Backtest.HELD_OUT;

    @Mixin private final Troubles troubles = new Troubles();

    ForecastCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        if (backtest) {
            return backtest();
        }
        var found = place.find(surroundings);
        List<OrgForecast> forecasts;
        try (var reader =
                new ForecastReader(found.reader(), found.declared(), found.zones(), found.zone())) {
            if (!limit.isEmpty()) {
                return limits(reader, found.zone());
            }
            forecasts = reader.read(surroundings.clock().instant());
        }
        var shown =
                forecasts.stream().filter(it -> org.isEmpty() || it.name().equals(org)).toList();
        if (shown.isEmpty()) {
            var known = String.join(", ", forecasts.stream().map(OrgForecast::name).toList());
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    org.isEmpty()
                            ? "the ledger holds no call yet"
                            : "the ledger knows no org " + org + "; it knows " + known);
        }
        if (json) {
            surroundings.out().println(RecordJson.renderPretty(shown));
        } else {
            new ForecastText(surroundings.screen(), found.zone())
                    .render(shown)
                    .forEach(surroundings.out()::println);
        }
        return ExitCodes.OK;
    }

    private int limits(ForecastReader reader, ZoneId zone) {
        var orgs = reader.orgs().stream().filter(it -> org.isEmpty() || it.equals(org)).toList();
        var shown = new LinkedHashMap<String, List<LimitForecast>>();
        for (var name : orgs) {
            var known = reader.limits(name, surroundings.clock().instant());
            var wanted =
                    known.stream()
                            .filter(it -> limit.equals("all") || it.key().equalsIgnoreCase(limit))
                            .toList();
            if (!wanted.isEmpty()) {
                shown.put(name, wanted);
            }
        }
        if (shown.isEmpty()) {
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    limit.equals("all")
                            ? "no org has told of its limits in the last 28 days"
                            : "no org has told of a limit "
                                    + limit
                                    + " in the last 28 days; report limits lists those there are."
                                    + " The calls of 24 hours are forecast without --limit");
        }
        if (json) {
            surroundings.out().println(RecordJson.renderPretty(LimitsText.all(shown)));
        } else {
            new LimitsText(surroundings.screen(), zone)
                    .render(shown)
                    .forEach(surroundings.out()::println);
        }
        return ExitCodes.OK;
    }

    private int backtest() {
        if (seeds < 1 || seeds > SEEDS_MAX) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--seeds is a number from 1 to " + SEEDS_MAX);
        }
        var test = Backtest.run(firstSeed, seeds);
        if (json) {
            surroundings.out().println(RecordJson.renderPretty(test));
        } else {
            new BacktestText(surroundings.screen())
                    .render(test)
                    .forEach(surroundings.out()::println);
        }
        return ExitCodes.OK;
    }
}
