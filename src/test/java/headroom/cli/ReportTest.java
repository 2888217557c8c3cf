package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.report.RangeText;
import headroom.report.ReportDesk;
import headroom.report.Sheet;
import headroom.report.SheetText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;

/// Imports and reports as one types them.
class ReportTest {
    private static final String HEADER =
            "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,"
                    + "API_RESOURCE,HTTP_METHOD,COUNTS_AGAINST_API_LIMIT,ENTITY_NAME,STATUS_CODE,"
                    + "CONNECTED_APP_NAME,USER_NAME\n";

    @TempDir private Path folder;

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, arguments);
    }

    private static String call(String time, int number, String rest) {
        return "ApiTotalUsage,%s.000,r%d,00D000000000001,005,%s\n".formatted(time, number, rest);
    }

    private static final String REST = "REST,66.0,/v66.0/query,GET,1,Account,200,erp,e@acme.test";
    private static final String SOAP = "SOAP,29.0,update,,1,Lead,200,<crm>,c@acme.test";
    private static final String FAILED = "REST,66.0,/v66.0/limits,GET,0,,404,erp,e@acme.test";

    @Test
    void anImportSaysWhatItBroughtAndReportsShowIt() throws IOException {
        Files.writeString(
                folder.resolve("log.csv"),
                HEADER
                        + call("20261118100000", 1, REST)
                        + call("20261118100001", 2, REST)
                        + call("20261118110000", 3, SOAP)
                        + call("20261118110001", 4, FAILED)
                        + "ApiTotalUsage,broken\n");

        var first = run("import", "--data", "data", "--org", "acme", "log.csv");
        var second = run("import", "--data", "data", "--org", "acme", ".");

        assertThat(first.err()).contains("log.csv line 6: it has 2 fields, the header has 14");
        assertThat(first.out()).contains("4 rows, 4 new, 1 damaged lines left out");
        assertThat(second.out()).contains("imported before");
        var range = new String[] {"--from", "2026-11-18", "--to", "2026-11-19", "--data", "data"};
        assertThat(report("heaviest", range).out())
                .contains("4 calls, 3 charges, of these 1 by SOAP; 1 calls failed")
                .contains("of the charges 0 metered, 3 imported")
                .containsPattern("erp +2 +66.7 % +3 +0 +1");
        assertThat(report("retiring-versions", range).out())
                .containsPattern("29.0 +retired +<crm>")
                .contains("Of 31.0 and later Headroom knows no date");
        assertThat(report("errors", range).out()).containsPattern("erp +status 404 +REST +limits");
        assertThat(report("last-7-days", with(range, "--format", "html")).out())
                .startsWith("<!doctype html>")
                .contains("&lt;crm&gt;")
                .doesNotContain("<crm>");
        assertThat(report("last-7-days", with(range, "--format", "csv")).out())
                .contains("days,\"2026-11-18\",3,1.0,4,1,1");
        var json =
                new JsonMapper()
                        .readTree(report("heaviest", with(range, "--format", "json")).out());
        assertThat(json.at("/sections/objects/0/object").asString()).isEqualTo("Account");
    }

    @Test
    void thePagesMakeTheSameReports() throws IOException {
        Files.writeString(
                folder.resolve("log.csv"),
                HEADER + call("20261118100000", 1, REST) + call("20261118110000", 3, SOAP));
        run("import", "--data", "data", "--org", "acme", "log.csv");
        var data = folder.resolve("data");
        var desk =
                ReportDesk.over(
                        data.resolve("ledger.db"),
                        data.resolve("history"),
                        () -> {
                            throw new IllegalStateException("asked for no overview");
                        },
                        InstantSource.system());
        var range = new RangeText("2026-11-18", "2026-11-19", "");

        assertThat(desk.orgs()).containsExactly("acme");
        for (var name : List.of("heaviest", "last-7-days", "reconcile", "limits", "errors")) {
            var typed =
                    report(
                            name,
                            "--from",
                            "2026-11-18",
                            "--to",
                            "2026-11-19",
                            "--data",
                            "data",
                            "--format",
                            "json");
            assertThat(SheetText.json(desk.make(name, "acme", range)) + "\n")
                    .isEqualTo(typed.out());
        }
        assertThatThrownBy(() -> desk.make("heaviest", "nobody", range))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void adviceNamesTheHabitItsEvidenceAndTheCheaperWay() throws IOException {
        var text = new StringBuilder(HEADER);
        for (var number = 0; number < 2_500; number++) {
            var path = "/v66.0/sobjects/Lead/00Q0000000%05d".formatted(number);
            text.append(
                    call(
                            "20261118090000",
                            number,
                            "REST,66.0," + path + ",PATCH,1,Lead,204,crm,c@acme.test"));
        }
        Files.writeString(folder.resolve("log.csv"), text);
        run("import", "--data", "data", "--org", "acme", "log.csv");

        var advice =
                report("advice", "--from", "2026-11-18", "--to", "2026-11-19", "--data", "data");

        assertThat(advice.err()).isEmpty();
        assertThat(advice.out())
                .containsPattern(
                        "1 +2,490 +2,500 +crm +writes records .*, Lead +10\\s+gather a minute")
                .containsPattern("1 +2,500 +mostly 0 ms apart .*\\s+update sobjects/.object./.id.")
                .contains("one Bulk API 2.0 job, about 10 calls");
    }

    /// The seed's example: 25,000 in the last 24 h on a Wednesday with 15,000 that day means that
    /// 10,000 of Tuesday's 20,000 are still in the window.
    @Test
    void aWindowIsExplainedByTodayAndWhatIsLeftOfYesterday() throws IOException {
        var text = new StringBuilder(HEADER);
        for (var number = 0; number < 20_000; number++) {
            var time = number < 10_000 ? "20261117080000" : "20261117180000";
            text.append(call(time, number, REST));
        }
        for (var number = 20_000; number < 35_000; number++) {
            text.append(call("20261118090000", number, REST));
        }
        Files.writeString(folder.resolve("log.csv"), text);
        assertThat(run("import", "--data", "data", "--org", "acme", "log.csv").exitCode()).isZero();
        var noon = Instant.parse("2026-11-18T12:00:00Z");
        var file = folder.resolve("data/ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(file), InstantSource.fixed(noon))) {
            var org = ledger.id(Names.ORG, "acme");
            ledger.sight(
                    new Sighting(
                            org, noon.toEpochMilli(), 25_300, 115_000, Sighting.Source.LIMITS));
            ledger.drain(Duration.ofSeconds(5));
        }

        var report =
                report("reconcile", "--from", "2026-11-17", "--to", "2026-11-19", "--data", "data");

        assertThat(report.out())
                .contains("the org says 25,300 in the 24 h to 2026-11-18T12:00:00Z")
                .contains("the ledger knows 25,000")
                .contains(
                        "25,000 = 15,000 today (Wednesday 2026-11-18, UTC)"
                                + " + 10,000 of yesterday's 20,000 that are still in the window")
                .contains("300 remain unattributed")
                .containsPattern("Wed 2026-11-18 12:00 +25,300 +25,000 +300");
    }

    @Test
    void wrongWordsAreAnsweredWithTheRightOnes() throws IOException {
        assertThat(run("import", "--data", "data", "nothing.csv").err()).contains("there is no");
        Files.writeString(folder.resolve("x.csv"), "<html>\n");
        var refused = run("import", "--data", "data", "--org", "acme", "x.csv");
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(refused.err()).contains("left out", "this is no event log");
        assertThat(report("lastweek", "--data", "data").err())
                .contains("overview, last-7-days, heaviest");
        assertThat(refused.out()).isEmpty();
        assertThat(report("heaviest", "--data", "data").err()).contains("there is no ledger");
    }

    @Test
    void theOverviewShowsTheFiguresOfStatus() throws IOException {
        var noon = Instant.now();
        var file = Files.createDirectory(folder.resolve("data")).resolve("ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(file), InstantSource.fixed(noon))) {
            var org = ledger.id(Names.ORG, "acme");
            ledger.sight(
                    new Sighting(
                            org, noon.toEpochMilli(), 25_300, 115_000, Sighting.Source.LIMITS));
            ledger.drain(Duration.ofSeconds(5));
        }

        var table = report("overview", "--data", "data");

        assertThat(table.out())
                .contains("25,300 of 115,000 charges used in the rolling 24 h, 22.0 %")
                .containsPattern("headroom +89,700")
                .containsPattern("unattributed +25,300");
        var json =
                new JsonMapper()
                        .readTree(report("overview", "--data", "data", "--format", "json").out());
        assertThat(json.at("/sections/figures/0/charges").asLong()).isEqualTo(25_300);
        assertThat(report("overview", "--data", "data", "--last", "3d").err())
                .contains("the overview is of now");
        var twoRanges =
                report("heaviest", "--data", "data", "--last", "3d", "--from", "2026-11-19");
        assertThat(twoRanges.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(twoRanges.err()).contains("exclude each other", "say --last 7d");
    }

    @Test
    void aFileBelongsToTheOnlyOrgConfiguredAndAMisspelledOneIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs:
                  - name: acme
                    instance-url: http://127.0.0.1:1
                """);
        Files.writeString(folder.resolve("log.csv"), HEADER + call("20261118100000", 1, REST));

        var misspelled = run("import", "--org", "acne", "log.csv");
        var brought = run("import", "log.csv");

        assertThat(misspelled.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(misspelled.err()).contains("no org acne in the configuration; there is acme");
        assertThat(brought.out()).containsPattern("log.csv +acme");
    }

    @Test
    void aNarrowTableShortensWordsAndNamesTheColumnsThatLeave() {
        var columns =
                List.of(
                        new Sheet.Column("who", "who", Sheet.Kind.WORDS),
                        new Sheet.Column("what", "what it did", Sheet.Kind.WORDS),
                        new Sheet.Column("calls", "calls", Sheet.Kind.COUNT));
        var what = "writes records one by one, all day long, Lead";
        var section =
                new Sheet.Section("s", "S", columns, List.of(List.of("erp-nightly", what, 7L)));

        var narrow = new SheetTable(section, new Screen(false, false, true, 50, 24)).render();
        var tiny = new SheetTable(section, new Screen(false, false, true, 40, 24)).render();

        assertThat(narrow.getLast())
                .startsWith("erp-nightly  writes records")
                .endsWith("Lead      7");
        assertThat(narrow.getLast()).hasSize(50);
        assertThat(tiny.getLast()).isEqualTo("too narrow for: calls (--format csv has all)");
    }

    @Test
    void columnsAfterAPhraseGoBeforeItIsCut() {
        var columns =
                List.of(
                        new Sheet.Column("saves", "saves a day", Sheet.Kind.COUNT),
                        new Sheet.Column("habit", "habit", Sheet.Kind.PHRASE),
                        new Sheet.Column("user", "user", Sheet.Kind.WORDS),
                        new Sheet.Column("how", "how", Sheet.Kind.SENTENCE));
        var habit = "asks for the same describe again and again, Lead";
        var row = List.<Object>of(7_000L, habit, "marketo@acme.test", "keep it for an hour");
        var section = new Sheet.Section("s", "S", columns, List.of(row));

        var hundred = new SheetTable(section, new Screen(false, false, true, 100, 24)).render();
        var narrow = new SheetTable(section, new Screen(false, false, true, 70, 24)).render();

        assertThat(hundred.get(1)).contains(habit, "marketo@acme.test");
        assertThat(narrow.get(1)).endsWith(habit);
        assertThat(narrow.get(2)).isEqualTo("    keep it for an hour");
        assertThat(narrow.getLast()).isEqualTo("too narrow for: user (--format csv has all)");
    }

    @Test
    void aSentenceWithoutRoomStandsOnceBelowTheRowsThatShareIt() {
        var columns =
                List.of(
                        new Sheet.Column("hour", "hour", Sheet.Kind.WORDS),
                        new Sheet.Column("why", "why", Sheet.Kind.SENTENCE),
                        new Sheet.Column("calls", "calls", Sheet.Kind.COUNT));
        var why = "calls round the gateway whose log is not there yet";
        var section =
                new Sheet.Section(
                        "s",
                        "S",
                        columns,
                        List.of(
                                List.of("03:00", why, 7L),
                                List.of("04:00", why, 8L),
                                List.of("05:00", "", 9L)));

        var narrow = new SheetTable(section, new Screen(false, false, true, 40, 24)).render();
        var wide = new SheetTable(section, new Screen(false, false, true, 80, 24)).render();

        assertThat(narrow)
                .containsExactly(
                        "hour   calls",
                        "03:00      7",
                        "04:00      8",
                        "    calls round the gateway whose log is",
                        "    not there yet",
                        "05:00      9");
        assertThat(wide.get(1)).isEqualTo("03:00  " + why + "      7");
    }

    private CommandRun report(String name, String... more) {
        var all = with(new String[] {"report", name}, more);
        return run(all);
    }

    private static String[] with(String[] some, String... more) {
        var all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
