package headroom.laws;

import headroom.emulator.Charged;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.http.Fault;
import headroom.gateway.DeclaredIntegration;
import headroom.gateway.Gateway;
import headroom.gateway.GatewayOptions;
import headroom.gateway.OrgRoute;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LedgerReader;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Emulator, gateway and ledger together, as `serve` wires them, with a gateway that can be stopped
/// and started again on its port and its ledger.
public final class World implements AutoCloseable {
    static final List<String> APPS = List.of("erp-nightly", "marketing", "support-portal");

    public final EmulatorClock clock;
    public final Emulator org;
    private final Path folder;
    private Ledger ledger;
    private Gateway gateway;
    private boolean stopped;

    private World(Path folder, UnaryOperator<EmulatorOptions> change) throws Exception {
        this.folder = folder;
        this.clock = EmulatorClock.following(InstantSource.system());
        clock.speed(60);
        var users =
                APPS.stream().map(app -> new EmulatorUser(app + "@acme.test", "secret")).toList();
        var apps =
                APPS.stream()
                        .map(app ->
                                new EmulatorClient(
                                        app + "-key", "s", app, app + "@acme.test", null))
                        .toList();
        org =
                Emulator.start(
                        change.apply(
                                EmulatorOptions.defaults()
                                        .withPort(0)
                                        .withClock(clock)
                                        .withUsers(users)
                                        .withAcceptAnyLogin(false)
                                        .withClients(apps)
                                        .withBooksDetailMax(1_000_000)));
        open(0);
    }

    public static World start(UnaryOperator<EmulatorOptions> change) throws Exception {
        return new World(Files.createTempDirectory("headroom-law"), change);
    }

    private void open(int port) throws Exception {
        stopped = false;
        ledger = Ledger.open(LedgerOptions.at(ledgerFile()), clock);
        var declared =
                APPS.stream()
                        .map(app ->
                                new DeclaredIntegration(
                                        app,
                                        List.of(app + "-key"),
                                        List.of(app),
                                        List.of(),
                                        List.of(),
                                        Map.of(),
                                        List.of(),
                                        List.of(app + "@acme.test")))
                        .toList();
        gateway =
                Gateway.start(
                        GatewayOptions.of(
                                        List.of(OrgRoute.to("acme", URI.create(org.url()))),
                                        folder.resolve("token.key"))
                                .withListen(GatewayOptions.Listen.loopback(port))
                                .withIntegrations(declared),
                        ledger,
                        clock);
    }

    /// Stops and starts gateway and ledger; callers meet a closed port meanwhile.
    void restart() throws Exception {
        var port = gateway.port();
        stop();
        open(port);
    }

    private void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        gateway.drain(Duration.ofSeconds(5));
        gateway.close();
        ledger.drain(Duration.ofSeconds(5));
        ledger.close();
    }

    public void drain() {
        stop();
    }

    public String url() {
        return "http://127.0.0.1:" + gateway.port();
    }

    Path ledgerFile() {
        return folder.resolve("ledger.db");
    }

    static Fault fault(double rate, Fault.Kind kind) {
        return Fault.below("/services/data/v66.0/query", rate, kind);
    }

    /// By the control door of the emulator, as a person would.
    void clearFaults() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(org.url() + "/__emulator/faults"))
                        .DELETE()
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("the faults stay: " + status);
            }
        }
    }

    /// Charges by request id, from the rows themselves, with how the ledger saw each call.
    private Map<String, Entry> ledgerCharges() throws Exception {
        var charges = new HashMap<String, Entry>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + ledgerFile());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select request, charge, status, outcome from calls")) {
            while (rows.next()) {
                var how = "status " + rows.getInt(3) + " outcome " + rows.getInt(4);
                charges.merge(rows.getString(1), new Entry(rows.getInt(2), how), Entry::plus);
            }
        }
        return charges;
    }

    /// Charges of one request id; ids repeat where a client itself sent a request again.
    record Entry(int charge, String how) {
        Entry plus(Entry other) {
            return new Entry(charge + other.charge, how + "; " + other.how);
        }
    }

    Set<String> ledgerIds() throws Exception {
        return ledgerCharges().keySet();
    }

    /// The calls on which the two books differ, each with both sides' account of it.
    public List<String> differences() throws Exception {
        var orgs = new HashMap<String, Entry>();
        for (Charged call : org.books().calls()) {
            var how = "status " + call.status() + " " + call.resource();
            orgs.merge(call.requestId(), new Entry(call.charge(), how), Entry::plus);
        }
        var ledgers = ledgerCharges();
        var ids = new TreeSet<>(orgs.keySet());
        ids.addAll(ledgers.keySet());
        var nothing = new Entry(0, "not there");
        return ids.stream()
                .filter(id ->
                        ledgers.getOrDefault(id, nothing).charge()
                                != orgs.getOrDefault(id, nothing).charge())
                .map(id -> id + ": ledger " + ledgers.get(id) + ", org " + orgs.get(id))
                .toList();
    }

    Map<String, Long> ledgerByIntegration() {
        try (var reader = LedgerReader.open(ledgerFile())) {
            var spent = new TreeMap<String, Long>();
            for (var one : reader.window(reader.orgs().getFirst().id(), clock.instant())) {
                if (one.charges() > 0) {
                    spent.put(one.name(), one.charges());
                }
            }
            return spent;
        }
    }

    public Map<String, Long> ledgerByUser() {
        try (var reader = LedgerReader.open(ledgerFile())) {
            var spent = new TreeMap<String, Long>();
            var now = clock.instant();
            var id = reader.orgs().getFirst().id();
            var from = now.minus(Duration.ofHours(24));
            var heavy = reader.heaviest(LedgerReader.By.USER, id, from, now, 100);
            heavy.stream()
                    .filter(one -> one.charges() > 0)
                    .forEach(one -> spent.put(one.name(), one.charges()));
            return spent;
        }
    }

    Map<String, Long> orgByClient() {
        var spent = new TreeMap<String, Long>();
        org.books().byClient().forEach((name, tally) -> put(spent, name, tally.charge()));
        return spent;
    }

    public Map<String, Long> orgByUser() {
        var spent = new TreeMap<String, Long>();
        org.books().byUser().forEach((name, tally) -> put(spent, name, tally.charge()));
        return spent;
    }

    private static void put(Map<String, Long> spent, String name, long charge) {
        if (charge > 0) {
            spent.put(name, charge);
        }
    }

    @Override
    public void close() {
        stop();
        org.close();
    }
}
