package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

class LogsTest {
    private static final Logger LOG = Logger.getLogger("headroom.gateway.Forward");
    private final ByteArrayOutputStream to = new ByteArrayOutputStream();

    @AfterEach
    void leaveTheLogsAsTheyWere() throws Exception {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void writesOneLinePerEventWithoutCredentials() {
        logs(Level.INFO);

        LOG.log(
                Level.WARNING,
                "org acme refused\nBearer 00D5j00000DgAYG!AQEAQabc.def_123 at /x?access_token=s3",
                new IllegalStateException("password=hunter2"));

        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-.*Z WARNING gateway.Forward: org acme refused .*")
                .contains("(redacted)")
                .doesNotContain("AQEAQ", "s3", "hunter2");
    }

    @Test
    void isQuietUnlessAsked() {
        logs(Level.WARNING);

        LOG.info("an everyday event");

        assertThat(lines()).isEmpty();
    }

    @Test
    void saysNothingOfAClientThatHangsUp() {
        logs(Level.INFO);

        Logger.getLogger("io.vertx.core.net.impl.VertxConnection")
                .log(
                        Level.SEVERE,
                        "x",
                        new java.io.IOException("sendfile(..): Connection reset by peer"));

        assertThat(lines()).isEmpty();
    }

    @Test
    void keepsTheLastWarningWhileATableIsDrawn() {
        var logs = logs(Level.INFO);
        logs.show(false);

        LOG.warning("the org is slow");

        assertThat(lines()).isEmpty();
        assertThat(logs.lastWarning()).hasValueSatisfying(line -> line.contains("the org is slow"));
    }

    private Logs logs(Level level) {
        return Logs.configure(new PrintStream(to, true, StandardCharsets.UTF_8), level, false);
    }

    private java.util.List<String> lines() {
        return to.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
