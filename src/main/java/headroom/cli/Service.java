package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.console.Console;
import headroom.console.ConsoleOptions;
import headroom.console.Health;
import headroom.console.Metrics;
import headroom.console.Pictures;
import headroom.console.Snapshots;
import headroom.console.Sources;
import headroom.gateway.DeclaredIntegration;
import headroom.gateway.Gateway;
import headroom.gateway.GatewayOptions;
import headroom.history.History;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.report.Declared;
import headroom.report.ForecastReader;
import headroom.report.Forecasts;
import headroom.report.LimitLevels;
import headroom.report.OrgForecast;
import headroom.report.OrgOverview;
import headroom.report.Overview;
import headroom.report.OverviewReader;
import headroom.report.ReportDesk;
import headroom.watch.AlertBoard;
import headroom.watch.HistoryTurns;
import headroom.watch.NoticeBook;
import headroom.watch.Pace;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The parts of a running Headroom, put together: ledger, gateway, overview, console. Thread-safe.
///
/// Read `start` from top to bottom: it is the product.
final class Service implements AutoCloseable {
    private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Gateway gateway;
    private final Snapshots snapshots;
    private final Metrics metrics;
    private final Console console;
    private final Heartbeat heartbeat;
    private final OverviewReader reader;
    private final ForecastReader foreteller;
    private final Forecasts forecasts;
    private final HistoryTurns history;
    private final Watching watching;
    private final AlertBoard board;
    private final Messages messages;
    private final LimitLevels levels;
    private final Pictures pictures;
    private final Configuration configuration;

    private Service(Configuration configuration, OrgTime time, Declared declared, Parts parts)
            throws IOException {
        this.configuration = configuration;
        this.ledger =
                parts.add(Ledger.open(ledgerOptions(configuration), time.clock()), Ledger::close);
        this.heartbeat = parts.add(new Heartbeat(ledger, time), Heartbeat::close);
        this.gateway = parts.add(startGateway(configuration, ledger, time), Gateway::close);
        this.reader =
                parts.add(new OverviewReader(ledger.reader(), declared), OverviewReader::close);
        this.snapshots =
                parts.add(
                        new Snapshots(() -> reader.read(time.wall().instant())), Snapshots::close);
        this.foreteller =
                parts.add(
                        new ForecastReader(
                                ledger.reader(),
                                declared,
                                Declarations.zones(configuration),
                                configuration.zone()),
                        ForecastReader::close);
        this.forecasts =
                parts.add(
                        new Forecasts(foreteller::read, this::overview, time.wall()),
                        Forecasts::close);
        this.board = board(configuration);
        this.levels = parts.add(new LimitLevels(ledger.reader()), LimitLevels::close);
        this.pictures =
                new Pictures(
                        snapshots,
                        new Sources(forecasts::all, levels::read, board::latest),
                        configuration.zone());
        this.metrics =
                parts.add(new Metrics(pictures, Readings.of(gateway, ledger)), Metrics::close);
        this.console = parts.add(startConsole(configuration, time), Console::close);
        this.history =
                new HistoryTurns(
                        configuration.ledgerFile().resolveSibling(History.FOLDER),
                        ledger,
                        time.clock(),
                        LoggedOrgs.callers(configuration));
        this.watching =
                parts.add(
                        new Watching(
                                configuration, ledger, history, gatewayUrl(), time, this::standing),
                        Watching::close);
        this.messages =
                parts.add(
                        new Messages(
                                configuration,
                                ledger.reader(),
                                new AlertsWatch.Source(this::overview, forecasts::of),
                                board,
                                URI.create(consoleUrl()),
                                time.wall()),
                        Messages::close);
    }

    static Service start(Configuration configuration, OrgTime time, Declared declared)
            throws IOException {
        time.refuseABadClock();
        makeFolder(configuration.data());
        var parts = new Parts();
        try {
            return new Service(configuration, time, declared, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    HistoryTurns history() {
        return history;
    }

    Gateway gateway() {
        return gateway;
    }

    Overview overview() {
        return snapshots.overview();
    }

    Forecasts forecasts() {
        return forecasts;
    }

    String gatewayUrl() {
        var listen = configuration.gateway();
        return Addresses.of(new GatewayOptions.Listen(listen.host(), gateway.port(), listen.tls()));
    }

    String consoleUrl() {
        return Addresses.http(configuration.console().host(), console.port());
    }

    /// Takes no new calls, lets those under way end, and has everything on disk. Idempotent.
    void drain(Duration limit) {
        watching.close();
        gateway.drain(limit);
        ledger.drain(LEDGER_PATIENCE);
    }

    @Override
    public void close() {
        watching.close();
        messages.close();
        console.close();
        metrics.close();
        forecasts.close();
        foreteller.close();
        snapshots.close();
        reader.close();
        levels.close();
        gateway.close();
        heartbeat.close();
        ledger.close();
    }

    private static LedgerOptions ledgerOptions(Configuration configuration) {
        var books = configuration.books();
        return LedgerOptions.at(configuration.ledgerFile())
                .withKept(books.callsKept(), books.minutesKept(), books.hoursKept())
                .withPatience(books.patience())
                .withQueueMax(books.queueMax());
    }

    private static Gateway startGateway(Configuration configuration, Ledger ledger, OrgTime time)
            throws IOException {
        var routes = configuration.orgs().stream().map(Configuration.Org::route).toList();
        var options =
                GatewayOptions.of(routes, configuration.tokenKeyFile())
                        .withListen(configuration.gateway())
                        .withIntegrations(marks(configuration))
                        .withTrustedProxies(configuration.trustedProxies())
                        .withLimits(configuration.limits());
        var named = configuration.publicUrl().map(options::withPublicUrl).orElse(options);
        try {
            return Gateway.start(named, ledger, time.clock());
        } catch (IOException e) {
            throw PortTaken.orElse(e, configuration.gateway(), "gateway");
        }
    }

    /// What the operator declared, and Headroom's own clients.
    private static List<DeclaredIntegration> marks(Configuration configuration) {
        var marks = new ArrayList<DeclaredIntegration>();
        configuration.integrations().forEach(each -> marks.add(each.marks()));
        for (var org : configuration.orgs()) {
            org.access()
                    .map(access -> DeclaredIntegration.byClientId("headroom", access.clientId()))
                    .ifPresent(marks::add);
        }
        return marks;
    }

    private Console startConsole(Configuration configuration, OrgTime time) throws IOException {
        var listen = configuration.console();
        var options =
                new ConsoleOptions(
                        listen.host(),
                        listen.port(),
                        configuration.consoleNames(),
                        configuration.zone());
        var reports =
                ReportDesk.over(
                        configuration.ledgerFile(),
                        configuration.data().resolve(History.FOLDER),
                        snapshots::overview,
                        time.wall());
        try {
            return Console.start(options, pictures, metrics, reports, this::health);
        } catch (IOException e) {
            throw PortTaken.orElse(e, listen, "console");
        }
    }

    private static AlertBoard board(Configuration configuration) throws IOException {
        return new AlertBoard(
                NoticeBook.open(configuration.data().resolve(AlertsWatch.NOTICES_FILE)),
                configuration.alerts().rules().timing().quiet());
    }

    /// How an org stands, for the pace at which it is asked.
    private Pace.Standing standing(String name) {
        return overview().orgs().stream()
                .filter(org -> org.name().equals(name))
                .findFirst()
                .map(this::standing)
                .orElse(Pace.Standing.UNKNOWN);
    }

    private Pace.Standing standing(OrgOverview org) {
        var allocation = org.allocation().calls().filter(calls -> calls > 0);
        return new Pace.Standing(
                org.headroom().flatMap(left -> allocation.map(all -> (double) left / all)),
                forecasts
                        .of(org.name())
                        .flatMap(OrgForecast::forecast)
                        .flatMap(forecast -> forecast.exhaustion().likely())
                        .map(at -> Duration.between(org.asOf(), at)),
                org.usage().sighted().map(OrgOverview.Sighted::at));
    }

    private Health health() {
        var fault = ledger.figures().fault();
        return fault.isEmpty()
                ? Health.GOOD
                : new Health(List.of("the ledger cannot be written: " + fault));
    }

    /// Only its owner looks into the data folder: the ledger says who calls what.
    private static void makeFolder(Path data) throws IOException {
        var folder = Objects.requireNonNull(data.toAbsolutePath());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isWritable(folder)) {
            throw new Failure(ExitCodes.CANNOT_WRITE, "no permission to write in " + folder);
        }
    }
}
