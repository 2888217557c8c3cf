package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What Headroom spends itself, counted by the org, is shown by purpose.
class OwnSpendingServeTest {
    private static final Map<String, String> SECRETS = Map.of("SECRET", "any");

    @TempDir private Path folder;

    @Test
    void isShownByPurpose() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults())) {
            Files.writeString(folder.resolve("secret"), "any");
            Files.writeString(
                    folder.resolve("headroom.yaml"),
                    """
                    listen: {gateway: 0, console: 0}
                    orgs:
                      - name: acme
                        instance-url: '%s'
                        access: {client-id: headroom-client, client-secret: 'file:secret'}
                    """
                            .formatted(emulator.url()));
            try (var serve = ServeRun.start(folder)) {
                serve.word("gateway");
                while (emulator.books().used() < 3) {
                    Thread.sleep(20);
                }
                serve.stop();
            }
            var spent = emulator.books().used();

            var status = CommandRun.of(folder, SECRETS, new Stop(), "status");
            var list = CommandRun.of(folder, SECRETS, new Stop(), "org", "list");

            assertThat(status.out())
                    .containsPattern(
                            "own calls +"
                                    + spent
                                    + " charges by Headroom itself in the last 24 clock hours: 2"
                                    + " limits, \\d logs");
            assertThat(list.out())
                    .containsPattern("acme: " + spent + " charges .*: 2 limits, \\d logs");
        }
    }
}
