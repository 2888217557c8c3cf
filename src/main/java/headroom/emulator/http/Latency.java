package headroom.emulator.http;

import java.time.Duration;
import java.util.SplittableRandom;

/// How long the answers below a path take, beside what the work itself takes.
///
/// @param pathPrefix the start of the paths it is for; `/` for all
public record Latency(String pathPrefix, Profile profile) {
    private static final Duration MAX = Duration.ofHours(1);

    /// How the times are spread.
    public sealed interface Profile {
        /// One call's time.
        Duration next(SplittableRandom random);
    }

    /// Always the same.
    public record Fixed(Duration time) implements Profile {
        public Fixed {
            check(time);
        }

        @Override
        public Duration next(SplittableRandom random) {
            return time;
        }
    }

    /// Anything between two times, all alike.
    public record Uniform(Duration min, Duration max) implements Profile {
        public Uniform {
            check(min);
            check(max);
            if (max.compareTo(min) < 0) {
                throw new IllegalArgumentException(
                        "a latency's max is not below its min: " + min + " to " + max);
            }
        }

        @Override
        public Duration next(SplittableRandom random) {
            return min.plusNanos((long) (max.minus(min).toNanos() * random.nextDouble()));
        }
    }

    /// As real services answer: half the calls below the median, few of them far above, and one in
    /// a hundred above `p99`.
    public record LogNormal(Duration median, Duration p99) implements Profile {
        /// The normal distribution's 99th percentile.
        private static final double Z99 = 2.326348;

        public LogNormal {
            check(median);
            check(p99);
            if (median.isZero() || p99.compareTo(median) < 0) {
                throw new IllegalArgumentException(
                        "a latency's p99 is not below its median, which is not zero: "
                                + median
                                + ", "
                                + p99);
            }
        }

        @Override
        public Duration next(SplittableRandom random) {
            var ratio = (double) p99.toNanos() / median.toNanos();
            var sigma = Math.log(ratio) / Z99;
            var nanos = median.toNanos() * Math.exp(sigma * random.nextGaussian());
            return Duration.ofNanos((long) Math.min(nanos, (double) MAX.toNanos()));
        }
    }

    private static void check(Duration time) {
        if (time.isNegative() || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a latency is between 0 and an hour: " + time);
        }
    }
}
