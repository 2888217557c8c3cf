package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.PastCall;
import headroom.emulator.http.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// An org's event logs by hand, from an org in a box.
class LogsCommandsTest {
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @TempDir private Path folder;
    private Emulator org = Emulator.start(EmulatorOptions.defaults());

    /// Two days with a file, the second and fourth before today.
    private void start(EmulatorOptions options) throws Exception {
        org.close();
        org =
                Emulator.start(
                        options.withAcceptAnyLogin(false)
                                .withClients(
                                        List.of(new EmulatorClient("own", "s3cret", "Headroom")))
                                .withHistory(past -> {
                                    past.call(call(4, "erp"));
                                    past.call(call(4, "crm"));
                                    past.call(call(2, "erp"));
                                }));
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                listen: {gateway: 0, console: 0}
                orgs:
                  - name: acme
                    instance-url: '%s'
                    access: {client-id: own, client-secret: '${env:SECRET}'}
                """
                        .formatted(org.url()));
    }

    private PastCall call(int daysAgo, String app) {
        return PastCall.rest(
                today.minus(Duration.ofDays(daysAgo)).plusSeconds(3600),
                app + "@acme.example",
                app,
                "GET",
                "/v66.0/sobjects/Account/001000000000001",
                "Account");
    }

    private String file(int daysAgo) {
        return "ApiTotalUsage-"
                + today.minus(Duration.ofDays(daysAgo)).toString().substring(0, 10)
                + ".csv";
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, Map.of("SECRET", "s3cret"), new Stop(), arguments);
    }

    @Test
    void listsFetchesAndExports() throws Exception {
        start(EmulatorOptions.defaults());

        var before = run("logs", "list");
        assertThat(before.err()).isEmpty();
        assertThat(before.out())
                .contains("FILE", file(4), file(2), "not fetched yet", "0 of 240 calls");

        var got = run("logs", "get", file(2));
        assertThat(got.err()).isEmpty();
        assertThat(got.out()).contains("1 rows, 1 new", "1 of 1 files are in the history now");
        assertThat(run("logs", "get").out())
                .contains("2 rows, 2 new", "1 of 1 files are in the history now");
        assertThat(run("logs", "get").out()).contains("nothing to fetch; spent 2 calls");

        var json = new JsonMapper().readTree(run("logs", "list", "--json").out());
        assertThat(json.path("files").path(0).path("here").asBoolean(false)).isTrue();
        assertThat(json.path("files").size()).isEqualTo(2);
        assertThat(json.path("gaps")).hasSize(2);
        assertThat(json.path("gaps").path(0).path("day").asString(""))
                .isEqualTo(today.minus(Duration.ofDays(3)).toString().substring(0, 10));
        assertThat(run("logs", "list").out()).contains("missing ", "an org may take three days");
        assertThat(run("report", "last-7-days").out()).contains("erp", "crm");

        var exported = run("logs", "export", "calls.csv");
        assertThat(exported.err()).isEmpty();
        assertThat(exported.out()).contains("3 rows are in ");
        assertThat(Files.readAllLines(folder.resolve("calls.csv")))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("time,type,request_id,user_id,username,integration,");
        assertThat(run("logs", "export", "calls.csv").err()).contains("is there already; --force");
        assertThat(run("logs", "export", "calls.csv", "--force").exitCode()).isZero();
        assertThat(run("logs", "export", "calls.parquet", "--last", "3d").out())
                .contains("1 rows are in ");
        assertThat(run("logs", "export", "none.csv", "--last", "1d").err())
                .contains("no file was written");
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,tmp}");
        assertThat(folder.resolve("none.csv")).doesNotExist();
    }

    @Test
    void putsFilesIntoAFolderAndImportsNothing() throws Exception {
        start(EmulatorOptions.defaults());

        var got = run("logs", "get", "--into", "raw");

        assertThat(got.out()).contains("2 files fetched; spent 4 calls of the org");
        assertThat(folder.resolve("raw")).isDirectoryContaining("glob:**" + file(4));
        assertThat(run("logs", "get", "--into", "raw").out()).contains("is there already");
        assertThat(run("logs", "export", "x.csv").err()).contains("nothing has been imported yet");
        assertThat(run("import", "raw").out()).contains("3 rows, 3 new");
    }

    @Test
    void writesNoFileOutsideItsFolderWhateverTheOrgCallsIt() throws Exception {
        var body =
                """
                {"records":[{"Id":"0AT000000000001GAA","EventType":"../ApiTotalUsage",
                "LogDate":"2026-11-17T00:00:00.000+0000","Interval":"Daily","Sequence":0,
                "CreatedDate":"2026-11-18T03:00:00.000+0000","LogFileLength":22.0,
                "LogFile":"/services/data/v66.0/limits"}]}
                """;
        var listing = new Fault.Status(200, "application/json", body);
        start(
                EmulatorOptions.defaults()
                        .withFaults(
                                1, List.of(Fault.below("/services/data/v66.0/query", 1, listing))));

        var got = run("logs", "get", "--into", "raw");

        assertThat(got.out()).contains("0 files fetched; spent 2 calls of the org");
        assertThat(got.err()).contains("the org lists event logs that are none, such as '../Api");
    }

    @Test
    void saysInWordsWhatTheOrgRefuses() throws Exception {
        var refusal =
                new Fault.Status(
                        400,
                        "application/json",
                        "[{\"errorCode\":\"INVALID_TYPE\",\"message\":\"No.\"}]");
        start(
                EmulatorOptions.defaults()
                        .withFaults(
                                1, List.of(Fault.below("/services/data/v66.0/query", 1, refusal))));

        assertThat(run("logs", "list").err()).contains("acme: ", "View Event Log Files");
        assertThat(CommandRun.of(folder, Map.of("SECRET", "old"), new Stop(), "logs", "get").err())
                .contains("`headroom org check` says what to do")
                .doesNotContain("Exception");
        assertThat(run("logs", "list", "--type", "Logins").exitCode()).isEqualTo(ExitCodes.USAGE);
        org.close();
        assertThat(run("logs", "list").err()).contains("acme: ", "nothing listens there");
        org = Emulator.start(EmulatorOptions.defaults());
    }
}
