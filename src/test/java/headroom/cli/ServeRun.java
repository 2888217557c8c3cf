package headroom.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A long-running command on a thread of its own, until stopped.
final class ServeRun implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Stop stop = new Stop();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    static ServeRun start(Path folder, String... arguments) {
        var run = new ServeRun();
        var stream = new PrintStream(run.out, true, StandardCharsets.UTF_8);
        var surroundings =
                new Surroundings(
                        stream,
                        stream,
                        Screen.PLAIN,
                        Map.of(),
                        InstantSource.system(),
                        folder,
                        run.stop);
        var words = arguments.length == 0 ? new String[] {"serve"} : arguments;
        Thread.ofPlatform().start(() -> run.exitCode.complete(Program.run(surroundings, words)));
        return run;
    }

    /// The second word of the line that begins with that one.
    String word(String first) throws InterruptedException {
        for (var tries = 0; tries < 600; tries++) {
            for (var line : text().lines().toList()) {
                if (line.startsWith(first + " ")) {
                    return line.substring(first.length()).strip();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no line '" + first + "' in a minute: " + text());
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    int stop() throws Exception {
        stop.ask();
        return exitCode.get(60, TimeUnit.SECONDS);
    }

    int exitCode() throws Exception {
        return exitCode.get(180, TimeUnit.SECONDS);
    }

    /// Asks it to stop; a test that wants its exit code calls `stop` itself.
    @Override
    public void close() {
        stop.ask();
        exitCode.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
