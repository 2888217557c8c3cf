package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The main law of the gateway: no answer ever reaches another client.
///
/// Fifty clients send tagged requests. The org answers each with its tag, and in between does what
/// made other proxies mix answers up: interim answers nobody asked for, before, between and after;
/// answers before the upload has ended; closes and resets; while some clients leave in mid-answer.
@Timeout(300)
class NoStrangersContractTest {
    private static final int CLIENTS = 50;
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final String[] STRAYS = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\nX-Tag: stray\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    };

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void noAnswerEverReachesAnotherClient() throws Exception {
        run(80);
    }

    @Test
    @Tag("full")
    void noAnswerEverReachesAnotherClientInFiftyThousandCalls() throws Exception {
        run(1_000);
    }

    private void run(int callsPerClient) throws Exception {
        try (var org = RawOrg.start(NoStrangersContractTest::mischief).forgetting();
                var stage = Stage.before(org)) {
            var done = new CountDownLatch(CLIENTS);
            for (var i = 0; i < CLIENTS; i++) {
                var client = i;
                Thread.ofVirtual().start(() -> play(stage, client, callsPerClient, done));
            }
            assertThat(done.await(250, TimeUnit.SECONDS)).as("all clients ended").isTrue();
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        var calls = CLIENTS * callsPerClient;
        assertThat(right.get())
                .as("answered of " + calls + ", seed " + SEED)
                .isGreaterThan(calls / 2);
        assertThat(refused.get()).as("502 and cuts of " + calls).isLessThan(calls / 4);
    }

    /// What the org does is told by the tag alone, so that a seed repeats it.
    private static void mischief(RawCall call) throws IOException {
        var tag = call.head().first("X-Tag").orElse("none");
        var random = new Random(tag.hashCode());
        var stray = STRAYS[random.nextInt(STRAYS.length)];
        if (random.nextInt(4) == 0) {
            call.send(stray);
        }
        if (call.head().has("Expect") && random.nextBoolean()) {
            call.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (call.head().method().equals("POST") && random.nextInt(5) == 0) {
            // Early, with the upload still under way; a decent org then closes.
            call.send(answer(tag, "413 Content Too Large", call));
            call.peerEndsWithin(Duration.ofMillis(random.nextInt(20)));
            call.close();
            return;
        }
        call.body();
        RawOrg.pause(Duration.ofMillis(random.nextInt(4)));
        var text = answer(tag, "200 OK", call);
        switch (random.nextInt(12)) {
            case 0 -> call.send(text + stray);
            case 1 -> {
                call.send(text);
                RawOrg.pause(Duration.ofMillis(1));
                call.send(stray);
            }
            case 2 -> {
                call.send(text);
                call.close();
            }
            case 3 -> {
                call.send(stray + text.substring(0, text.length() / 2));
                RawOrg.pause(Duration.ofMillis(2));
                call.send(text.substring(text.length() / 2));
            }
            case 4 -> {
                call.send(text.substring(0, text.length() - 3));
                call.reset();
            }
            default -> call.send(text);
        }
    }

    private static String answer(String tag, String status, RawCall call) {
        var head = "HTTP/1.1 %s\r\nX-Tag: %s\r\n".formatted(status, tag);
        var body = tag + "#".repeat(Math.abs(tag.hashCode() % 900));
        if (call.head().method().equals("HEAD")) {
            return head + "Content-Length: " + body.length() + "\r\n\r\n";
        }
        if (tag.hashCode() % 3 == 0) {
            return head
                    + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                            .formatted(body.length(), body);
        }
        return head + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    private void play(Stage stage, int number, int calls, CountDownLatch done) {
        var random = new Random(SEED + number);
        RawClient client = null;
        try {
            for (var i = 0; i < calls; i++) {
                if (client == null) {
                    client = stage.client();
                }
                var tag = "c%d-%d-%x".formatted(number, i, random.nextInt());
                if (!ask(client, tag, random)) {
                    client.close();
                    client = null;
                }
            }
        } catch (IOException e) {
            wrong.add("client " + number + ": " + e);
        } finally {
            done.countDown();
        }
    }

    /// One call; false when the connection is not to be used again.
    private boolean ask(RawClient client, String tag, Random random) throws IOException {
        var method =
                switch (random.nextInt(6)) {
                    case 0 -> "HEAD";
                    case 1, 2 -> "POST";
                    default -> "GET";
                };
        try {
            client.send(request(method, tag, random));
            if (random.nextInt(12) == 0) {
                RawOrg.pause(Duration.ofMillis(random.nextInt(5)));
                client.reset();
                return false;
            }
            return judge(method, tag, client);
        } catch (IOException _) {
            // Cut by the org or closed after an early answer: allowed, if not too often.
            refused.incrementAndGet();
            return false;
        }
    }

    private boolean judge(String method, String tag, RawClient client) throws IOException {
        var answer = client.read(method);
        var theirs = answer.header("X-Tag").orElse("");
        if (answer.status() == 502) {
            refused.incrementAndGet();
            return answer.header("Connection").isEmpty();
        }
        var bodyIsOurs = method.equals("HEAD") || answer.cut() || answer.text().startsWith(tag);
        if (!theirs.equals(tag) || !bodyIsOurs) {
            wrong.add(tag + " (" + method + ") was answered: " + answer);
        }
        if (answer.cut()) {
            refused.incrementAndGet();
            return false;
        }
        right.incrementAndGet();
        return answer.status() == 200 && answer.header("Connection").isEmpty();
    }

    private static String request(String method, String tag, Random random) {
        var head =
                "%s /services/apexrest/%s HTTP/1.1\r\nHost: a\r\nX-Tag: %s\r\n"
                        .formatted(method, tag, tag);
        if (!method.equals("POST")) {
            return head + "\r\n";
        }
        var expect = random.nextInt(4) == 0 ? "Expect: 100-continue\r\n" : "";
        var body = tag.repeat(1 + random.nextInt(200));
        if (random.nextBoolean()) {
            return head
                    + expect
                    + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                            .formatted(body.length(), body);
        }
        return head + expect + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }
}
