package headroom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import headroom.gateway.Limits;
import headroom.salesforce.LicenceType;
import headroom.watch.WeekTime;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ConfigurationFileTest {
    private static final String ACME =
            """
            orgs:
              - name: acme
                instance-url: https://acme.my.salesforce.com
            """;

    @TempDir private Path folder;

    @Nested
    class Reads {
        @Test
        void theShortestFileWithDefaultsForTheRest() throws Exception {
            var read = load(ACME);

            assertThat(read.gateway().host()).isEqualTo("127.0.0.1");
            assertThat(read.gateway().port()).isEqualTo(8484);
            assertThat(read.console().port()).isEqualTo(8485);
            assertThat(read.limits()).isEqualTo(Limits.DEFAULTS);
            assertThat(read.books()).isEqualTo(Configuration.Books.DEFAULTS);
            assertThat(read.zone().getId()).isEqualTo("Z");
            assertThat(read.ledgerFile()).isEqualTo(folder.resolve("data/ledger.db"));
        }

        @Test
        void theFullExampleOfTheDocumentation() throws Exception {
            Files.writeString(folder.resolve("teams.url"), "https://teams.example/hook");
            var read =
                    parse(
                            example("full"),
                            Map.of(
                                    "HEADROOM_ACME_SECRET", "s3cret",
                                    "HEADROOM_SMTP_PASSWORD", "p4ss",
                                    "HEADROOM_SLACK_URL", "https://slack.example/hook",
                                    "HEADROOM_WEBHOOK_URL", "https://hook.example",
                                    "HEADROOM_WEBHOOK_SECRET", "k3y"));

            var org = read.orgs().getFirst();
            assertThat(org.route().orgId()).contains("00D5j00000DgAYG");
            assertThat(org.licences()).containsEntry(LicenceType.SALESFORCE, 15);
            assertThat(org.computedAllocation().orElseThrow().calls()).isEqualTo(145_000);
            assertThat(org.access().orElseThrow().credentials().form(Instant.EPOCH))
                    .endsWith("&client_secret=s3cret");
            assertThat(read.publicUrl()).contains(URI.create("https://headroom.acme.example"));
            assertThat(read.limits()).isEqualTo(Limits.DEFAULTS);
            assertThat(read.books()).isEqualTo(Configuration.Books.DEFAULTS);
            assertThat(read.alerts().hooks()).hasSize(3);
            assertThat(read.alerts().mail().orElseThrow().server().port()).isEqualTo(587);
            var erp = read.integrations().getFirst();
            assertThat(erp.marks().headers()).containsEntry("X-Integration", "erp-nightly");
            assertThat(erp.zone()).contains(ZoneId.of("Europe/Berlin"));
            assertThat(read.gateway().tls().orElseThrow().key())
                    .isEqualTo(folder.resolve("tls/key.pem"));
        }

        @Test
        void theShortExampleOfTheDocumentation() throws Exception {
            assertThat(load(example("short")).orgs()).hasSize(1);
        }

        @Test
        void aSecretFromAFileOfItsOwn() throws Exception {
            Files.writeString(folder.resolve("secret"), "from-a-file\n");

            var read = load(ACME + access("file:secret"));

            var access = read.orgs().getFirst().access().orElseThrow();
            assertThat(access.credentials().form(Instant.EPOCH))
                    .endsWith("&client_secret=from-a-file");
            assertThat(access.toString()).doesNotContain("from-a-file");
        }

        @Test
        void aDigestOnMondaysWhereMailGoesOutUnlessAnotherDayOrNoneIsSaid() throws Exception {
            var mail =
                    ACME
                            + "time-zone: Europe/Berlin\n"
                            + "alerts:\n"
                            + "  admins: [a@b.example]\n"
                            + "  mail: {smtp: 'localhost:25', tls: none, from: h@b.example}\n";
            var berlin = ZoneId.of("Europe/Berlin");

            assertThat(load(mail).alerts().digest())
                    .contains(new WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0), berlin));
            assertThat(
                            load(mail + "  digest: {day: friday, time: 16:30, time-zone: UTC}\n")
                                    .alerts()
                                    .digest())
                    .contains(
                            new WeekTime(DayOfWeek.FRIDAY, LocalTime.of(16, 30), ZoneId.of("UTC")));
            assertThat(load(mail + "  digest: off\n").alerts().digest()).isEmpty();
            assertThat(load(ACME).alerts().digest()).isEmpty();
            assertThat(rendered(problems(mail + "  digest: {day: mon, time: 8}\n")))
                    .containsExactly(
                            "line 8: `day`: 'mon' is no day such as monday",
                            "line 8: `time`: '8' is no time such as 08:00");
        }

        @Test
        void usedPercentsOfOneToAHundred() {
            assertThat(rendered(problems(ACME + "alerts: {rules: {used-percent: [50, 200]}}\n")))
                    .singleElement()
                    .asString()
                    .contains("'200' is no percentage up to 100");
        }

        @Test
        void rulesOfAlertsWithThoseThatAreOff() throws Exception {
            var rules =
                    load(ACME
                                    + "alerts: {rules: {used-percent: off, burn-times: off,"
                                    + " share-percent: 40, entitlement-percent: 70,"
                                    + " limits: {A: 60, B: off}}}\n")
                            .alerts()
                            .rules();

            assertThat(rules.used().percents()).isEmpty();
            assertThat(rules.burnTimes()).isEmpty();
            assertThat(rules.sharePercent()).contains(40);
            assertThat(rules.runsOutWithin()).contains(Duration.ofHours(4));
            assertThat(rules.limits().entitlementPercent()).contains(70);
            assertThat(rules.limits().byKey())
                    .containsEntry("A", Optional.of(60))
                    .containsEntry("B", Optional.empty());
        }

        @Test
        void durationsAndSizesInTheirUnits() throws Exception {
            var read =
                    load(
                            ACME
                                    + "limits: {connect-timeout: 1m 30s, peek-bytes: 512 KiB}\n"
                                    + "ledger: {keep-calls: 26h}\n");

            assertThat(read.limits().connectTimeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(read.limits().peekBytesMax()).isEqualTo(512 * 1024);
            assertThat(read.books().callsKept()).isEqualTo(Duration.ofHours(26));
        }
    }

    @Nested
    class Refuses {
        @Test
        void anUnknownKeyWithItsLineAndTheNearestOne() {
            var problems = problems("orgs:\n  - name: acme\n    instnace-url: https://a.b\n");

            assertThat(rendered(problems))
                    .contains(
                            "line 3: unknown key `instnace-url` in org `acme`; did you mean"
                                    + " `instance-url`?",
                            "line 2: org `acme` needs the key `instance-url`");
        }

        @Test
        void rulesOfAlertsThatCanNeverHold() {
            var problems =
                    problems(
                            ACME
                                    + """
                                    alerts:
                                      rules:
                                        used-percent: [50, off]
                                        resume-below-percent: 60
                                        runs-out-within: 2d
                                        share-percent: 101
                                        burn-times: 0
                                        limits: {DailyBulkApiBatches: much}
                                        quiet-hours: 22:00-22:00
                                        entitlement: 80
                                    """);

            assertThat(rendered(problems))
                    .anySatisfy(it -> assertThat(it).contains("either `off` or a list"))
                    .anySatisfy(it -> assertThat(it).contains("no `used-percent` is above it"))
                    .anySatisfy(it -> assertThat(it).contains("'2d' is longer than 24h"))
                    .anySatisfy(it -> assertThat(it).contains("'101' is no percentage up to 100"))
                    .anySatisfy(it -> assertThat(it).contains("'0' must be at least 1"))
                    .anySatisfy(it -> assertThat(it).contains("'much' is not a whole number"))
                    .anySatisfy(it -> assertThat(it).contains("would be quiet all day"))
                    .anySatisfy(
                            it -> assertThat(it).contains("known here: burn-times, entitlement-"));
        }

        @Test
        void everythingWrongInOneRun() {
            var problems =
                    problems(
                            """
                            listen: {gateway: nowhere}
                            time-zone: Mars/Olympus
                            orgs:
                              - name: acme
                                instance-url: https://acme.example/path
                                org-id: 00X
                                edition: enterprize
                                licences: {salesforce: many}
                              - name: acme
                                instance-url: ftp://acme.example
                            limits: {head-bytes: 3 parsecs, connect-timeout: 0s}
                            ledger: {keep-calls: 3h}
                            """);

            assertThat(problems).extracting(Problem::line).contains(1, 2, 5, 6, 7, 8, 10, 11, 12);
            assertThat(rendered(problems))
                    .anyMatch(line -> line.contains("did you mean enterprise?"))
                    .anyMatch(line -> line.contains("'many' is not a whole number"))
                    .anyMatch(line -> line.contains("'3 parsecs' is not a size"))
                    .anyMatch(line -> line.contains("25h or longer"));
        }

        @Test
        void aLiteralSecretWithoutShowingIt() {
            var problems = problems(ACME + access("hunter2hunter2"));

            assertThat(rendered(problems))
                    .singleElement()
                    .asString()
                    .contains("line 6", "client-secret", "${env:NAME}")
                    .doesNotContain("hunter2");
        }

        @Test
        void aPasswordInAUrlWithoutShowingIt() {
            var problems = problems(ACME + "    egress-proxy: http://me:hunter2@proxy:3128\n");

            assertThat(rendered(problems))
                    .singleElement()
                    .asString()
                    .contains("holds no user or password")
                    .doesNotContain("hunter2");
        }

        @Test
        void aReferenceToWhatIsNotThere() {
            var problems = problems(ACME + access("${env:NOT_SET}") + "data: file:nowhere\n");

            assertThat(rendered(problems))
                    .anyMatch(line -> line.contains("variable NOT_SET is not set"))
                    .anyMatch(line -> line.contains("cannot read"));
        }

        @Test
        void whatAReferenceHoldsWithoutShowingIt() {
            var thrown =
                    catchThrowableOfType(
                            BadConfiguration.class,
                            () ->
                                    parse(
                                            ACME + "time-zone: ${env:ZONE}\n",
                                            Map.of("ZONE", "hunter2")));

            assertThat(thrown).hasMessageContaining("${env:ZONE}");
            assertThat(thrown.getMessage()).doesNotContain("hunter2");
        }

        @Test
        void twoOwnersOfOneMark() {
            var problems =
                    problems(
                            ACME
                                    + """
                                    integrations:
                                      - name: one
                                        client-ids: [abc]
                                      - name: two
                                        client-ids: [abc]
                                      - name: one
                                    """);

            assertThat(rendered(problems))
                    .containsExactly(
                            "line 8: `abc` under `client-ids` of `two` belongs to `one` already",
                            "line 9: `one` is taken: there are two of that name");
        }

        @Test
        void twoOrgsThatOneCallCouldMean() {
            var problems =
                    problems(ACME + "  - {name: other, instance-url: 'https://other.example'}\n");

            assertThat(rendered(problems)).singleElement().asString().contains("path-prefix");
        }

        @Test
        void aKeyWrittenTwice() {
            assertThat(rendered(problems(ACME + "data: a\ndata: b\n")))
                    .containsExactly("line 5: key `data` appears twice");
        }

        @Test
        void textThatIsNotYamlWithoutQuotingIt() {
            var problems = problems("orgs: [\n  secret: hunter2\n");

            assertThat(problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).isGreaterThan(0));
            assertThat(rendered(problems).toString()).doesNotContain("hunter2");
        }

        @Test
        void anEmptyFileAFileOfTheWrongShapeAndNone() {
            assertThat(rendered(problems(""))).singleElement().asString().contains("is empty");
            assertThat(rendered(problems("- a\n- b\n")))
                    .anyMatch(line -> line.contains("key: value"));
            assertThat(rendered(problems("data: x\n"))).anyMatch(line -> line.contains("`orgs`"));
            assertThatThrownBy(
                            () -> ConfigurationFile.load(folder.resolve("absent.yaml"), Map.of()))
                    .isInstanceOf(NoSuchFileException.class);
        }

        @Test
        void moreThanAMebibyteAndBytesThatAreNoText() throws Exception {
            var file = folder.resolve("headroom.yaml");
            Files.writeString(file, "#".repeat(1024 * 1024 + 1));
            assertThatThrownBy(() -> ConfigurationFile.load(file, Map.of()))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("larger than 1 MiB");
            Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            assertThatThrownBy(() -> ConfigurationFile.load(file, Map.of()))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("not UTF-8");
        }
    }

    private Configuration load(String text) throws Exception {
        return parse(text, Map.of());
    }

    private Configuration parse(String text, Map<String, String> environment) throws Exception {
        var file = folder.resolve("headroom.yaml");
        Files.writeString(file, text);
        return ConfigurationFile.load(file, environment);
    }

    private List<Problem> problems(String text) {
        var thrown = catchThrowableOfType(BadConfiguration.class, () -> load(text));
        assertThat(thrown).as("a refused file").isNotNull();
        return thrown.problems();
    }

    private static List<String> rendered(List<Problem> problems) {
        return problems.stream().map(Problem::render).toList();
    }

    private static String access(String secret) {
        return "    access:\n      client-id: me\n      client-secret: " + secret + "\n";
    }

    private static String example(String title) throws Exception {
        var text = Files.readString(Path.of("docs/configuration.md"));
        var start = text.indexOf("```yaml\n# " + title);
        return text.substring(start + 8, text.indexOf("```", start + 8));
    }
}
