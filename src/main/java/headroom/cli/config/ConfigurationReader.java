package headroom.cli.config;

import headroom.cli.config.Configuration.Books;
import headroom.cli.config.Configuration.Integration;
import headroom.cli.config.Configuration.Org;
import headroom.gateway.DeclaredIntegration;
import headroom.gateway.GatewayOptions.Listen;
import headroom.gateway.GatewayOptions.TlsIdentity;
import headroom.gateway.Limits;
import headroom.watch.LogOptions;

import org.snakeyaml.engine.v2.nodes.Node;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The file's grammar: which keys there are, what they hold, what they are when absent.
///
/// @param folder what relative paths in the file are relative to
record ConfigurationReader(Path folder) {
    private static final String UNADDRESSED =
            "two orgs have neither `hosts` nor `path-prefix`: at most one may, or a call could mean"
                    + " either";

    Optional<Configuration> read(Node root, Problems problems) {
        var file = new Section("", root, problems);
        var listen = file.section("listen", "`listen`");
        var gateway = listen.flatMap(section -> section.find("gateway", Values::listen));
        var console = listen.flatMap(section -> section.find("console", Values::listen));
        var names =
                listen.map(section -> section.list("console-names", Values::host))
                        .orElse(List.of());
        var tls = listen.flatMap(section -> section.section("tls", "`tls`")).flatMap(this::tls);
        listen.ifPresent(Section::finish);

        var publicUrl = file.find("public-url", Values::origin);
        var trusted = file.list("trusted-proxies", Values::host);
        var data = file.get("data", this::path, folder.resolve("data"));
        var zone = file.get("time-zone", Values::zone, ZoneOffset.UTC);
        var orgReader = new OrgReader(folder, new Claims());
        var claims = new Claims();
        var orgs =
                file.sections("orgs", "org").stream()
                        .map(orgReader::read)
                        .flatMap(Optional::stream)
                        .toList();
        var integrations =
                file.sections("integrations", "integration").stream()
                        .map(section -> integration(section, claims))
                        .flatMap(Optional::stream)
                        .toList();
        var limits =
                file.section("limits", "`limits`")
                        .map(ConfigurationReader::limits)
                        .orElse(Limits.DEFAULTS);
        var books =
                file.section("ledger", "`ledger`")
                        .map(ConfigurationReader::books)
                        .orElse(Books.DEFAULTS);
        var alerts =
                file.section("alerts", "`alerts`")
                        .map(it -> AlertsReader.read(it, zone))
                        .orElse(Alerts.NONE);
        var logs = file.section("logs", "`logs`").map(LogsReader::read).orElse(LogOptions.DEFAULTS);
        if (orgs.isEmpty() && problems.inOrder().isEmpty()) {
            file.report("orgs", "`orgs` should list at least one org to forward to");
        }
        if (orgs.stream().filter(ConfigurationReader::unaddressed).count() > 1) {
            file.report("orgs", UNADDRESSED);
        }
        file.finish();
        var defaultGateway = Listen.loopback(Configuration.GATEWAY_PORT);
        return Optional.of(
                new Configuration(
                        withTls(gateway.orElse(defaultGateway), tls),
                        console.orElse(Listen.loopback(Configuration.CONSOLE_PORT)),
                        names,
                        publicUrl,
                        trusted,
                        data,
                        zone,
                        orgs,
                        integrations,
                        limits,
                        books,
                        alerts,
                        logs));
    }

    private static boolean unaddressed(Org org) {
        return org.route().hosts().isEmpty() && org.route().pathPrefix().isEmpty();
    }

    private Path path(String text) {
        return folder.resolve(Values.path(text)).normalize();
    }

    private Optional<TlsIdentity> tls(Section section) {
        var certificate = section.require("certificate", this::path);
        var key = section.require("key", this::path);
        section.finish();
        return certificate.flatMap(chain -> key.map(own -> new TlsIdentity(chain, own)));
    }

    private static Listen withTls(Listen listen, Optional<TlsIdentity> tls) {
        return new Listen(listen.host(), listen.port(), tls);
    }

    private static Optional<Integration> integration(Section section, Claims claims) {
        var name = section.require("name", Values::name);
        var clientIds = section.list("client-ids", Values::text);
        var callOptions = section.list("call-options", Values::text);
        var hosts = section.list("hosts", Values::host);
        var prefixes = section.list("path-prefixes", Values::pathPrefix);
        var headers = section.map("headers", Values::text);
        var userAgents = section.list("user-agents", Values::text);
        var usernames = section.list("usernames", Values::text);
        var apps = section.list("connected-apps", Values::text);
        var owner = section.find("owner", Values::mail);
        var zone = section.find("time-zone", Values::zone);
        section.finish();
        name.ifPresent(called -> {
            claims.take(section, "name", called, called);
            clientIds.forEach(id -> claims.take(section, "client-ids", id, called));
            hosts.forEach(host -> claims.take(section, "hosts", host, called));
            prefixes.forEach(one -> claims.take(section, "path-prefixes", one, called));
            apps.forEach(app -> claims.take(section, "connected-apps", app, called));
            usernames.forEach(user -> claims.take(section, "usernames", user, called));
        });
        return name.map(called ->
                new Integration(
                        new DeclaredIntegration(
                                called,
                                clientIds,
                                callOptions,
                                hosts,
                                prefixes,
                                headers,
                                userAgents,
                                usernames),
                        owner,
                        zone,
                        apps));
    }

    private static Limits limits(Section section) {
        var or = Limits.DEFAULTS;
        var limits =
                new Limits(
                        section.get("head-bytes", Values::size, or.headBytesMax()),
                        section.get("peek-bytes", Values::size, or.peekBytesMax()),
                        section.get("body-rewrite-bytes", Values::size, or.bodyRewriteBytesMax()),
                        section.get(
                                "connect-timeout", Values::positiveDuration, or.connectTimeout()),
                        section.get("answer-timeout", Values::positiveDuration, or.answerTimeout()),
                        section.get("stall-timeout", Values::positiveDuration, or.stallTimeout()),
                        section.get(
                                "client-idle-timeout",
                                Values::positiveDuration,
                                or.clientIdleTimeout()),
                        section.get(
                                "org-idle-timeout", Values::positiveDuration, or.orgIdleTimeout()),
                        section.get(
                                "org-connections", Values::positiveCount, or.orgConnectionsMax()),
                        section.get("waiting-calls", Values::count, or.waitingCallsMax()),
                        section.get(
                                "connection-wait", Values::positiveDuration, or.connectionWait()),
                        section.get(
                                "client-connections",
                                Values::positiveCount,
                                or.clientConnectionsMax()));
        section.finish();
        return limits;
    }

    private static Books books(Section section) {
        var or = Books.DEFAULTS;
        var books =
                new Books(
                        section.get("keep-calls", Values::positiveDuration, or.callsKept()),
                        section.get("keep-minutes", Values::positiveDuration, or.minutesKept()),
                        section.get("keep-hours", Values::positiveDuration, or.hoursKept()),
                        section.get("patience", Values::positiveDuration, or.patience()),
                        section.get("queue", Values::positiveCount, or.queueMax()));
        if (books.callsKept().toHours() < 25) {
            section.report("keep-calls", "`keep-calls` must be 25h or longer: the window is 24 h");
        }
        section.finish();
        return books;
    }
}
