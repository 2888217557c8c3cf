package headroom.cli.config;

import headroom.watch.AlertRules;
import headroom.watch.MailChannel.Server;
import headroom.watch.WebChannel.Form;
import headroom.watch.WeekTime;

import java.util.List;
import java.util.Optional;

/// What to tell, whom, and by which ways. Immutable.
///
/// @param admins mail addresses; written to when no integration's owner is meant
/// @param mail absent if no mail is sent
/// @param digest when the week's letters go out; absent if none do
public record Alerts(
        List<String> admins,
        Optional<Mail> mail,
        List<Hook> hooks,
        AlertRules rules,
        Optional<WeekTime> digest) {
    public static final Alerts NONE =
            new Alerts(
                    List.of(), Optional.empty(), List.of(), AlertRules.DEFAULTS, Optional.empty());

    public Alerts {
        admins = List.copyOf(admins);
        hooks = List.copyOf(hooks);
    }

    /// A mail server and whose name mail goes out under.
    public record Mail(Server server, String from) {}

    /// A URL to post to; of Slack and Teams it is a secret in itself.
    ///
    /// @param secret with which a generic receiver's messages are signed
    public record Hook(Form form, Secret url, Optional<Secret> secret) {}

    /// Whether anybody is told at all.
    public boolean isNobodyTold() {
        return mail.isEmpty() && hooks.isEmpty();
    }
}
