package headroom.emulator.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A result file that grows batch by batch, each batch's lines in another order than they came. One
/// owner.
public final class ShuffledLines implements AutoCloseable {
    private final OutputStream out;
    private final boolean shuffled;
    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private long bytes;

    /// @param shuffled whether lines change places at all
    public ShuffledLines(OutputStream out, boolean shuffled, long seed) {
        this.out = out;
        this.shuffled = shuffled;
        this.random = new Random(seed);
    }

    /// Adds a line with its end.
    public void add(String line) {
        lines.add(line);
    }

    /// Writes what was added since the last end.
    public void endBatch() {
        if (shuffled) {
            Collections.shuffle(lines, random);
        }
        try {
            for (var line : lines) {
                var text = line.getBytes(StandardCharsets.UTF_8);
                bytes += text.length;
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        }
        lines.clear();
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        endBatch();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        }
    }
}
