package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.http.Fault;
import headroom.gateway.Gateway;
import headroom.gateway.GatewayOptions;
import headroom.gateway.OrgRoute;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.meter.UsageFigure;
import headroom.watch.Credentials.ClientSecret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Headroom's own look at the limits, through its own gateway and beside others' calls: the usage
/// stays what the org counts.
class LimitsThroughGatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SLOW = "/services/data/v66.0/query";

    @TempDir private Path folder;
    private Emulator emulator;
    private Ledger ledger;
    private Gateway gateway;
    private OrgDoor door;
    private LimitsWatch watch;
    private Runnable between = () -> {};

    @BeforeEach
    void start() throws Exception {
        var late = Fault.below(SLOW, 1, new Fault.Latency(Duration.ofMillis(700)));
        emulator = Emulator.start(EmulatorOptions.defaults().withFaults(1, List.of(late)));
        ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), InstantSource.system());
        gateway =
                Gateway.start(
                        GatewayOptions.of(
                                List.of(OrgRoute.to("acme", URI.create(emulator.url()))),
                                folder.resolve("token.key")),
                        ledger,
                        InstantSource.system());
        door =
                new OrgDoor(
                        URI.create("http://127.0.0.1:" + gateway.port()),
                        new ClientSecret("any", () -> "any"));
        watch =
                new LimitsWatch(
                        ledger,
                        "acme",
                        door,
                        this::now,
                        Pace.DEFAULTS,
                        () -> Pace.Standing.UNKNOWN);
        watch.look();
    }

    @AfterEach
    void stop() {
        door.close();
        gateway.close();
        ledger.close();
        emulator.close();
    }

    @Test
    void leavesTheHeaderToTheGatewayThatBookedItInTheOrderOfCalls() throws Exception {
        between = () -> call(5);
        watch.look();

        assertThat(usage().used()).isEqualTo(emulator.books().used()).isEqualTo(8);
    }

    @Test
    void countsCallsInFlightOnceWhoeverAnswersFirst() throws Exception {
        var late = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            late.add(Thread.ofVirtual().start(() -> get(SLOW + "?q=SELECT+Id+FROM+Lead")));
        }
        while (emulator.books().used() < 6) {
            Thread.onSpinWait();
        }
        between = () -> call(3);
        watch.look();

        var during = usage();
        assertThat(during.inFlight()).as("the four are still under way").isEqualTo(4);
        assertThat(during.used()).isEqualTo(10);
        for (var thread : late) {
            thread.join();
        }
        assertThat(usage().used()).isEqualTo(emulator.books().used()).isEqualTo(10);
    }

    /// `/limits` may be five minutes old: what an answer's header said since then is newer.
    @Test
    void theLimitsResourceNeverTakesThePlaceOfANewerHeader() {
        var org = ledger.id(Names.ORG, "acme");
        var now = Instant.now().plusSeconds(60).toEpochMilli();
        ledger.sight(new Sighting(org, now, 500, 1_000, Sighting.Source.HEADER));
        ledger.sight(new Sighting(org, now + 240_000, 400, 1_000, Sighting.Source.LIMITS));
        assertThat(usage().used()).isEqualTo(500);

        ledger.sight(new Sighting(org, now + 300_000, 600, 1_000, Sighting.Source.LIMITS));
        assertThat(usage().used()).isEqualTo(600);
    }

    @Test
    void aStraightLookIsBookedByNobodyElse() throws Exception {
        var base = URI.create(emulator.url());
        try (var straight =
                new OrgDoor(
                        base,
                        base,
                        new ClientSecret("any", () -> "any"),
                        OrgDoor.client().build(),
                        InstantSource.system())) {
            new LimitsWatch(
                            ledger,
                            "acme",
                            straight,
                            InstantSource.system(),
                            Pace.DEFAULTS,
                            () -> Pace.Standing.UNKNOWN)
                    .look();
        }
        assertThat(usage().sighted()).as("two before it, and itself").isEqualTo(3);
    }

    /// The watch asks for the time between the org's answer and the booking of it.
    private Instant now() {
        between.run();
        return Instant.now();
    }

    private void call(int times) {
        for (var i = 0; i < times; i++) {
            get("/services/data/v66.0/sobjects");
        }
    }

    private void get(String path) {
        try {
            door.get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As the file says it, to which everything has been written.
    private UsageFigure usage() {
        ledger.drain(PATIENCE);
        try (var reader = ledger.reader()) {
            return reader.usage(ledger.id(Names.ORG, "acme"), Instant.now());
        }
    }
}
