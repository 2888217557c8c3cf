package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.watch.Message;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;
import java.util.logging.Level;

/// The weekly letters as they would be written now.
@Command(
        name = "digest",
        description = {
            "Show the weekly letters to integrations' owners and administrators; `send` mails"
                    + " them.",
            "",
            "They are of the last seven whole UTC days. A running gateway sends them once a week,"
                    + " as `alerts: digest:` in headroom.yaml says.",
            "",
            "  headroom digest --preview --integration erp-nightly",
            "  headroom digest send --org acme"
        })
final class DigestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final DigestPlace place = new DigestPlace();

    @Option(
            names = "--preview",
            description = "Print them and leave out the hint that nothing is sent.")
    private boolean preview;

    @Option(names = "--html", description = "Print the HTML that mail programs show.")
    private boolean html;

    @Mixin private final Troubles troubles = new Troubles();

    DigestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var configuration = place.load(surroundings);
        var out = surroundings.out();
        var first = true;
        for (var letter : place.letters(configuration, surroundings)) {
            var message = letter.message();
            if (html) {
                out.print(message.html().orElse(""));
                continue;
            }
            if (!first) {
                out.println("\n" + "─".repeat(76) + "\n");
            }
            first = false;
            out.println("To:      " + String.join(", ", to(configuration, message)));
            out.println("Subject: " + message.subject());
            out.println();
            out.println(message.text());
        }
        out.flush();
        if (!preview && !html) {
            surroundings.err().println("nothing was sent; `headroom digest send` mails them");
        }
        return ExitCodes.OK;
    }

    static Iterable<String> to(Configuration configuration, Message message) {
        return message.mailTo().isEmpty() ? configuration.alerts().admins() : message.mailTo();
    }
}
