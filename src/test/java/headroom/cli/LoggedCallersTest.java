package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Callers of logs have the names that the configuration gives them.
class LoggedCallersTest {
    private static final String CONFIGURATION =
            """
            data: data
            orgs:
              - {name: acme, instance-url: https://acme.my.salesforce.com}
            integrations:
              - {name: erp-nightly, client-ids: [key], connected-apps: [ERP Sync]}
              - {name: marketing, connected-apps: [0H4000000000001AAA]}
              - {name: loader, call-options: [Loader/1]}
            """;
    private static final String HEADER =
            "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,"
                    + "API_RESOURCE,HTTP_METHOD,COUNTS_AGAINST_API_LIMIT,ENTITY_NAME,STATUS_CODE,"
                    + "CONNECTED_APP_ID,CONNECTED_APP_NAME,CLIENT_NAME,USER_NAME\n";

    @TempDir private Path folder;

    @Test
    void byAppAppIdOrClientAndElseByTheAppsOwnName() throws IOException {
        Files.writeString(folder.resolve("headroom.yaml"), CONFIGURATION);
        Files.writeString(
                folder.resolve("log.csv"),
                HEADER
                        + call(1, "0H4000000000009", "ERP Sync", "")
                        + call(2, "0H4000000000001", "Marketing (new)", "")
                        + call(3, "0H4000000000002", "Some Tool", "Loader/1")
                        + call(4, "0H4000000000003", "Other Tool", "Other/1")
                        + call(5, "0H4000000000004", "Headroom", ""));

        var imported = CommandRun.of(folder, "import", "log.csv");
        var report =
                CommandRun.of(
                        folder, "report", "heaviest", "--from", "2026-11-18", "--to", "2026-11-19");

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(report.out())
                .containsPattern("erp-nightly +1 ")
                .containsPattern("marketing +1 ")
                .containsPattern("loader +1 ")
                .containsPattern("Other Tool +1 ")
                .containsPattern("headroom +1 ")
                .doesNotContain("ERP Sync", "Marketing (new)", "Some Tool");
    }

    @Test
    void anAppBelongsToOneIntegration() throws IOException {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                CONFIGURATION + "  - {name: twin, connected-apps: [ERP Sync]}\n");

        var checked = CommandRun.of(folder, "config", "check", "headroom.yaml");

        assertThat(checked.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(checked.err()).contains("connected-apps", "ERP Sync", "erp-nightly");
    }

    private static String call(int number, String appId, String app, String client) {
        return "ApiTotalUsage,20261118100000.000,r%d,00D000000000001,005,REST,66.0,/v66.0/limits,GET,1,,200,%s,%s,%s,u%d@x.test\n"
                .formatted(number, appId, app, client, number);
    }
}
