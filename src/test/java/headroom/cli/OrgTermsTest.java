package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.meter.Sighting;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the configuration says of an org's allocation and id, held against what the org says.
class OrgTermsTest {
    private static final String USAGE_OF_ACME =
            """
            EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,\
            API_RESOURCE,HTTP_METHOD,COUNTS_AGAINST_API_LIMIT,ENTITY_NAME,STATUS_CODE,\
            CONNECTED_APP_NAME,USER_NAME
            ApiTotalUsage,20261118100000.000,r1,00DHr0000000001,005,REST,66.0,/v66.0/query,GET,1,\
            Account,200,erp,e@acme.test
            """;

    @TempDir private Path folder;
    private final Emulator org =
            Emulator.start(
                    EmulatorOptions.defaults()
                            .withAcceptAnyLogin(false)
                            .withUsers(List.of(new EmulatorUser("admin@acme.example", "password")))
                            .withClients(
                                    List.of(
                                            new EmulatorClient(
                                                    "3MVG9watch", "s3cret", "Headroom"))));

    @AfterEach
    void stop() {
        org.close();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, Map.of("SECRET", "s3cret"), new Stop(), arguments);
    }

    private CommandRun add(String... more) {
        var all = new ArrayList<>(List.of("org", "add", "acme", "--instance-url", org.url()));
        all.addAll(List.of("--client-id", "3MVG9watch"));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("headroom.yaml"));
    }

    @Test
    void writesDownWhatTheAllocationIsMadeOf() throws IOException {
        var added =
                add(
                        "--client-secret",
                        "env:SECRET",
                        "--edition",
                        "enterprise",
                        "--licences",
                        "salesforce=10,customer-community-plus=5",
                        "--add-on-calls",
                        "4000");

        assertThat(added.err()).isEmpty();
        assertThat(added.exitCode()).isZero();
        assertThat(file())
                .contains(
                        """
                            edition: enterprise
                            licences:
                              salesforce: 10
                              customer-community-plus: 5
                            add-on-calls: 4000
                        """);
        assertThat(added.out()).contains("good     limits");
        assertThat(run("org", "list").out())
                .containsPattern("acme +enterprise +00DHr0000000001MAA +115,000 +– ");
        assertThat(run("plan").out())
                .containsPattern("customer-community-plus +5 +200 +1,000")
                .containsPattern("sum +115,000");
    }

    @Test
    void saysWhereTheDeclarationAndTheOrgDisagree() throws IOException {
        add(
                "--client-secret",
                "env:SECRET",
                "--edition",
                "unlimited",
                "--licences",
                "salesforce=1");

        assertThat(run("org", "check").out())
                .contains("warning  limits")
                .contains("makes the allocation 105,000");
        var now = Instant.now();
        var ledgerFile = Files.createDirectories(folder.resolve("data")).resolve("ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(ledgerFile), InstantSource.fixed(now))) {
            ledger.sight(
                    new Sighting(
                            ledger.id(Names.ORG, "acme"),
                            now.toEpochMilli(),
                            10,
                            115_000,
                            Sighting.Source.LIMITS));
            ledger.drain(Duration.ofSeconds(5));
        }
        assertThat(run("org", "list").out())
                .containsPattern("acme +unlimited .* 105,000 +115,000 \\(10,000 more\\)");
        assertThat(run("plan").out())
                .contains("DISAGREES, 10,000 more than declared")
                .contains("2 salesforce licences more would explain it");
    }

    @Test
    void refusesLicencesWithoutAnEditionAndWordsItDoesNotKnow() {
        var licences = add("--client-secret", "env:SECRET", "--licences", "salesforce=10");
        assertThat(licences.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(licences.err()).contains("depends on the edition: add --edition");
        var edition = add("--client-secret", "env:SECRET", "--edition", "entreprise");
        assertThat(edition.err()).contains("'entreprise' is no edition; known: professional");
        assertThat(folder.resolve("headroom.yaml")).doesNotExist();
    }

    @Test
    void notesTheIdOfAnOrgThatWasWrittenByHandAndKeepsItsComments() throws IOException {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                # Ours.
                orgs:
                  - name: acme   # production
                    instance-url: %s
                    access:
                      client-id: 3MVG9watch
                      client-secret: ${env:SECRET}  # rotated in March
                """
                        .formatted(org.url()));

        var check = run("org", "check");

        assertThat(check.out()).contains("noted its id, 00DHr0000000001MAA, in ");
        assertThat(file())
                .contains("# Ours.", "# production", "# rotated in March")
                .contains("    org-id: 00DHr0000000001MAA\n");
        assertThat(run("org", "check").out()).doesNotContain("noted");
        Files.writeString(folder.resolve("log.csv"), USAGE_OF_ACME);
        assertThat(run("import", "log.csv").out()).containsPattern("log.csv +acme");
    }

    @Test
    void isCheckedAllTheSameWhereTheFileCannotBeChanged() throws IOException {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs:
                  - {name: acme, instance-url: "%s",
                     access: {client-id: 3MVG9watch, client-secret: "${env:SECRET}"}}
                """
                        .formatted(org.url()));

        var check = run("org", "check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.out())
                .contains("its id could not be noted")
                .contains("add `org-id: 00DHr0000000001MAA`");
    }
}
