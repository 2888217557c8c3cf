package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.testing.RawCall;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Leaving: calls under way end well, and nobody new comes in.
@Timeout(60)
class DrainContractTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String REQUEST = "GET /services/data HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void aCallUnderWayEndsAndItsConnectionIsClosed() throws Exception {
        var go = new CountDownLatch(1);
        try (var org = RawOrg.start(call -> answerAfter(go, call));
                var stage = Stage.before(org);
                var busy = stage.client();
                var idle = stage.client()) {
            idle.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").read("GET");
            busy.send(REQUEST);
            assertThat(RawOrg.eventually(SOON, () -> org.calls().size() == 2)).isTrue();

            var drain = Thread.ofVirtual().start(() -> stage.gateway().drain(SOON));
            assertThat(idle.closesWithin(SOON)).as("an idle connection is closed").isTrue();
            assertThatThrownBy(stage::client).isInstanceOf(IOException.class);
            assertThat(drain.isAlive()).isTrue();
            go.countDown();

            var answer = busy.read("GET");
            assertThat(answer.text()).isEqualTo("/services/data");
            assertThat(answer.header("Connection"))
                    .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("close"));
            assertThat(busy.closesWithin(SOON)).isTrue();
            assertThat(drain.join(SOON)).isTrue();
        }
    }

    @Test
    void anAnswerBegunBeforeTheDrainIsSentWhole() throws Exception {
        var go = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
                            call.send("\r\n3\r\none\r\n");
                            await(go);
                            call.send("3\r\ntwo\r\n0\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            var head = client.send(REQUEST).readHead();
            var drain = Thread.ofVirtual().start(() -> stage.gateway().drain(SOON));
            RawOrg.pause(Duration.ofMillis(50));
            go.countDown();
            var body = client.readBody("GET", head);
            assertThat(body.text()).isEqualTo("onetwo");
            assertThat(body.cut()).isFalse();
            assertThat(client.closesWithin(SOON)).isTrue();
            assertThat(drain.join(SOON)).isTrue();
        }
    }

    @Test
    void aCallThatOutlastsTheDrainIsCut() throws Exception {
        var go = new CountDownLatch(1);
        try (var org = RawOrg.start(call -> answerAfter(go, call));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(REQUEST);
            assertThat(RawOrg.eventually(SOON, () -> !org.calls().isEmpty())).isTrue();
            stage.gateway().drain(Duration.ofMillis(200));
            stage.gateway().close();
            assertThat(client.closesWithin(SOON)).isTrue();
            go.countDown();
        }
    }

    private static void answerAfter(CountDownLatch go, RawCall call) throws IOException {
        if (!call.head().target().equals("/quick")) {
            await(go);
        }
        call.answer(call.head().target());
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
