package headroom.cli;

import headroom.watch.Channel;
import headroom.watch.Message;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Mails the weekly letters at once.
@Command(
        name = "send",
        description = {
            "Mail the weekly letters now, whatever the day; the ones that are due still follow.",
            "",
            "Exit code 69 says that one of them was not taken."
        })
final class DigestSendCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final DigestPlace place = new DigestPlace();
    @Mixin private final Troubles troubles = new Troubles();

    DigestSendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var configuration = place.load(surroundings);
        if (configuration.alerts().mail().isEmpty()) {
            throw new Failure(
                    ExitCodes.BAD_INPUT, "no mail can go out: `alerts` has no `mail` in it");
        }
        var failed = 0;
        try (var channels = new Channels(configuration.alerts(), surroundings.clock())) {
            var mail = channels.find("mail").orElseThrow();
            for (var letter : place.letters(configuration, surroundings)) {
                var message = letter.message();
                var to = String.join(", ", DigestCommand.to(configuration, message));
                failed += isTaken(mail, message, to) ? 0 : 1;
            }
        }
        return failed == 0 ? ExitCodes.OK : ExitCodes.UNAVAILABLE;
    }

    private boolean isTaken(Channel mail, Message message, String to) throws InterruptedException {
        var out = surroundings.out();
        var screen = surroundings.screen();
        try {
            mail.send(message);
            out.println(screen.good("taken") + "  " + to + ": " + message.subject());
            return true;
        } catch (IOException | RuntimeException e) {
            var why = Redacted.of(String.valueOf(e.getMessage()));
            out.println(screen.bad("failed") + " " + to + ": " + why);
            return false;
        }
    }
}
