package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Bodies pass piece by piece, and a slow side slows the other down.
@Timeout(60)
class StreamingContractTest {
    private static final String UPLOAD =
            "PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Type: text/csv\r\n";

    /// What two pairs of socket buffers may hold, and something for the gateway.
    private static final long BUFFERED_BYTES_MAX = 32L << 20;

    @Test
    void eachEventArrivesBeforeTheNextIsSent() throws Exception {
        var arrived = new Semaphore(0);
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
                            call.send("Content-Type: text/event-stream\r\n\r\n");
                            for (var i = 0; i < 5; i++) {
                                call.send("9\r\ndata: " + i + "\n\n\r\n");
                                acquire(arrived);
                            }
                            call.send("0\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET /services/data/v66.0/stream HTTP/1.1\r\nHost: a\r\n\r\n");
            client.readHead();
            for (var i = 0; i < 5; i++) {
                assertThat(client.readExactly(14)).isEqualTo("9\r\ndata: " + i + "\n\n\r\n");
                arrived.release();
            }
            assertThat(client.readExactly(5)).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void theHeadArrivesBeforeTheBody() throws Exception {
        var arrived = new Semaphore(0);
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                            acquire(arrived);
                            call.send("ok");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET /services/data/v66.0/query?q=a HTTP/1.1\r\nHost: a\r\n\r\n");
            var head = client.readHead();
            arrived.release();
            assertThat(client.readBody("GET", head).text()).isEqualTo("ok");
        }
    }

    @Test
    void anUploadPassesPieceByPiece() throws Exception {
        var arrived = new Semaphore(0);
        try (var org =
                        RawOrg.start(call -> {
                            var piece = new byte[64];
                            for (var i = 0; i < 3; i++) {
                                call.readSome(piece);
                                arrived.release();
                            }
                            call.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(UPLOAD + "Content-Length: 12\r\n\r\n");
            for (var i = 0; i < 3; i++) {
                client.send("a,b\n");
                assertThat(arrived.tryAcquire(5, TimeUnit.SECONDS)).as("piece " + i).isTrue();
            }
            assertThat(client.read("PUT").status()).isEqualTo(201);
        }
    }

    @Test
    void aReaderThatPausesStopsTheOrg() throws Exception {
        var sent = new AtomicLong();
        var ended = new CompletableFuture<Void>();
        var total = 128L << 20;
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: ");
                            call.send(total + "\r\n\r\n");
                            var block = new byte[64 * 1024];
                            while (sent.get() < total) {
                                call.send(block);
                                sent.addAndGet(block.length);
                            }
                            ended.complete(null);
                        });
                var stage = Stage.before(org);
                var client = RawClient.connectNarrow(stage.port(), 32 * 1024)) {
            client.send("GET /services/data/v66.0/query?q=a HTTP/1.1\r\nHost: a\r\n\r\n");
            client.readHead();
            assertThat(restsBelow(sent)).isLessThan(BUFFERED_BYTES_MAX);

            assertThat(drain(client, total)).isEqualTo(total);
            ended.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anOrgThatPausesStopsTheUpload() throws Exception {
        var go = new Semaphore(0);
        var sent = new AtomicLong();
        var total = 128L << 20;
        var took = new AtomicLong();
        try (var org =
                        RawOrg.start(call -> {
                            acquire(go);
                            var into = new byte[64 * 1024];
                            while (took.get() < total) {
                                took.addAndGet(call.readSome(into));
                            }
                            call.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(UPLOAD + "Content-Length: " + total + "\r\n\r\n");
            var upload = Thread.ofVirtual().start(() -> upload(client, total, sent));
            assertThat(restsBelow(sent)).isLessThan(BUFFERED_BYTES_MAX);

            go.release();
            assertThat(client.patience(Duration.ofSeconds(30)).read("PUT").status()).isEqualTo(201);
            upload.join();
            assertThat(took.get()).isEqualTo(total);
        }
    }

    private static void upload(RawClient client, long total, AtomicLong sent) {
        try {
            var block = new byte[64 * 1024];
            while (sent.get() < total) {
                client.send(block);
                sent.addAndGet(block.length);
            }
        } catch (IOException _) {
            // The counter tells how far it came.
        }
    }

    /// The count once it has stood still for half a second.
    private static long restsBelow(AtomicLong count) {
        var last = -1L;
        while (last != count.get() || last == 0) {
            last = count.get();
            RawOrg.pause(Duration.ofMillis(500));
        }
        return last;
    }

    private static long drain(RawClient client, long total) throws IOException {
        var into = new byte[256 * 1024];
        var got = 0L;
        while (got < total) {
            var some = client.readSome(into);
            if (some < 0) {
                break;
            }
            got += some;
        }
        return got;
    }

    private static void acquire(Semaphore permits) throws IOException {
        try {
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IOException("what was sent did not arrive");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
