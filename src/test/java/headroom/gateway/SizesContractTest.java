package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;

/// How large a head may be, either way, and what happens past it.
@Timeout(60)
class SizesContractTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void fifteenKilobytesOfRequestHeaderPass() throws Exception {
        var long_ = "v".repeat(15 * 1024);
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "GET %s HTTP/1.1\r\nHost: a\r\nX-Long: %s\r\n\r\n".formatted(LIMITS, long_));
            assertThat(client.read("GET").status()).isEqualTo(200);
            assertThat(org.only().head().first("X-Long")).hasValue(long_);
        }
    }

    @Test
    void moreThanTheLimitOfRequestHeaderIs431() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var many = "X-Long: %s\r\n".formatted("v".repeat(4_000)).repeat(10);
            send(client, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted(LIMITS, many));
            assertThat(client.read("GET").status()).isEqualTo(431);
            assertThat(client.closesWithin(SOON)).isTrue();
            assertThat(org.calls()).isEmpty();
        }
    }

    @Test
    void sixteenKilobytesOfTargetPass() throws Exception {
        var target = "/services/data/v66.0/query?q=" + "a".repeat(16 * 1024);
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(target).status()).isEqualTo(200);
            assertThat(org.only().head().target()).isEqualTo(target);
        }
    }

    @Test
    void aTargetPastTheLimitIs414() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            send(client, "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("a".repeat(40 * 1024)));
            assertThat(client.read("GET").status()).isEqualTo(414);
            assertThat(client.closesWithin(SOON)).isTrue();
            assertThat(org.calls()).isEmpty();
        }
    }

    @Test
    void sixteenKilobytesOfAnswerHeaderPass() throws Exception {
        var long_ = "v".repeat(16 * 1024);
        try (var org = RawOrg.start(call -> call.answer("200 OK", "X-L: " + long_ + "\r\n", "{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(LIMITS).header("X-L")).hasValue(long_);
        }
    }

    @Test
    void moreThanTheLimitOfAnswerHeaderIs502() throws Exception {
        var many = "X-Long: %s\r\n".formatted("v".repeat(4_000)).repeat(12);
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/")) {
                                call.answer("200 OK", many, "too much");
                            } else {
                                call.answer("fine");
                            }
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get("/").status()).isEqualTo(502);
            assertThat(client.get(LIMITS).text()).isEqualTo("fine");
        }
    }

    /// The refusal may come, and the connection end, before all of it is written.
    private static void send(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException _) {
            // The answer tells.
        }
    }
}
