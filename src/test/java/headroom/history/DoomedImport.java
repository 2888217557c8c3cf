package headroom.history;

import java.nio.file.Path;
import java.time.InstantSource;

/// Imports log files in a process that will be killed. Arguments: the history, then the files.
public final class DoomedImport {
    private DoomedImport() {}

    public static void main(String[] args) throws Exception {
        try (var history = History.open(Path.of(args[0]), InstantSource.system())) {
            System.out.println("begun");
            for (var i = 1; i < args.length; i++) {
                history.bring(LogSource.of(Path.of(args[i])), _ -> "acme", Callers.UNDECLARED);
                System.out.println("brought");
            }
            history.roll(null);
        }
    }
}
