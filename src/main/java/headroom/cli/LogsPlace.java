package headroom.cli;

import headroom.cli.config.Configuration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where an org's book of event logs lies, and files on their way into the history.
final class LogsPlace {
    private LogsPlace() {}

    static Path of(Configuration configuration, String org) {
        return configuration
                .data()
                .resolve("logs")
                .resolve(URLEncoder.encode(org, StandardCharsets.UTF_8));
    }
}
