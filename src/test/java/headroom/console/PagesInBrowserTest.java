package headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Forecast, alerts, limits and reports in a real browser. Screenshots stay in `target/pages`.
class PagesInBrowserTest {
    /// What a person who reads with eyes, ears or keys would stumble over, in one line each.
    private static final String STUMBLING_BLOCKS =
            """
            () => {
              const found = [];
              const say = (what, one) => found.push(what + ': ' + one.outerHTML.slice(0, 120));
              const named = (one) => one.getAttribute('aria-label') || one.getAttribute('aria-labelledby');
              if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
              if (!document.documentElement.lang) found.push('no language');
              document.querySelectorAll('select, input').forEach((one) => one.closest('label') || say('no label', one));
              document.querySelectorAll('th').forEach((one) => one.scope || say('no scope', one));
              document.querySelectorAll('nav, [role=region], [role=img]').forEach((one) => named(one) || say('no name', one));
              document.querySelectorAll('a, button').forEach((one) => one.textContent.trim() || say('no words', one));
              const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
              ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => found.push('twice: ' + id));

              const part = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
              const light = (c) => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
              const rgba = (text) => text.match(/[\\d.]+/g).map(Number);
              const ground = (one) => {
                for (let at = one; at; at = at.parentElement) {
                  const colour = rgba(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0) return colour;
                }
                return [255, 255, 255];
              };
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const one = walker.currentNode.parentElement;
                if (!walker.currentNode.textContent.trim() || !one.checkVisibility()) continue;
                const lights = [light(rgba(getComputedStyle(one).color)), light(ground(one))].sort();
                const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
                if (contrast < 4.5) say('contrast ' + contrast.toFixed(1), one);
              }
              return found;
            }
            """;

    private static Chromium chromium;
    private static RunningConsole console;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() throws Exception {
        chromium = Chromium.start();
        console =
                new RunningConsole(
                        () -> SampleOverview.of(80_512, "erp-nightly", SampleOverview.HOSTILE),
                        SampleOutlook.SOURCES);
    }

    @AfterAll
    static void quit() {
        console.close();
        chromium.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/forecast",
                "/alerts",
                "/limits",
                "/reports",
                "/reports/heaviest",
                "/reports/advice",
                "/reports/heaviest?org=nobody"
            })
    void canBeReadByAnybodyInLightAndDarkAndOnAPhone(String path) {
        try (var page = open(path, new Browser.NewPageOptions().setViewportSize(1280, 900))) {
            assertThat(page.evaluate(STUMBLING_BLOCKS)).isEqualTo(List.of());
            page.screenshot(shot(path, "light"));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(page.evaluate(STUMBLING_BLOCKS)).isEqualTo(List.of());
            assertThat(page.querySelectorAll("img")).isEmpty();

            page.setViewportSize(390, 844);

            page.waitForCondition(() -> width(page) <= 390);
        }
        complaints.removeIf(each -> path.contains("nobody") && each.contains("404"));
    }

    @Test
    void findsStumblingBlocksWhereThereAreSome() {
        try (var page = open("/reports", new Browser.NewPageOptions())) {
            page.evaluate(
                    """
                    document.getElementById('main').insertAdjacentHTML('beforeend',
                      '<h1>b</h1><input><table><tr><th>x</th></tr></table><nav>y</nav><a href="/"></a>'
                      + '<p class="grey">z</p><p class="grey">' + 'z</p>');
                    document.querySelectorAll('.grey').forEach((one) => { one.style.color = '#999'; });
                    """);

            assertThat((List<?>) page.evaluate(STUMBLING_BLOCKS)).hasSize(7);
        }
    }

    @Test
    void drawsWhatIsExpected() {
        try (var page = open("/forecast", new Browser.NewPageOptions())) {
            page.waitForSelector("[data-curve] canvas");

            assertThat(page.querySelectorAll("[data-curve] canvas")).hasSize(2);
            var likely =
                    page.evaluate(
                            "JSON.parse(document.querySelector('[data-curve]').dataset.curve).likely");
            assertThat(((Number) likely).longValue()).isEqualTo(1_795_279_200_000L);
        }
        try (var page = open("/", new Browser.NewPageOptions())) {
            page.waitForSelector("#chart-0 canvas");
            assertThat(page.textContent("#alert-count")).isEqualTo("2");
        }
    }

    @Test
    void showsTheFiguresThatTheJsonHas() {
        try (var page = open("/forecast", new Browser.NewPageOptions())) {
            var same =
                    page.evaluate(
                            """
                            async () => {
                              const org = (await (await fetch('/api/v1/forecast')).json()).orgs[0].forecast;
                              const shown = (figure) => figure.toLocaleString('en-US');
                              const rows = [...document.querySelectorAll('table')][0].tBodies[0].rows;
                              const wrong = [...rows].filter((row, at) => {
                                const band = org.day[8 * at + 7];
                                return row.cells[1].textContent !== shown(band.mid)
                                  || row.cells[3].textContent !== shown(band.low)
                                  || row.cells[4].textContent !== shown(band.high);
                              });
                              return [rows.length, wrong.length];
                            }
                            """);
            assertThat(same).isEqualTo(List.of(12, 0));
        }
    }

    @Test
    void asksAnewForWhatHasChanged() throws Exception {
        var sources = new AtomicReference<>(Sources.NONE);
        var changing = new Sources(List::of, List::of, () -> sources.get().alerts().get());
        try (var changed =
                        new RunningConsole(
                                () -> SampleOverview.of(80_512, "erp-nightly"), changing);
                var page = chromium.browser().newPage()) {
            page.navigate(changed.url("/alerts"));
            assertThat(page.textContent("#part-standing")).contains("The first look is under way.");

            sources.set(SampleOutlook.withoutUndelivered());

            page.waitForCondition(() -> {
                page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
                return page.textContent("#part-standing").contains("50 % of the API calls");
            });
            assertThat(page.textContent("#alert-count")).isEqualTo("2");
        }
    }

    @Test
    void sortsATableByKeyboard() {
        try (var page = open("/reports/heaviest", new Browser.NewPageOptions())) {
            page.focus("th:nth-child(2) button");
            page.keyboard().press("Enter");
            page.keyboard().press("Enter");

            assertThat(page.getAttribute("th:nth-child(2)", "aria-sort")).isEqualTo("ascending");
            assertThat(page.textContent("tbody:nth-of-type(1) th")).isEqualTo("=SUM(A1)");
            assertThat(page.textContent("tbody:nth-of-type(3) th")).isEqualTo("erp-nightly");
        }
    }

    @Test
    void keepsWhatStandsBelowARowWithItWhenSorting() {
        try (var page = open("/reports/advice", new Browser.NewPageOptions())) {
            page.click("th:nth-child(2) button");

            assertThat(page.textContent("tbody:nth-of-type(1)")).startsWith("reads");
            assertThat(page.textContent("tbody:nth-of-type(1) .below"))
                    .isEqualTo("how: keep " + SampleOverview.HOSTILE);
            assertThat(page.querySelectorAll("thead th")).hasSize(7);
        }
    }

    @Test
    void leadsByKeyboardFromTheFirstPageToAReport() {
        try (var page = open("/", new Browser.NewPageOptions())) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent"))
                    .isEqualTo("To the figures");
            for (var at = 0; at < 6; at++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            page.waitForURL("**/reports");
            page.click("text=The heaviest");
            page.selectOption("select[name=last]", "24h");
            page.focus("button[type=submit]");
            page.keyboard().press("Enter");
            page.waitForURL("**/reports/heaviest?org=acme&last=24h*");

            assertThat(page.textContent(".lead")).isEqualTo("acme, 24 hours");
        }
    }

    @Test
    void printsAReportWithoutWhatIsForTheScreen() {
        try (var page = open("/reports/heaviest", new Browser.NewPageOptions())) {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.isVisible("form")).isFalse();
            assertThat(page.isVisible("nav.tabs")).isFalse();
            assertThat(page.isVisible("table")).isTrue();
            assertThat(page.isVisible("text=acme, 168 hours")).isTrue();
        }
    }

    private static int width(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    private Page open(String path, Browser.NewPageOptions options) {
        var page = chromium.browser().newPage(options);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(console.url(path));
        return page;
    }

    private static Page.ScreenshotOptions shot(String path, String kind) {
        var name = path.equals("/") ? "overview" : path.substring(1).replaceAll("\\W", "-");
        return new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pages", name + "-" + kind + ".png"))
                .setFullPage(true);
    }
}
