package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import headroom.cli.config.Configuration;
import headroom.cli.config.ConfigurationFile;
import headroom.console.Snapshots;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.report.OverviewReader;
import headroom.watch.AlertBoard;
import headroom.watch.Credentials.ClientSecret;
import headroom.watch.LimitsWatch;
import headroom.watch.NoticeBook;
import headroom.watch.OrgDoor;
import headroom.watch.Pace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long it takes from the call that crosses a threshold to the mail about it in a mail server,
/// twenty times. The figures go to docs/benchmarks.md.
@Tag("full")
class AlertDelayTest {
    private static final int CROSSINGS = 20;
    private static final int STEP = 4;
    private static final Duration BY_TRAFFIC_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration BY_POLLING_MAX = POLL.plusSeconds(60);

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Emulator emulator =
            Emulator.start(EmulatorOptions.defaults().withAllocation(1_000));

    @TempDir private Path folder;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        var percents =
                IntStream.rangeClosed(1, CROSSINGS)
                        .mapToObj(number -> "" + number * STEP)
                        .collect(Collectors.joining(", "));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                listen: {gateway: 0, console: 0}
                orgs: [{name: acme, instance-url: '%s'}]
                alerts:
                  admins: [ops@acme.example]
                  mail: {smtp: '127.0.0.1:%d', tls: none, from: headroom@acme.example}
                  digest: off
                  rules: {used-percent: [%s], runs-out-within: off, share-percent: off,
                          burn-times: off, unattributed-percent: off, limit-percent: off,
                          entitlement-percent: off}
                """
                        .formatted(emulator.url(), mail.getSmtp().getPort(), percents));
    }

    @AfterEach
    void stop() {
        mail.stop();
        emulator.close();
    }

    @Test
    void byTrafficThroughTheGateway() throws Exception {
        try (var serve = ServeRun.start(folder);
                var door = door(serve.word("gateway"))) {
            var delays = delays("by traffic", door);
            serve.stop();

            assertThat(delays.getLast()).isLessThan(BY_TRAFFIC_MAX);
        }
    }

    /// The calls go round the gateway, a look at the limits every three seconds finds them.
    @Test
    void byPolling() throws Exception {
        var configuration = ConfigurationFile.load(folder.resolve("headroom.yaml"), Map.of());
        var wall = InstantSource.system();
        try (var ledger = Ledger.open(LedgerOptions.at(configuration.ledgerFile()), wall);
                var reader = new OverviewReader(ledger.reader(), Declarations.of(configuration));
                var snapshots = new Snapshots(() -> reader.read(wall.instant()));
                var _ = messages(configuration, ledger, snapshots, wall);
                var looking = door(emulator.url());
                var calling = door(emulator.url())) {
            var pace = new Pace(POLL, POLL, POLL, 0.3);
            var watch =
                    new LimitsWatch(
                            ledger, "acme", looking, wall, pace, () -> Pace.Standing.UNKNOWN);
            var polling = Thread.ofVirtual().start(() -> poll(watch));
            var delays = delays("by polling", calling);
            polling.interrupt();
            polling.join();

            assertThat(delays.getLast()).isLessThan(BY_POLLING_MAX);
        }
    }

    private static Messages messages(
            Configuration configuration, Ledger ledger, Snapshots snapshots, InstantSource wall)
            throws IOException {
        return new Messages(
                configuration,
                ledger.reader(),
                new AlertsWatch.Source(snapshots::overview, _ -> Optional.empty()),
                new AlertBoard(
                        NoticeBook.open(configuration.data().resolve("notices.json")),
                        Optional.empty()),
                URI.create("http://127.0.0.1:8485"),
                wall);
    }

    private static void poll(LimitsWatch watch) {
        try {
            while (true) {
                Thread.sleep(watch.round());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static OrgDoor door(String url) {
        var base = URI.create(url);
        return new OrgDoor(
                base,
                base,
                new ClientSecret("any", () -> "any"),
                OrgDoor.client().build(),
                InstantSource.system());
    }

    private List<Duration> delays(String how, OrgDoor door) throws Exception {
        var delays = new ArrayList<Duration>();
        for (var crossing = 1; crossing <= CROSSINGS; crossing++) {
            while (emulator.books().used() < crossing * STEP * 10L) {
                door.get(OrgDoor.data("/sobjects"));
            }
            var crossed = Instant.now();
            assertThat(mail.waitForIncomingEmail(70_000, crossing)).isTrue();
            delays.add(Duration.between(crossed, Instant.now()));
            // Crossings at all moments of the looks' rhythm, not always right after one.
            Thread.sleep(137L * crossing % 1_000);
        }
        delays.sort(null);
        System.out.printf(
                "crossing to mail %s, ms: least %d, middle %d, 90 %% %d, most %d of %d%n",
                how,
                delays.getFirst().toMillis(),
                delays.get(CROSSINGS / 2).toMillis(),
                delays.get(CROSSINGS * 9 / 10).toMillis(),
                delays.getLast().toMillis(),
                CROSSINGS);
        return delays;
    }
}
