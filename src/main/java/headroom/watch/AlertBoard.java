package headroom.watch;

import headroom.watch.AlertRules.Quiet;
import headroom.watch.NoticeBook.Told;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where whoever looks after alerts pins what stands, what waits and what was told, for pages and
/// programs to read at once. One writer; reading is thread-safe.
public final class AlertBoard {
    private final NoticeBook notices;
    private final Optional<Quiet> quiet;
    private final AtomicReference<Pinned> latest;

    /// Everything about alerts at one moment. Immutable.
    ///
    /// @param asOf by the clock on the wall; absent before the first look
    /// @param quiet hours in which only what is urgent is told
    /// @param quietNow whether it is such an hour
    /// @param channels the ways by which people are told
    /// @param standing by org
    /// @param waiting what no one has taken yet
    /// @param told the last notices, the latest first
    public record Pinned(
            Optional<Instant> asOf,
            Optional<Quiet> quiet,
            boolean quietNow,
            List<String> channels,
            Map<String, AlertState> standing,
            List<Outbox.Letter> waiting,
            List<Told> told) {
        public static final Pinned NOTHING =
                new Pinned(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of());

        public Pinned {
            channels = List.copyOf(channels);
            standing = Map.copyOf(standing);
            waiting = List.copyOf(waiting);
            told = List.copyOf(told);
        }

        /// How many alerts stand, over all orgs.
        public int count() {
            return standing.values().stream().mapToInt(state -> state.standing().size()).sum();
        }
    }

    /// @param notices what was told before
    public AlertBoard(NoticeBook notices, Optional<Quiet> quiet) {
        this.notices = notices;
        this.quiet = quiet;
        this.latest = new AtomicReference<>(Pinned.NOTHING);
    }

    /// Keeps a notice that goes out by these channels.
    public void keep(String rule, Alerting.Kind kind, Message message, List<String> channels) {
        notices.keep(rule, kind, message, channels);
    }

    /// Pins what is so now, and writes the notices that could not be written before.
    public void pin(
            Instant now,
            List<String> channels,
            Map<String, AlertState> standing,
            List<Outbox.Letter> waiting) {
        notices.save();
        latest.set(
                new Pinned(
                        Optional.of(now),
                        quiet,
                        quiet.filter(hours -> hours.holds(now)).isPresent(),
                        channels,
                        standing,
                        waiting,
                        notices.latest()));
    }

    public Pinned latest() {
        return latest.get();
    }
}
