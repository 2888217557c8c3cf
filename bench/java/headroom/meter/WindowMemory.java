package headroom.meter;

/// Heap held by a window and the day's counters for 500,000 counters, after a minute of 1,500
/// calls/s.
public final class WindowMemory {
    private static final int COUNTERS = 500_000;

    private WindowMemory() {}

    public static void main(String[] args) throws Exception {
        var before = used();
        var seconds = new Nowhere();
        var window = new RollingWindow(seconds, 1_800_000_000L, COUNTERS);
        var days = new DayCounters(1_800_000_000L, COUNTERS);
        var random = new java.util.Random(1);
        for (var second = 0; second < 60; second++) {
            for (var call = 0; call < 1_500; call++) {
                var key = random.nextInt(COUNTERS);
                window.add(key, 1_800_000_000L + second, 1);
                days.add(key, 1_800_000_000L + second, 1);
            }
            window.flush();
            window.flushed();
        }
        var held = used() - before;
        System.out.printf(
                "%,d counters: %.1f MB (window and day; sum %d)%n",
                COUNTERS, held / 1048576.0, window.total(1) + days.total(1));
    }

    private static final class Nowhere implements SecondStore {
        @Override
        public void put(long second, byte[] deltas) {}

        @Override
        public void read(long after, long upTo, Blocks blocks) {}
    }

    private static long used() throws InterruptedException {
        for (var i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
