package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.CRC32;

/// Bodies as large as the gateway's whole heap, or nearly, pass both ways and arrive as they left.
@Timeout(240)
class LargeBodiesContractTest {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir Path folder;

    @Test
    void bodiesOfTheHeapsSizePass() throws Exception {
        pass(64L << 20, "-Xmx64m");
    }

    @Test
    @Tag("full")
    void twoHundredMegabytesPassThroughAHeapOf256() throws Exception {
        pass(200L << 20, "-Xmx256m");
    }

    private void pass(long bytes, String heap) throws Exception {
        try (var org = RawOrg.start(call -> answer(call, bytes));
                var gateway = GatewayProcess.start(folder, org.url(), heap);
                var client = RawClient.connect(gateway.port()).patience(PATIENCE)) {
            client.send("GET /services/data/v66.0/query?q=a HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead().length()).isEqualTo(bytes);
            assertThat(checksum(bytes, client::readSome)).isEqualTo(expected(bytes));

            client.send("PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Type: text/csv\r\nContent-Length: " + bytes + "\r\n\r\n");
            write(bytes, client::send);
            assertThat(client.read("PUT").text()).isEqualTo(Long.toString(expected(bytes)));
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    private static void answer(RawCall call, long bytes) throws IOException {
        if (call.head().method().equals("GET")) {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
            write(bytes, call::send);
        } else {
            var sum = Long.toString(checksum(bytes, call::readSome));
            call.send("HTTP/1.1 201 Created\r\nContent-Length: " + sum.length() + "\r\n\r\n" + sum);
            call.peerEndsWithin(PATIENCE);
            call.close();
        }
    }

    private interface Source {
        int read(byte[] into) throws IOException;
    }

    private interface Sink {
        Object send(byte[] block) throws IOException;
    }

    private static void write(long bytes, Sink sink) throws IOException {
        var block = block();
        for (var sent = 0L; sent < bytes; sent += block.length) {
            sink.send(block);
        }
    }

    private static long checksum(long bytes, Source source) throws IOException {
        var sum = new CRC32();
        var into = new byte[BLOCK_BYTES];
        for (var got = 0L; got < bytes; ) {
            var some = source.read(into);
            if (some < 0) {
                throw new IOException("ended after " + got + " of " + bytes);
            }
            sum.update(into, 0, some);
            got += some;
        }
        return sum.getValue();
    }

    private static long expected(long bytes) {
        var sum = new CRC32();
        var block = block();
        for (var sent = 0L; sent < bytes; sent += block.length) {
            sum.update(block);
        }
        return sum.getValue();
    }

    private static byte[] block() {
        var block = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(block);
        return block;
    }
}
