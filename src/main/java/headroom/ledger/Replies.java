package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The answers of one group commit, handed over in one `execute` per executor. One-owner.
final class Replies {
    private static final System.Logger LOG = System.getLogger(Replies.class.getName());

    private final Map<Executor, Round> rounds = new LinkedHashMap<>();
    private @Nullable Round latest;
    private int count;

    /// What one executor is to run.
    private record Round(Executor executor, List<Consumer<Booking>> waiting) {
        Runnable run(Booking booking) {
            return () -> waiting.forEach(then -> answer(then, booking));
        }
    }

    /// A new group.
    void begin() {
        count = 0;
    }

    /// How many the latest group answered.
    int latestCount() {
        return count;
    }

    void add(Entry entry) {
        var reply = entry.reply;
        if (reply == null || !reply.claim()) {
            return;
        }
        var round = latest;
        if (round == null || !round.executor().equals(reply.executor)) {
            round =
                    rounds.computeIfAbsent(
                            reply.executor, executor -> new Round(executor, new ArrayList<>()));
            latest = round;
        }
        round.waiting().add(reply.then);
        count++;
    }

    void send(Booking booking) {
        for (var round : rounds.values()) {
            send(round.executor(), round.run(booking));
        }
        rounds.clear();
        latest = null;
    }

    /// Answers one that never reached the writer.
    static void send(Entry.Reply reply, Booking booking) {
        if (reply.claim()) {
            send(reply.executor, () -> answer(reply.then, booking));
        }
    }

    private static void send(Executor executor, Runnable answers) {
        try {
            executor.execute(answers);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "nobody waits any more", e);
        }
    }

    private static void answer(Consumer<Booking> then, Booking booking) {
        try {
            then.accept(booking);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a call failed after its booking", e);
        }
    }
}
