package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.ChargeRules;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.http.Fault;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.salesforce.Edition;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The way from nothing to a watched org, against an org in a box.
class OrgCommandsTest {
    private static final String CLIENT = "3MVG9watch";

    private static final String USAGE_OF_ACME =
            """
            EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,\
            API_RESOURCE,HTTP_METHOD,COUNTS_AGAINST_API_LIMIT,ENTITY_NAME,STATUS_CODE,\
            CONNECTED_APP_NAME,USER_NAME
            ApiTotalUsage,20261118100000.000,r1,00DHr0000000001,005,REST,66.0,/v66.0/query,GET,1,\
            Account,200,erp,e@acme.test
            """;

    @TempDir private Path folder;
    private Emulator org = Emulator.start(options());

    private static EmulatorOptions options() {
        return EmulatorOptions.defaults()
                .withAcceptAnyLogin(false)
                .withUsers(List.of(new EmulatorUser("admin@acme.example", "password")))
                .withRefreshTokens(Map.of("refresh-me", "admin@acme.example"))
                .withClients(List.of(new EmulatorClient(CLIENT, "s3cret", "Headroom")));
    }

    private void restart(EmulatorOptions options) {
        org.close();
        org = Emulator.start(options);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, Map.of("SECRET", "s3cret"), new Stop(), arguments);
    }

    private CommandRun add(String... more) {
        var all =
                new ArrayList<>(
                        List.of(
                                "org",
                                "add",
                                "acme",
                                "--instance-url",
                                org.url(),
                                "--client-id",
                                CLIENT));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("headroom.yaml"));
    }

    @Test
    void addsAnOrgByItsSecretAfterTryingIt() throws IOException {
        var added = add("--client-secret", "env:SECRET");

        assertThat(added.err()).isEmpty();
        assertThat(added.exitCode()).isZero();
        assertThat(added.out())
                .contains("good     login         client credentials")
                .contains("1 of 115,000 calls used in the last 24 h")
                .containsPattern("spent [67] calls of the org")
                .contains("added acme to ");
        assertThat(file())
                .isEqualTo(
                        """
                        orgs:
                          - name: acme
                            instance-url: %s
                            org-id: 00DHr0000000001MAA
                            access:
                              client-id: 3MVG9watch
                              client-secret: ${env:SECRET}
                        """
                                .formatted(org.url()));
        assertThat(added.out() + added.err() + file()).doesNotContain("s3cret");
    }

    @Test
    void addsASecondOrgBesideTheFirstAndRefusesTheSameNameTwice() throws IOException {
        add("--client-secret", "env:SECRET");
        Files.writeString(
                folder.resolve("headroom.yaml"),
                file().replace("name: acme", "name: other\n    hosts: [other.example]"));

        assertThat(add("--client-secret", "env:SECRET", "--no-check").exitCode()).isZero();
        assertThat(file()).contains("name: other").contains("name: acme");
        assertThat(add("--client-secret", "env:SECRET").err())
                .contains("there is an org acme in ")
                .contains("already");
        assertThat(run("org", "list").out()).contains("other").contains("client credentials");
    }

    @Test
    void givesASecondOrgAPathOfItsOwn() throws IOException {
        add("--client-secret", "env:SECRET", "--no-check");
        Files.writeString(folder.resolve("headroom.yaml"), file().replace("acme", "prod"));

        var added = add("--client-secret", "env:SECRET");

        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("clients mean it by the gateway's path /acme");
        assertThat(file()).contains("path-prefix: '/acme'");
    }

    @Test
    void logsInWithAKeyAndWithARefreshToken() throws Exception {
        var pair = pair();
        Files.writeString(folder.resolve("key.pem"), pem(pair));
        restart(
                options()
                        .withClients(
                                List.of(
                                        new EmulatorClient(
                                                CLIENT, "", "Headroom", "", pair.getPublic()))));

        var byKey = add("--private-key", "file:key.pem", "--username", "admin@acme.example");
        Files.delete(folder.resolve("headroom.yaml"));
        Files.writeString(folder.resolve("token"), "refresh-me\n");
        var byToken = add("--refresh-token", "file:token");

        assertThat(byKey.out() + byKey.err()).contains("JWT bearer, as user 005");
        assertThat(byToken.out() + byToken.err()).contains("refresh token, as user 005");
    }

    private static KeyPair pair() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void saysWhatIsWrongWithASecretAndWritesNothing() {
        var wrong =
                CommandRun.of(
                        folder,
                        Map.of("SECRET", "old"),
                        new Stop(),
                        "org",
                        "add",
                        "acme",
                        "--instance-url",
                        org.url(),
                        "--client-id",
                        CLIENT,
                        "--client-secret",
                        "env:SECRET");

        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(wrong.out()).contains("bad      login").contains("was rotated");
        assertThat(wrong.err()).contains("nothing was written");
        assertThat(folder.resolve("headroom.yaml")).doesNotExist();
    }

    @Test
    void refusesASecretAsAnArgument() {
        var refused = add("--client-secret", "s3cret");

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("env:NAME or file:PATH").doesNotContain("s3cret");
    }

    @Test
    void namesEachPermissionThatIsMissing() {
        add("--client-secret", "env:SECRET");
        var port = org.port();
        restart(
                options()
                        .withPort(port)
                        .withFaults(
                                1,
                                List.of(
                                        refusing(
                                                "/services/data/v66.0/limits",
                                                "API_DISABLED_FOR_ORG"))));

        var check = run("org", "check");

        assertThat(check.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(check.out())
                .contains("bad      limits")
                .contains("this org has no API: its edition includes none")
                .contains("warning  event logs");
    }

    private static Fault refusing(String path, String code) {
        return Fault.below(
                path,
                1,
                new Fault.Status(
                        403,
                        "application/json",
                        "[{\"errorCode\":\"" + code + "\",\"message\":\"No.\"}]"));
    }

    @Test
    void saysThatNothingListens() {
        var url = org.url();
        org.close();
        var nobody =
                run(
                        "org",
                        "add",
                        "acme",
                        "--instance-url",
                        url,
                        "--client-id",
                        CLIENT,
                        "--client-secret",
                        "env:SECRET");

        assertThat(nobody.out()).contains("nothing listens there");
        org = Emulator.start(options());
    }

    @Test
    void findsOutWhatTheOrgCountsAndKeepsIt() throws IOException {
        var rules = ChargeRules.DEFAULTS;
        restart(
                options()
                        .withEdition(Edition.FULL_SANDBOX)
                        .withCharges(
                                new ChargeRules(
                                        rules.login(),
                                        true,
                                        !rules.failed(),
                                        rules.unauthorized(),
                                        rules.limitRefusals(),
                                        rules.notModified(),
                                        true)));
        add("--client-secret", "env:SECRET");

        var calibrated = run("org", "calibrate");

        assertThat(calibrated.exitCode()).isZero();
        assertThat(calibrated.out()).containsPattern("spent (2\\d|30) calls");
        assertThat(file()).contains("count-oauth: true").contains("count-failed: false");
    }

    @Test
    void spendsNothingMoreOnAProductionOrg() {
        add("--client-secret", "env:SECRET");
        var before = org.books().totalCharge();

        var refused = run("org", "calibrate");

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("acme is no sandbox");
        assertThat(org.books().totalCharge()).isEqualTo(before + 1);
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

    @Test
    void learnsTheNewIdOfARefreshedSandbox() throws IOException {
        add("--client-secret", "env:SECRET");
        assertThat(run("org", "relink").out()).contains("acme is 00DHr0000000001MAA still");
        var port = org.port();
        restart(options().withPort(port).withOrgId("00DHr0000000002"));

        assertThat(run("org", "check").out()).contains("if a sandbox was refreshed");
        assertThat(run("org", "relink").out()).contains(", was 00DHr0000000001MAA");
        assertThat(run("org", "relink").out()).contains("nothing to do");
        assertThat(file()).contains("org-id: 00DHr0000000002");
    }
}
