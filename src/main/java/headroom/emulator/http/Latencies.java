package headroom.emulator.http;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// How long each call takes: the first profile whose path fits. Seeded. One owner.
public final class Latencies {
    private static final int PROFILES_MAX = 100;

    private List<Latency> profiles = List.of();
    private SplittableRandom random;

    public Latencies(long seed, List<Latency> profiles) {
        this.random = new SplittableRandom(seed);
        set(profiles);
    }

    public void set(List<Latency> list) {
        if (list.size() > PROFILES_MAX) {
            throw new IllegalArgumentException("at most " + PROFILES_MAX + " latencies");
        }
        profiles = List.copyOf(list);
    }

    public void reseed(long seed) {
        random = new SplittableRandom(seed);
    }

    public List<Latency> list() {
        return profiles;
    }

    public Duration next(String path) {
        for (var latency : profiles) {
            if (path.startsWith(latency.pathPrefix())) {
                return latency.profile().next(random);
            }
        }
        return Duration.ZERO;
    }
}
