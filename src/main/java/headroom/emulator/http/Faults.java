package headroom.emulator.http;

import headroom.emulator.call.Caller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Which fault strikes which call: the first that fits and wins its throw. One owner.
///
/// The throws are seeded: the same calls in the same order meet the same faults.
public final class Faults {
    private static final int FAULTS_MAX = 100;

    private final List<Armed> armed = new ArrayList<>();
    private SplittableRandom random;

    private static final class Armed {
        final Fault fault;
        int struck;

        Armed(Fault fault) {
            this.fault = fault;
        }
    }

    public Faults(long seed, List<Fault> faults) {
        this.random = new SplittableRandom(seed);
        set(faults);
    }

    public void set(List<Fault> faults) {
        if (faults.size() > FAULTS_MAX) {
            throw new IllegalArgumentException("at most " + FAULTS_MAX + " faults");
        }
        armed.clear();
        faults.forEach(fault -> armed.add(new Armed(fault)));
    }

    public void reseed(long seed) {
        random = new SplittableRandom(seed);
    }

    public List<Fault> list() {
        return armed.stream().map(it -> it.fault).toList();
    }

    /// How often each fault has struck, in the order of the list.
    public List<Integer> struck() {
        return armed.stream().map(it -> it.struck).toList();
    }

    public Optional<Fault> strike(String path, String method, Caller caller) {
        for (var one : armed) {
            var fault = one.fault;
            var left = fault.times() == 0 || one.struck < fault.times();
            if (left
                    && fault.aim().fits(path, method, caller)
                    && random.nextDouble() < fault.rate()) {
                one.struck++;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
