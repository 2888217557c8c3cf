package headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

class ReportPagesTest {
    private RunningConsole console;

    @BeforeEach
    void start() throws IOException {
        console = console(Duration.ofSeconds(20));
    }

    private static RunningConsole console(Duration patience) throws IOException {
        return new RunningConsole(
                () -> SampleOverview.of(80_512, "erp-nightly"), Sources.NONE, patience);
    }

    @AfterEach
    void stop() {
        console.reports.hanging.countDown();
        console.close();
    }

    @Test
    void listsEveryReport() throws Exception {
        assertThat(console.get("/reports").body())
                .contains("/reports/overview\"", "/reports/last-7-days\"", "/reports/heaviest\"")
                .contains("/reports/reconcile\"", "/reports/limits\"", "/reports/errors\"")
                .contains("/reports/retiring-versions\"", "/reports/advice\"");

        var index = new JsonMapper().readTree(console.get("/api/v1/reports").body());
        assertThat(index.path("reports").size()).isEqualTo(8);
        assertThat(index.path("orgs").path(1).asString()).isEqualTo("beta & sons");
    }

    @Test
    void showsAReportOfTheOrgAndTimeAskedFor() throws Exception {
        var page = console.get("/reports/heaviest?org=beta+%26+sons&last=12h").body();

        assertThat(page)
                .contains("beta &amp; sons, 12 hours", "30,512", "62.0 %")
                .contains("<option selected>beta &amp; sons</option>")
                .contains("<option selected value=\"12h\">last 12h</option>")
                .contains("/api/v1/reports/heaviest?org=beta+%26+sons&amp;last=12h&amp;format=csv")
                .contains("/reports/advice?org=beta+%26+sons&amp;last=12h")
                .doesNotContain("<img");
    }

    @Test
    void takesADayOverAChoiceAsTheFormMeansIt() throws Exception {
        var page = console.get("/reports/heaviest?org=acme&last=7d&from=2026-11-20&to=").body();

        assertThat(page).contains("acme, 36 hours", "name=\"from\" value=\"2026-11-20\"");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        var range = console.get("/reports/heaviest?last=soon");
        assertThat(range.statusCode()).isEqualTo(400);
        assertThat(range.body()).contains("Not a range of time: &#39;soon&#39; is no number");

        var org = console.get("/reports/heaviest?org=%3Cb%3E");
        assertThat(org.statusCode()).isEqualTo(404);
        assertThat(org.body()).contains("nothing is known of an org of that name");

        assertThat(console.get("/reports/secrets").statusCode()).isEqualTo(404);
        assertThat(console.get("/reportsmore").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/v1/reports/heaviest").body())
                .contains("name an org with org=; there are acme, beta & sons");
        assertThat(console.get("/api/v1/reports/heaviest?org=acme&format=pdf").statusCode())
                .isEqualTo(400);
        assertThat(console.get("/api/v1/reports/heaviest?org=acme&from=2026-11-20&last=7d").body())
                .contains("exclude each other");
    }

    @Test
    void givesTheSameAsFiles() throws Exception {
        var json = console.get("/api/v1/reports/heaviest?org=acme").body();
        var row = new JsonMapper().readTree(json).path("sections").path("integrations").path(0);
        assertThat(row.path("charges").asLong()).isEqualTo(30_512);

        var csv = console.get("/api/v1/reports/heaviest?org=beta%20%26%20sons&format=csv");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"heaviest-beta___sons.csv\"");
        assertThat(csv.body()).contains("integrations,\"erp-nightly\",30512,0.62", "\"'=SUM(A1)\"");
    }

    @Test
    void doesNotLetASlowReportHoldUpThePage() throws Exception {
        console.close();
        console = console(Duration.ofSeconds(1));
        var slow = new ArrayList<Thread>();
        for (var at = 0; at < 12; at++) {
            slow.add(Thread.ofVirtual().start(() -> ask("/reports/errors?org=acme")));
        }

        assertThat(console.get("/").statusCode()).isEqualTo(200);
        assertThat(console.get("/api/v1/overview").statusCode()).isEqualTo(200);
        var late = console.get("/reports/errors?org=acme");

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).containsAnyOf("takes longer than 1 s", "Too many reports");
        for (var thread : slow) {
            thread.join();
        }
    }

    @Test
    void saysThatItDidNotWait() throws Exception {
        console.close();
        console = console(Duration.ofMillis(300));

        var late = console.get("/api/v1/reports/errors?org=acme");

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).contains("{\"error\":\"This report takes longer than");
    }

    private void ask(String path) {
        try {
            console.get(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
