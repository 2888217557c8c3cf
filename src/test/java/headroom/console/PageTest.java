package headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import headroom.report.Overview;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The page in a real browser. Screenshots of each test stay in `target/pages`.
class PageTest {
    private static Chromium chromium;

    private final AtomicReference<Overview> overview =
            new AtomicReference<>(
                    SampleOverview.of(
                            80_512, "erp-nightly", "marketing-automation", SampleOverview.HOSTILE));
    private final List<String> complaints = new ArrayList<>();
    private Snapshots snapshots;
    private Pictures pictures;
    private Metrics metrics;
    private Console console;

    @BeforeAll
    static void launch() throws Exception {
        chromium = Chromium.start();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() throws Exception {
        snapshots = new Snapshots(overview::get);
        pictures = new Pictures(snapshots, Sources.NONE, ZoneOffset.UTC);
        metrics = new Metrics(pictures, List.of());
        console =
                Console.start(
                        new ConsoleOptions("127.0.0.1", 0, List.of(), ZoneOffset.UTC),
                        pictures,
                        metrics,
                        new SampleReports(),
                        () -> Health.GOOD);
    }

    @AfterEach
    void stop() {
        console.close();
        snapshots.close();
        metrics.close();
    }

    @Test
    void keepsItsFiguresCurrentAndDrawsTheCurve() {
        try (var page = open(new Browser.NewPageOptions().setViewportSize(1200, 900))) {
            assertThat(page.textContent("#summary-0")).contains("80,512", "115,000");
            page.waitForSelector("#chart-0 canvas");

            overview.set(SampleOverview.of(90_001, "erp-nightly"));

            page.waitForCondition(() -> page.textContent("#summary-0").contains("90,001"));
            assertThat(page.textContent("#table-0")).doesNotContain("marketing-automation");
            page.screenshot(shot("wide"));
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void showsAHostileNameAsText() {
        try (var page = open(new Browser.NewPageOptions())) {
            waitForEvents(page, 1);

            assertThat(page.title()).isEqualTo("Headroom");
            assertThat(page.querySelectorAll("img")).isEmpty();
            assertThat(page.textContent("#table-0")).contains(SampleOverview.HOSTILE);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void fitsAPhoneWithoutScrollingSideways() {
        try (var page = open(new Browser.NewPageOptions().setViewportSize(360, 740))) {
            page.waitForSelector("#chart-0 canvas");

            var width = page.evaluate("document.documentElement.scrollWidth");

            page.screenshot(shot("phone"));
            assertThat(((Number) width).intValue()).isLessThanOrEqualTo(360);
            assertThat(page.isVisible("text=By hour")).isFalse();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void worksInTheDarkAndWithoutAScript() {
        var options =
                new Browser.NewPageOptions()
                        .setJavaScriptEnabled(false)
                        .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK);
        try (var page = open(options)) {
            assertThat(page.textContent("#summary-0")).contains("80,512");
            assertThat(page.textContent("#table-0")).contains("erp-nightly", "30,512");
            assertThat(page.isVisible("#pause")).isFalse();
            page.screenshot(shot("dark-without-script"));
        }
    }

    @Test
    void canBePausedByKeyboard() {
        try (var page = open(new Browser.NewPageOptions())) {
            waitForEvents(page, 0);
            page.focus("#pause");
            page.keyboard().press("Enter");
            assertThat(page.getAttribute("#pause", "aria-pressed")).isEqualTo("true");

            overview.set(SampleOverview.of(90_001, "erp-nightly"));
            waitForEvents(page, 3);

            assertThat(page.textContent("#summary-0")).contains("80,512");
        }
    }

    private static void waitForEvents(Page page, int count) {
        page.waitForCondition(() -> {
            var seen = page.getAttribute("html", "data-events");
            return seen != null && Integer.parseInt(seen) > count;
        });
    }

    private Page open(Browser.NewPageOptions options) {
        var page = chromium.browser().newPage(options);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate("http://127.0.0.1:" + console.port() + "/");
        return page;
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pages", name + ".png"))
                .setFullPage(true);
    }
}
