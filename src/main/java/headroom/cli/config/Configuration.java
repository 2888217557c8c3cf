package headroom.cli.config;

import headroom.gateway.DeclaredIntegration;
import headroom.gateway.GatewayOptions.Listen;
import headroom.gateway.Limits;
import headroom.gateway.OrgRoute;
import headroom.salesforce.Allocation;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;
import headroom.watch.Credentials;
import headroom.watch.LogOptions;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator has said in `headroom.yaml`, checked. Immutable.
///
/// @param gateway where integrations call
/// @param console where people and Prometheus look
/// @param consoleNames host names, beside localhost and addresses, that the console answers to
/// @param publicUrl what clients are told the gateway is called
/// @param zone in which times are shown; what is stored is UTC
/// @param data the folder of the ledger and the token key
public record Configuration(
        Listen gateway,
        Listen console,
        List<String> consoleNames,
        Optional<URI> publicUrl,
        List<String> trustedProxies,
        Path data,
        ZoneId zone,
        List<Org> orgs,
        List<Integration> integrations,
        Limits limits,
        Books books,
        Alerts alerts,
        LogOptions logs) {

    /// The ports of a gateway and its console when nothing else is said.
    public static final int GATEWAY_PORT = 8484;

    public static final int CONSOLE_PORT = 8485;

    /// The ledger's file inside a data folder, and the key that token hashes are made with.
    public static final String LEDGER_FILE = "ledger.db";

    public static final String TOKEN_KEY_FILE = "token.key";

    public Configuration {
        consoleNames = List.copyOf(consoleNames);
        trustedProxies = List.copyOf(trustedProxies);
        orgs = List.copyOf(orgs);
        integrations = List.copyOf(integrations);
    }

    public Path ledgerFile() {
        return data.resolve(LEDGER_FILE);
    }

    public Path tokenKeyFile() {
        return data.resolve(TOKEN_KEY_FILE);
    }

    /// An org: the way to it, and what is known of its allocation.
    ///
    /// @param declaredAllocation calls per 24 h as the operator says, over edition and licences
    /// @param access Headroom's own way in, to ask for limits and to fetch event logs
    public record Org(
            OrgRoute route,
            Optional<Edition> edition,
            Map<LicenceType, Integer> licences,
            long addOnCalls,
            Optional<Long> declaredAllocation,
            Optional<Access> access) {

        public Org {
            licences = Map.copyOf(licences);
        }

        /// The allocation by edition and licences, if the edition is declared.
        public Optional<Allocation> computedAllocation() {
            return edition.map(kind -> Allocation.of(kind, licences, addOnCalls));
        }
    }

    /// Headroom's own OAuth client at an org.
    public record Access(Credentials credentials) {
        public String clientId() {
            return credentials.clientId();
        }
    }

    /// A caller with a name of the operator's, and who answers for it.
    ///
    /// @param owner whom to write to about it
    /// @param zone in which its working day lies
    /// @param connectedApps names or ids of connected apps by which event logs tell its calls
    public record Integration(
            DeclaredIntegration marks,
            Optional<String> owner,
            Optional<ZoneId> zone,
            List<String> connectedApps) {
        public Integration {
            connectedApps = List.copyOf(connectedApps);
        }
    }

    /// What the ledger keeps, and how large it may grow.
    ///
    /// @param callsKept single calls
    /// @param minutesKept sums by minute
    /// @param hoursKept sums by hour
    /// @param patience how long a commit may hang before calls stop waiting for it
    /// @param queueMax calls waiting for the writer
    public record Books(
            Duration callsKept,
            Duration minutesKept,
            Duration hoursKept,
            Duration patience,
            int queueMax) {

        public static final Books DEFAULTS =
                new Books(
                        Duration.ofDays(35),
                        Duration.ofDays(35),
                        Duration.ofDays(396),
                        Duration.ofSeconds(2),
                        65_536);
    }
}
