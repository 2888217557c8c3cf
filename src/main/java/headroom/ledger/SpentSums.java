package headroom.ledger;

import headroom.ledger.LedgerReader.Spent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sums per integration, told apart by source. One-owner.
final class SpentSums {
    private final Map<Integer, long[]> sums = new HashMap<>();

    private static final int CALLS = 0;
    private static final int CHARGES = 1;
    private static final int ERRORS = 2;
    private static final int IMPORTED = 3;
    private static final int SIMULATED = 4;

    void add(int integration, int source, long calls, long charges, long errors) {
        var sum = sums.computeIfAbsent(integration, _ -> new long[5]);
        sum[CALLS] += calls;
        sum[CHARGES] += charges;
        sum[ERRORS] += errors;
        if (source == Source.IMPORTED.code || source == Source.HISTORY.code) {
            sum[IMPORTED] += charges;
        } else if (source == Source.SIMULATED.code) {
            sum[SIMULATED] += charges;
        }
    }

    List<Spent> ranked(Map<Integer, String> names) {
        return sums.entrySet().stream()
                .map(entry -> spent(entry.getKey(), entry.getValue(), names))
                .filter(spent -> spent.calls() != 0 || spent.charges() != 0)
                .sorted(
                        Comparator.comparingLong(Spent::charges)
                                .thenComparingLong(Spent::calls)
                                .reversed()
                                .thenComparing(Spent::name))
                .toList();
    }

    long charges() {
        return sums.values().stream().mapToLong(sum -> sum[CHARGES]).sum();
    }

    private static Spent spent(int integration, long[] sum, Map<Integer, String> names) {
        return new Spent(
                integration,
                names.getOrDefault(integration, Words.nameless(integration)),
                sum[CALLS],
                sum[CHARGES],
                sum[ERRORS],
                sum[IMPORTED],
                sum[SIMULATED]);
    }
}
