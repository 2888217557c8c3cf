package headroom.ledger;

import headroom.meter.Sighting;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Something handed to the writer, linked into its queue, with the one who waits for it, if any.
abstract class Entry {
    private static final long serialVersionUID = 1L;

    final @Nullable Reply reply;
    @Nullable Entry next;

    Entry(@Nullable Reply reply) {
        this.reply = reply;
    }

    abstract void apply(Books books);

    /// Who waits, and where the answer is run. Answered once, by the writer or by the keeper.
    static final class Reply extends AtomicBoolean {
        private static final long serialVersionUID = 1L;

        final transient Executor executor;
        final transient Consumer<Booking> then;

        Reply(Executor executor, Consumer<Booking> then) {
            this.executor = executor;
            this.then = then;
        }

        /// Whether the caller is the first to answer.
        boolean claim() {
            return compareAndSet(false, true);
        }
    }

    static final class Begin extends Entry {
        private final OpenCall call;

        Begin(OpenCall call, Reply reply) {
            super(reply);
            this.call = call;
        }

        @Override
        void apply(Books books) {
            books.begin(call);
        }
    }

    static final class Settle extends Entry {
        private final OpenCall call;
        private final Settlement settlement;
        private final @Nullable Ending ending;

        Settle(OpenCall call, Settlement settlement, @Nullable Ending ending, Reply reply) {
            super(reply);
            this.call = call;
            this.settlement = settlement;
            this.ending = ending;
        }

        @Override
        void apply(Books books) {
            books.settle(call, settlement, ending);
        }
    }

    static final class End extends Entry {
        private final OpenCall call;
        private final Ending ending;

        End(OpenCall call, Ending ending) {
            super(null);
            this.call = call;
            this.ending = ending;
        }

        @Override
        void apply(Books books) {
            books.end(call, ending);
        }
    }

    static final class Sight extends Entry {
        private final Sighting sighting;

        Sight(Sighting sighting) {
            super(null);
            this.sighting = sighting;
        }

        @Override
        void apply(Books books) {
            books.sight(sighting);
        }
    }

    static final class SightLimits extends Entry {
        private final LimitSightings said;

        SightLimits(LimitSightings said) {
            super(null);
            this.said = said;
        }

        @Override
        void apply(Books books) {
            books.sightLimits(said);
        }
    }

    static final class Remember extends Entry {
        private final TokenTrace trace;

        Remember(TokenTrace trace) {
            super(null);
            this.trace = trace;
        }

        @Override
        void apply(Books books) {
            books.remember(trace);
        }
    }

    static final class Keep extends Entry {
        private final String key;
        private final String value;

        Keep(String key, String value) {
            super(null);
            this.key = key;
            this.value = value;
        }

        @Override
        void apply(Books books) {
            books.keep(key, value);
        }
    }

    /// Asks that everything handed over before be written, folded and answered.
    static final class Flush extends Entry {
        Flush(Reply reply) {
            super(reply);
        }

        @Override
        void apply(Books books) {
            books.foldSoon();
        }
    }
}
