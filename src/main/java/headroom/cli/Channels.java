package headroom.cli;

import headroom.cli.config.Alerts;
import headroom.watch.Channel;
import headroom.watch.MailChannel;
import headroom.watch.WebChannel;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The configured ways to people, opened. Thread-safe.
final class Channels implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final List<Channel> all = new ArrayList<>();

    Channels(Alerts alerts, InstantSource clock) {
        alerts.mail()
                .ifPresent(mail ->
                        all.add(new MailChannel(mail.server(), mail.from(), alerts.admins())));
        for (var hook : alerts.hooks()) {
            all.add(
                    new WebChannel(
                            hook.form(),
                            hook.url()::reveal,
                            hook.secret().map(secret -> secret::reveal),
                            http,
                            clock));
        }
    }

    List<Channel> all() {
        return List.copyOf(all);
    }

    Optional<Channel> find(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    List<String> names() {
        return all.stream().map(Channel::name).toList();
    }

    @Override
    public void close() {
        http.close();
    }
}
