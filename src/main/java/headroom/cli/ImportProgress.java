package headroom.cli;

import headroom.history.History;

import java.time.Duration;

/// The bar of an import, with its rate and the time that is left: a thread that looks at the import
/// from outside. Thread-safe.
final class ImportProgress implements AutoCloseable {
    private final Surroundings surroundings;
    private final History history;
    private final long bytes;
    private final long began = System.nanoTime();
    private final Thread thread;
    private Progress bar;
    private String file = "";
    private boolean ended;

    ImportProgress(Surroundings surroundings, History history, long bytes) {
        this.surroundings = surroundings;
        this.history = history;
        this.bytes = bytes;
        this.bar = new Progress(surroundings.err(), surroundings.screen());
        this.thread = Thread.ofVirtual().name("import-progress").start(this::watch);
    }

    synchronized void file(String name) {
        file = name;
    }

    /// Takes the bar away, so that a line can be printed.
    synchronized void pause() {
        bar.close();
        bar = new Progress(surroundings.err(), surroundings.screen());
        file = "";
    }

    private void watch() {
        try {
            while (show()) {
                Thread.sleep(Progress.INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean show() {
        if (!ended && !file.isEmpty()) {
            var done = history.progress();
            bar.show(words(file, done), done.bytes(), bytes);
        }
        return !ended;
    }

    private String words(String name, History.Progress done) {
        var nanos = Math.max(1, System.nanoTime() - began);
        var left = done.bytes() == 0 ? 0 : (bytes - done.bytes()) * (double) nanos / done.bytes();
        var megabytes = Math.round(done.bytes() * 1000.0 / nanos);
        return name
                + "  "
                + megabytes
                + " MB/s  "
                + Figures.duration(Duration.ofNanos((long) left))
                + " left ";
    }

    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            bar.close();
        }
        thread.interrupt();
    }
}
