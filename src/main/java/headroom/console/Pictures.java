package headroom.console;

import headroom.report.Overview;
import headroom.report.OverviewJson;

import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The latest picture: made after every reading of the overview, on the thread that read it, and
/// shared by all pages, streams and scrapes. Thread-safe.
///
/// A source that fails keeps what it said before in place.
public final class Pictures {
    private static final Logger LOG = Logger.getLogger(Pictures.class.getName());

    private final Snapshots snapshots;
    private final Sources sources;
    private final ZoneId zone;
    private final AtomicReference<Snapshot> latest;
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();

    /// Touched by the snapshots' thread only, but for the first picture.
    private final Set<String> failing = new TreeSet<>();

    /// @param zone in which times are shown
    public Pictures(Snapshots snapshots, Sources sources, ZoneId zone) {
        this.snapshots = snapshots;
        this.sources = sources;
        this.zone = zone;
        var first =
                new Picture(
                        snapshots.overview(),
                        List.of(),
                        List.of(),
                        headroom.watch.AlertBoard.Pinned.NOTHING);
        this.latest = new AtomicReference<>(render(pictureAfter(first, snapshots.overview())));
        snapshots.listen(this::refresh);
    }

    Snapshot latest() {
        return latest.get();
    }

    Picture picture() {
        return latest.get().picture();
    }

    ZoneId zone() {
        return zone;
    }

    Duration age() {
        return snapshots.age();
    }

    void listen(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    private void refresh(Overview overview) {
        var snapshot = render(pictureAfter(picture(), overview));
        latest.set(snapshot);
        listeners.forEach(listener -> listener.accept(snapshot));
    }

    private Picture pictureAfter(Picture before, Overview overview) {
        return new Picture(
                overview,
                ask("forecasts", sources.forecasts(), before.forecasts()),
                ask("limits", sources.limits(), before.limits()),
                ask("alerts", sources.alerts(), before.alerts()));
    }

    private <T> T ask(String what, Supplier<T> source, T before) {
        try {
            var answer = source.get();
            failing.remove(what);
            return answer;
        } catch (RuntimeException e) {
            if (failing.add(what)) {
                LOG.log(Level.WARNING, "no " + what + " for the page; showing the last: " + e);
                LOG.log(Level.FINE, "how " + what + " failed", e);
            }
            return before;
        }
    }

    private Snapshot render(Picture picture) {
        var fragments = new Fragments(picture, zone);
        return new Snapshot(
                picture,
                Buffer.buffer(OverviewJson.render(picture.overview())),
                fragments.event(false),
                fragments.event(true));
    }
}
