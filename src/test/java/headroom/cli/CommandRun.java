package headroom.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Runs a command in this process and keeps what it printed.
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Path folder, String... arguments) {
        return of(folder, Map.of(), new Stop(), arguments);
    }

    static CommandRun of(
            Path folder, Map<String, String> environment, Stop stop, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings =
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Screen.PLAIN,
                        environment,
                        InstantSource.system(),
                        folder,
                        stop);
        var exitCode = Program.run(surroundings, arguments);
        return new CommandRun(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
