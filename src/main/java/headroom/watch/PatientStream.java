package headroom.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// An answer's body that ends with an exception when no byte has come for some time: the time limit
/// of a request ends with the answer's head. One-owner; a thread of its own keeps the time.
final class PatientStream extends FilterInputStream {
    private final Duration patience;
    private final Thread timer;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean stalled;

    PatientStream(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
        this.timer = Thread.ofVirtual().name("patience").start(this::keepTime);
    }

    private void keepTime() {
        try {
            for (var left = patience.toNanos(); left > 0; ) {
                Thread.sleep(Duration.ofNanos(left));
                left = patience.toNanos() - (System.nanoTime() - lastNanos);
            }
            stalled = true;
            // The reader waits within the body, and wakes when that is closed.
            in.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            stalled = true;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            var count = super.read(bytes, offset, length);
            lastNanos = System.nanoTime();
            if (!stalled) {
                return count;
            }
        } catch (IOException e) {
            if (!stalled) {
                throw e;
            }
        }
        throw new IOException(
                "the org sent nothing for "
                        + patience.toSeconds()
                        + " s in the midst of an answer");
    }

    @Override
    public void close() throws IOException {
        timer.interrupt();
        super.close();
    }
}
