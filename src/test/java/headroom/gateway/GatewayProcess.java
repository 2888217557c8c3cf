package headroom.gateway;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A gateway in a JVM of its own, with the heap a test allows it. One-owner.
final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static GatewayProcess start(Path folder, URI org, String heap) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                heap,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GatewayProcess.class.getName(),
                                folder.toString(),
                                org.toString())
                        .redirectError(folder.resolve("errors.log").toFile())
                        .start();
        BufferedReader said = process.inputReader();
        var line = said.readLine();
        if (line == null) {
            throw new IOException("the gateway's process ended; see " + folder);
        }
        return new GatewayProcess(process, Integer.parseInt(line));
    }

    /// Serves until its standard input ends, as it does when the test's own process dies.
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var clock = InstantSource.system();
        var orgs = List.of(OrgRoute.to("acme", URI.create(arguments[1])));
        var options = GatewayOptions.of(orgs, folder.resolve("token.key"));
        try (var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
                var gateway = Gateway.start(options, ledger, clock)) {
            System.out.println(gateway.port());
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
