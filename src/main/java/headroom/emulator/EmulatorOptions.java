package headroom.emulator;

import headroom.emulator.http.Fault;
import headroom.emulator.records.ObjectType;
import headroom.emulator.yaml.OrgFile;
import headroom.salesforce.Allocation;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Everything that can be chosen about the org in the box. Immutable; each `with` gives a changed
/// copy.
///
/// What belongs together stands in a group of its own ([LimitOptions], [EventLogOptions],
/// [LabOptions]), changed as a whole: `options.withLimits(options.limits().withGrace(500))`. A new
/// option goes into a group, or is the first of a new one.
public final class EmulatorOptions implements Cloneable {
    private String host = "127.0.0.1";
    private int port;
    private String orgId = "00DHr0000000001";
    private String orgName = "Headroom Emulator";
    private Edition edition = Edition.ENTERPRISE;
    private Map<LicenceType, Integer> licences = Map.of(LicenceType.SALESFORCE, 15);
    private long addOnCalls;
    private long allocation = -1;
    private LimitOptions limits = LimitOptions.defaults();
    private EventLogOptions eventLogs = EventLogOptions.DEFAULTS;
    private LabOptions lab = LabOptions.DEFAULTS;
    private EmulatorClock clock = EmulatorClock.following(InstantSource.system());
    private ChargeRules charges = ChargeRules.DEFAULTS;
    private List<EmulatorUser> users =
            List.of(new EmulatorUser("admin@headroom.example", "password"));
    private boolean acceptAnyLogin = true;
    private LoginRules logins = LoginRules.DEFAULTS;
    private List<EmulatorClient> clients = List.of();
    private Map<String, String> refreshTokens = Map.of();
    private List<ObjectType> objects = List.of();
    private @Nullable Path dataFile;
    private OrgFile orgFile = OrgFile.EMPTY;
    private Duration sessionLife = Duration.ofHours(2);
    private int bodyBytesMax = 128 << 20;
    private long rowsMax = 2_000_000;
    private BulkOptions bulk = BulkOptions.DEFAULTS;
    private Consumer<History> history = _ -> {};

    private EmulatorOptions() {}

    public static EmulatorOptions defaults() {
        return new EmulatorOptions();
    }

    private EmulatorOptions changed(Consumer<EmulatorOptions> change) {
        try {
            var copy = (EmulatorOptions) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The address to listen on; loopback unless told otherwise.
    public EmulatorOptions withHost(String value) {
        return changed(it -> it.host = value);
    }

    /// The port to listen on; 0 takes any free one.
    public EmulatorOptions withPort(int value) {
        return changed(it -> it.port = value);
    }

    /// The org's id, 15 characters starting with `00D`.
    public EmulatorOptions withOrgId(String value) {
        if (!value.matches("00D[0-9A-Za-z]{12}")) {
            throw new IllegalArgumentException("an org id is 00D and 12 more characters: " + value);
        }
        return changed(it -> it.orgId = value);
    }

    public EmulatorOptions withOrgName(String value) {
        return changed(it -> it.orgName = value);
    }

    public EmulatorOptions withEdition(Edition value) {
        return changed(it -> it.edition = value);
    }

    public EmulatorOptions withLicences(Map<LicenceType, Integer> value) {
        return changed(it -> it.licences = Map.copyOf(value));
    }

    public EmulatorOptions withAddOnCalls(long value) {
        return changed(it -> it.addOnCalls = value);
    }

    /// A number of calls instead of what edition and licences give.
    public EmulatorOptions withAllocation(long value) {
        return changed(it -> it.allocation = value);
    }

    /// When the org refuses, and what it says of its count.
    public EmulatorOptions withLimits(LimitOptions value) {
        return changed(it -> it.limits = value);
    }

    /// Which usage logs there are, and when.
    public EmulatorOptions withEventLogs(EventLogOptions value) {
        return changed(it -> it.eventLogs = value);
    }

    /// What goes wrong on purpose, and what is kept for looking at.
    public EmulatorOptions withLab(LabOptions value) {
        return changed(it -> it.lab = value);
    }

    /// How far a paid org may run past its allocation; Salesforce publishes no number.
    public EmulatorOptions withGraceCalls(long value) {
        return withLimits(limits.withGrace(value));
    }

    public EmulatorOptions withClock(EmulatorClock value) {
        return changed(it -> it.clock = value);
    }

    public EmulatorOptions withCharges(ChargeRules value) {
        return changed(it -> it.charges = value);
    }

    /// Who may log in; the first is the org's own administrator.
    public EmulatorOptions withUsers(List<EmulatorUser> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an org has at least one user");
        }
        return changed(it -> it.users = List.copyOf(value));
    }

    /// Whether names that are no configured user may log in with any password, as new users.
    public EmulatorOptions withAcceptAnyLogin(boolean value) {
        return changed(it -> it.acceptAnyLogin = value);
    }

    public EmulatorOptions withLogins(LoginRules value) {
        return changed(it -> it.logins = value);
    }

    /// The connected apps; while there are none, any client id is taken for one.
    public EmulatorOptions withClients(List<EmulatorClient> value) {
        return changed(it -> it.clients = List.copyOf(value));
    }

    /// Refresh tokens and the users they stand for; others work only while any login is accepted.
    public EmulatorOptions withRefreshTokens(Map<String, String> usernames) {
        return changed(it -> it.refreshTokens = Map.copyOf(usernames));
    }

    /// Custom objects, and standard ones with more fields.
    public EmulatorOptions withObjects(List<ObjectType> value) {
        return changed(it -> it.objects = List.copyOf(value));
    }

    /// What one file says of objects, users, rules and rows; its users take the place of ours.
    public EmulatorOptions withOrgFile(OrgFile value) {
        return changed(it -> {
            it.orgFile = value;
            it.objects =
                    java.util.stream.Stream.concat(objects.stream(), value.objects().stream())
                            .toList();
            it.users = value.users().isEmpty() ? users : value.users();
        });
    }

    public EmulatorOptions withFaults(long seed, List<Fault> value) {
        return withLab(lab.withFaults(seed, value));
    }

    /// Where daily usage files are written; otherwise a folder of our own, removed at the end.
    public EmulatorOptions withLogs(Path folder) {
        return withEventLogs(eventLogs.withFolder(folder));
    }

    /// How long after a day's end its file can be seen, and for how long. Salesforce keeps it one
    /// day for free and thirty with Event Monitoring.
    public EmulatorOptions withLogTimes(Duration readyAfter, Duration kept) {
        return withEventLogs(eventLogs.withTimes(readyAfter, eventLogs.hourlyAfter(), kept));
    }

    /// How long a session lives unused, in org time.
    public EmulatorOptions withSessionLife(Duration value) {
        return changed(it -> it.sessionLife = value);
    }

    /// How many of the newest calls the books keep one by one.
    public EmulatorOptions withBooksDetailMax(int value) {
        return withLab(lab.withBooksDetailMax(value));
    }

    /// The largest request body, before and after decompression.
    public EmulatorOptions withBodyBytesMax(int value) {
        return changed(it -> it.bodyBytesMax = value);
    }

    public EmulatorOptions withRowsMax(long value) {
        return changed(it -> it.rowsMax = value);
    }

    /// Pace, order and daily allowances of the Bulk APIs.
    public EmulatorOptions withBulk(BulkOptions value) {
        return changed(it -> it.bulk = value);
    }

    /// Writes the past before the first call is taken.
    public EmulatorOptions withHistory(Consumer<History> value) {
        return changed(it -> it.history = value);
    }

    /// Calls per 24 hours.
    public long max() {
        return allocation >= 0 ? allocation : Allocation.of(edition, licences, addOnCalls).calls();
    }

    /// Calls past the allocation before the org refuses; none for editions that Salesforce holds
    /// hard.
    public long grace() {
        return edition.hasGrace() ? limits.grace() : 0;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String orgId() {
        return orgId;
    }

    public String orgName() {
        return orgName;
    }

    public Edition edition() {
        return edition;
    }

    public LimitOptions limits() {
        return limits;
    }

    public EventLogOptions eventLogs() {
        return eventLogs;
    }

    public LabOptions lab() {
        return lab;
    }

    public EmulatorClock clock() {
        return clock;
    }

    public ChargeRules charges() {
        return charges;
    }

    public List<EmulatorUser> users() {
        return users;
    }

    public boolean acceptAnyLogin() {
        return acceptAnyLogin;
    }

    public LoginRules logins() {
        return logins;
    }

    public List<EmulatorClient> clients() {
        return clients;
    }

    public Map<String, String> refreshTokens() {
        return refreshTokens;
    }

    /// Where rows are kept, if they are to outlive the process.
    public EmulatorOptions withDataFile(Path file) {
        return changed(it -> it.dataFile = file);
    }

    public @Nullable Path dataFile() {
        return dataFile;
    }

    public OrgFile orgFile() {
        return orgFile;
    }

    public List<ObjectType> objects() {
        return objects;
    }

    public Duration sessionLife() {
        return sessionLife;
    }

    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    public long rowsMax() {
        return rowsMax;
    }

    public BulkOptions bulk() {
        return bulk;
    }

    public Consumer<History> history() {
        return history;
    }
}
