package headroom.cli;

import headroom.watch.Channel;
import headroom.watch.Message;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Sends a message by every configured way, so that nobody learns in the night that it fails.
@Command(
        name = "test",
        description = {
            "Send a test message by every way that the configuration names.",
            "",
            "Exit code 69 says that one of them did not take it."
        })
final class AlertTestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final OrgPlace place = new OrgPlace();
    @Mixin private final Troubles troubles = new Troubles();

    AlertTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var configuration = place.load(surroundings);
        if (configuration.alerts().isNobodyTold()) {
            throw new Failure(
                    ExitCodes.BAD_INPUT,
                    "nobody is told: the configuration has no `mail`, `slack-url`, `teams-url` or"
                            + " `webhook` under `alerts`");
        }
        var now = surroundings.clock().instant();
        var message =
                new Message(
                        "test-" + now.toEpochMilli(),
                        now,
                        configuration.orgs().getFirst().route().name(),
                        "Headroom: a test",
                        "This is a test of Headroom's alerts. Nothing has happened.",
                        Optional.empty(),
                        true,
                        List.of());
        var failed = 0;
        try (var channels = new Channels(configuration.alerts(), surroundings.clock())) {
            for (var channel : channels.all()) {
                failed += arrives(channel, message) ? 0 : 1;
            }
        }
        return failed == 0 ? ExitCodes.OK : ExitCodes.UNAVAILABLE;
    }

    private boolean arrives(Channel channel, Message message) throws InterruptedException {
        var screen = surroundings.screen();
        var name = (channel.name() + "        ").substring(0, 8);
        try {
            channel.send(message);
            surroundings.out().println(name + " " + screen.good("taken"));
            return true;
        } catch (IOException | RuntimeException e) {
            var why = Redacted.of(String.valueOf(e.getMessage()));
            surroundings.out().println(name + " " + screen.bad("failed") + ": " + why);
            return false;
        }
    }
}
