package headroom.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Debian's Chromium, driven by Playwright. Where it is missing and we are root, apt installs it
/// once.
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            install();
        }
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(QUIET));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    private static void install() throws IOException, InterruptedException {
        System.out.println("the browser tests need Chromium: installing Debian's");
        run("apt-get", "update", "-qq");
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    "the browser tests need Debian's Chromium at "
                            + PROGRAM
                            + ": apt-get install chromium (as root)");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.waitFor(5, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
