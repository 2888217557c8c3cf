package headroom.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/// A download that ends with an exception once nobody wants it any more. One-owner.
final class Stoppable extends FilterInputStream {
    private final BooleanSupplier stopped;

    Stoppable(InputStream content, BooleanSupplier stopped) {
        super(content);
        this.stopped = stopped;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        return super.read(bytes, offset, length);
    }

    private void check() throws InterruptedIOException {
        if (stopped.getAsBoolean()) {
            throw new InterruptedIOException("the download was stopped");
        }
    }
}
