package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.cli.config.ConfigurationFile;
import headroom.watch.Credentials;
import headroom.watch.OrgDoor;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The configuration that a command about one org works with, and the straight way to that org.
final class OrgPlace {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "headroom.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("headroom.yaml");

    Path file(Surroundings surroundings) {
        return surroundings.folder().resolve(config);
    }

    Configuration load(Surroundings surroundings) throws IOException, BadConfiguration {
        return ConfigurationFile.load(file(surroundings), surroundings.environment());
    }

    /// The org of that name, or the only one.
    static Org org(Configuration configuration, String name) {
        var orgs = configuration.orgs();
        if (name.isEmpty() && orgs.size() == 1) {
            return orgs.getFirst();
        }
        var names = orgs.stream().map(org -> org.route().name()).toList();
        if (name.isEmpty()) {
            throw new Failure(ExitCodes.USAGE, "which org? There are " + String.join(", ", names));
        }
        return orgs.stream()
                .filter(org -> org.route().name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Failure(
                                ExitCodes.NO_INPUT,
                                "there is no org "
                                        + name
                                        + " in the configuration; there "
                                        + (names.size() == 1 ? "is " : "are ")
                                        + String.join(", ", names)));
    }

    static Credentials credentials(Org org) {
        return org.access()
                .orElseThrow(() ->
                        new Failure(
                                ExitCodes.BAD_INPUT,
                                "org "
                                        + org.route().name()
                                        + " has no `access`: Headroom only sees what passes its"
                                        + " gateway; docs/connect-a-real-org.md says how to give it"
                                        + " a way in"))
                .credentials();
    }

    /// A door straight to the org, past any gateway.
    static OrgDoor door(Org org, Credentials credentials, Surroundings surroundings)
            throws IOException {
        var route = org.route();
        return new OrgDoor(
                route.instanceUrl(),
                route.loginUrl().orElse(route.instanceUrl()),
                credentials,
                client(route.authorities(), route.egressProxy()),
                surroundings.clock());
    }

    /// What a check has asked of the org.
    static String sent(OrgDoor door) {
        return door.sent() == 1
                ? "sent 1 request (the org may not count it)"
                : "sent "
                        + door.sent()
                        + " requests (logins and those the org does not count included)";
    }

    private static HttpClient client(Optional<Path> authorities, Optional<URI> proxy)
            throws IOException {
        var client = OrgDoor.client();
        if (authorities.isPresent()) {
            client.sslContext(trusting(authorities.get()));
        }
        proxy.ifPresent(url ->
                client.proxy(
                        ProxySelector.of(
                                new InetSocketAddress(
                                        url.getHost(), url.getPort() < 0 ? 80 : url.getPort()))));
        return client.build();
    }

    private static SSLContext trusting(Path authorities) throws IOException {
        try (var file = Files.newInputStream(authorities)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new Failure(
                    ExitCodes.BAD_INPUT,
                    authorities + " holds no certificates that can be read",
                    e);
        }
    }
}
