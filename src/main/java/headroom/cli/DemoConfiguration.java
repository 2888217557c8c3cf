package headroom.cli;

import headroom.cli.config.Alerts;
import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Books;
import headroom.cli.config.Configuration.Integration;
import headroom.cli.config.Configuration.Org;
import headroom.cli.demo.DemoOrg;
import headroom.cli.demo.Persona;
import headroom.gateway.DeclaredIntegration;
import headroom.gateway.GatewayOptions.Listen;
import headroom.gateway.Limits;
import headroom.gateway.OrgRoute;
import headroom.salesforce.Edition;
import headroom.watch.LogOptions;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration that the demo's operator would have written.
final class DemoConfiguration {
    private DemoConfiguration() {}

    /// @param port of the gateway; the console takes the next one
    static Configuration of(URI org, int port, Path data) {
        return new Configuration(
                Listen.loopback(port),
                Listen.loopback(port == 0 ? 0 : port + 1),
                List.of(),
                Optional.empty(),
                List.of(),
                data,
                ZoneOffset.UTC,
                List.of(
                        new Org(
                                OrgRoute.to(DemoOrg.NAME, org),
                                Optional.of(Edition.ENTERPRISE),
                                DemoOrg.LICENCES,
                                0,
                                Optional.empty(),
                                Optional.empty())),
                integrations(),
                Limits.DEFAULTS,
                Books.DEFAULTS,
                Alerts.NONE,
                LogOptions.DEFAULTS);
    }

    private static List<Integration> integrations() {
        var all = new ArrayList<Integration>();
        for (var persona : Persona.ALL) {
            all.add(
                    persona.clientId().isEmpty()
                            ? byUser(persona)
                            : byClient(persona.name(), persona.clientId()));
        }
        all.add(byClient("headroom", DemoOrg.HEADROOM.clientId()));
        return all;
    }

    private static Integration byClient(String name, String clientId) {
        return new Integration(
                DeclaredIntegration.byClientId(name, clientId),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Integration byUser(Persona persona) {
        return new Integration(
                new DeclaredIntegration(
                        persona.name(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(persona.username())),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
