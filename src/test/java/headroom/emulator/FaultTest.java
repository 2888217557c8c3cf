package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.http.Fault;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/// Faults strike after the charge, and only where they should.
@Serves({"Laboratory: faults by path, rate and kind", "Laboratory: clock set, step and speed"})
class FaultTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        start(EmulatorOptions.defaults());
    }

    private void start(EmulatorOptions options) {
        stop();
        emulator = Emulator.start(options);
        client = Client.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            client.close();
            emulator.close();
        }
    }

    private void arm(String json) {
        var answer = client.post("/__emulator/faults", "{\"faults\":[" + json + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void answersAStatusInstead() {
        arm("{\"kind\":\"status\",\"path\":\"/services/data\",\"status\":503,\"times\":1}");

        var struck = client.post("/services/data/v66.0/sobjects/Account", "{\"Name\":\"A\"}");
        var after = client.get(LIMITS);

        assertThat(struck.statusCode()).isEqualTo(503);
        assertThat(struck.body()).contains("SERVER_UNAVAILABLE");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(emulator.books().used()).isEqualTo(2);
        assertThat(client.query("SELECT COUNT() FROM Account").body()).contains("\"totalSize\":0");
    }

    @Test
    void resetsAfterTheChargeAndTheWork() {
        arm("{\"kind\":\"reset-before-head\",\"path\":\"/services/data/v66.0/sobjects\"}");

        assertThatThrownBy(() ->
                        client.post("/services/data/v66.0/sobjects/Account", "{\"Name\":\"A\"}"))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(emulator.books().used()).isEqualTo(1);
        assertThat(client.query("SELECT COUNT() FROM Account").body()).contains("\"totalSize\":1");
    }

    @Test
    void cutsBodiesShort() {
        arm("{\"kind\":\"reset-mid-body\",\"path\":\"" + LIMITS + "\"}");
        assertThatThrownBy(() -> client.get(LIMITS)).hasCauseInstanceOf(IOException.class);
        arm("{\"kind\":\"truncated-body\",\"path\":\"" + LIMITS + "\"}");
        assertThatThrownBy(() -> client.get(LIMITS)).hasCauseInstanceOf(IOException.class);

        assertThat(emulator.books().used()).isEqualTo(2);
    }

    @Test
    void delaysAnswersAndBodies() {
        arm("{\"kind\":\"latency\",\"path\":\"" + LIMITS + "\",\"millis\":200}");
        var began = System.nanoTime();
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - began).isGreaterThan(200_000_000L);

        arm(
                "{\"kind\":\"slow-body\",\"path\":\""
                        + LIMITS
                        + "\",\"millis\":20,\"chunkBytes\":500}");
        began = System.nanoTime();
        var slow = client.get(LIMITS);
        assertThat(Client.json(slow).has("DailyApiRequests")).isTrue();
        assertThat(System.nanoTime() - began).isGreaterThan(60_000_000L);
    }

    @Test
    void strikesTheSameCallsUnderTheSameSeed() {
        var fault =
                Fault.below("/services/data", 0.3, new Fault.Status(500, "application/json", "[]"));

        var first = pattern(fault, 7);
        var second = pattern(fault, 7);
        var other = pattern(fault, 8);

        assertThat(first).isEqualTo(second).isNotEqualTo(other);
        assertThat(first.chars().filter(c -> c == 'x').count()).isBetween(5L, 25L);
    }

    private String pattern(Fault fault, long seed) {
        start(EmulatorOptions.defaults().withFaults(seed, List.of(fault)));
        var pattern = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            pattern.append(client.get(LIMITS).statusCode() == 500 ? 'x' : '.');
        }
        return pattern.toString();
    }

    @Test
    void controlsAreNeverChargedAndRefuseNonsense() {
        var clock =
                client.post(
                        "/__emulator/clock",
                        "{\"set\":\"2026-01-01T00:00:00Z\",\"speed\":0,\"step\":\"PT1H\"}");
        var broken = client.post("/__emulator/clock", "{\"set\":\"yesterday\"}");
        var fault = client.post("/__emulator/faults", "[{\"kind\":\"earthquake\"}]");
        client.get(LIMITS);
        var books = Client.json(client.get("/__emulator/books?since=0"));
        var health = Client.json(client.get("/__emulator/health"));

        assertThat(clock.body()).isEqualTo("{\"now\":\"2026-01-01T01:00:00Z\",\"speed\":0.0}");
        assertThat(emulator.clock().instant().toString()).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(fault.body()).contains("earthquake");
        assertThat(books.get("used").asInt() + books.get("totalCalls").asInt()).isPositive();
        assertThat(books.get("calls").size()).isEqualTo(books.get("totalCalls").asInt());
        assertThat(books.get("byClient").has("app")).isTrue();
        assertThat(health.get("status").asString()).isEqualTo("up");
        assertThat(client.get("/__emulator/nope").statusCode()).isEqualTo(404);
    }

    @Test
    void theClockSpeedsUp() throws Exception {
        emulator.clock().speed(3_600);
        var before = emulator.clock().instant();
        Thread.sleep(20);

        assertThat(Duration.between(before, emulator.clock().instant()))
                .isGreaterThan(Duration.ofSeconds(60));
    }
}
