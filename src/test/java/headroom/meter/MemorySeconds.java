package headroom.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Seconds kept in memory, as a ledger's file would keep them.
final class MemorySeconds implements SecondStore {
    private final TreeMap<Long, List<byte[]>> blocks = new TreeMap<>();

    @Override
    public void put(long second, byte[] deltas) {
        blocks.computeIfAbsent(second, _ -> new ArrayList<>()).add(deltas);
    }

    @Override
    public void read(long after, long upTo, Blocks reader) {
        blocks.subMap(after, false, upTo, true)
                .forEach((second, all) -> all.forEach(each -> reader.block(second, each)));
    }
}
