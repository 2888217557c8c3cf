package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;
import headroom.history.History;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// An import beside a running gateway.
class ImportServeTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @TempDir private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                listen: {gateway: 0, console: 0}
                orgs:
                  - {name: acme, instance-url: '%s'}
                """
                        .formatted(emulator.url()));
        var at = Instant.now().minus(Duration.ofHours(2)).toString().substring(0, 19) + ".250Z";
        Files.writeString(
                folder.resolve("log.csv"),
                "EVENT_TYPE,TIMESTAMP_DERIVED,REQUEST_ID,USER_NAME,API_FAMILY,API_RESOURCE,"
                        + "COUNTS_AGAINST_API_LIMIT,CONNECTED_APP_NAME,STATUS_CODE\n"
                        + ("ApiTotalUsage," + at + ",r1,u@x,REST,/v66.0/limits,1,ledgerless,200\n")
                        + ("ApiTotalUsage,"
                                + at
                                + ",r2,u@x,REST,/v66.0/limits,1,ledgerless,200\n"));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void isBookedByTheGatewayWithinTenSeconds() throws Exception {
        try (var serve = ServeRun.start(folder)) {
            serve.word("gateway");

            var run = CommandRun.of(folder, "import", "log.csv");

            assertThat(run.out()).contains("2 rows, 2 new", "within ten seconds");
            assertThat(statusWith("ledgerless")).contains("2 imported");
            assertThat(CommandRun.of(folder, "import", "log.csv").out()).contains("before");
            assertThat(statusWith("ledgerless")).contains("2 imported");
            serve.stop();
        }
    }

    @Test
    void waitsForWhoeverHasTheHistory() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        ServeRun run;
        try (var _ = History.open(folder.resolve("data/history"), InstantSource.system())) {
            run = ServeRun.start(folder, "import", "log.csv");
            for (var tries = 0; tries < 600 && !run.text().contains("waiting"); tries++) {
                Thread.sleep(100);
            }
            assertThat(run.text()).contains("is writing the history; waiting for its end");
        }
        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).contains("2 rows, 2 new");
    }

    private String statusWith(String name) throws InterruptedException {
        var out = "";
        for (var tries = 0; tries < 100 && !out.contains(name); tries++) {
            Thread.sleep(100);
            out = CommandRun.of(folder, "status").out();
        }
        return out;
    }
}
