package headroom.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What a command gets from the outside, so that a test can give it something else.
///
/// @param clock the wall clock; only this room ever picks the real one
/// @param folder where relative paths on the command line start
record Surroundings(
        PrintStream out,
        PrintStream err,
        Screen screen,
        Map<String, String> environment,
        InstantSource clock,
        Path folder,
        Stop stop) {

    static Surroundings ofProcess(Stop stop) {
        return new Surroundings(
                System.out,
                System.err,
                Screen.of(System.getenv(), System.out.charset()),
                System.getenv(),
                InstantSource.system(),
                Path.of("").toAbsolutePath(),
                stop);
    }

    Surroundings {
        environment = Map.copyOf(environment);
    }
}
