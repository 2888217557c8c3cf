package headroom.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/// What a command that may be killed at any moment still says when Ctrl-C or SIGTERM ends it.
/// Thread-safe.
final class StopWords implements AutoCloseable {
    private final Thread hook;

    StopWords(PrintStream err, Supplier<String> words) {
        this.hook =
                new Thread(
                        () -> {
                            // The line of a progress bar may stand there.
                            err.println();
                            err.println(words.get());
                            err.flush();
                        },
                        "stop-words");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook speaks.
        }
    }
}
