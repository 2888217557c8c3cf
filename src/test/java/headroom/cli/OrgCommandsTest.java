package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.ChargeRules;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.http.Fault;
import headroom.salesforce.Edition;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The way from nothing to a watched org, against an org in a box.
class OrgCommandsTest {
    private static final String CLIENT = "3MVG9watch";

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
                .containsPattern("sent [67] requests \\(logins and those the org does not count")
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

        assertThat(nobody.out()).contains("nothing listens there").doesNotContain("sent ");
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
        assertThat(calibrated.out()).containsPattern("sent (2\\d|30) requests");
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
