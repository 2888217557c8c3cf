package headroom.watch;

import headroom.salesforce.RecordId;
import headroom.watch.Credentials.BadCredentials;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Looks at everything Headroom needs of an org, one thing after the other, at the price of about
/// seven calls. Blocking. One-owner.
public final class OrgCheck {
    private static final String ORGANIZATION =
            "SELECT Id, Name, OrganizationType, IsSandbox, InstanceName FROM Organization";
    private static final String LOGS =
            "SELECT Id, LogDate, Interval FROM EventLogFile WHERE EventType = 'ApiTotalUsage'"
                    + " ORDER BY LogDate DESC LIMIT 50";
    private static final String PERMISSIONS =
            "SELECT PermissionsApiEnabled, PermissionsViewSetup, PermissionsViewEventLogFiles,"
                    + " PermissionsModifyAllData FROM UserPermissionAccess";

    private final OrgDoor door;
    private final Credentials credentials;
    private final Expected expected;
    private final Consumer<Finding> report;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Identity> identity = Optional.empty();

    /// What the configuration says of the org, to be held against what the org says.
    ///
    /// @param orgId as configured or learned before; empty if neither
    public record Expected(Optional<String> orgId, OptionalLong allocation) {}

    /// Who the org says it is.
    ///
    /// @param type such as `Enterprise Edition`
    public record Identity(String id, String type, boolean isSandbox) {}

    /// @param report told each finding as it is made
    public OrgCheck(
            OrgDoor door, Credentials credentials, Expected expected, Consumer<Finding> report) {
        this.door = door;
        this.credentials = credentials;
        this.expected = expected;
        this.report = report;
    }

    /// Checks all that can be checked; what follows from a failed login is left out.
    public List<Finding> run() throws InterruptedException {
        if (logsIn()) {
            each("limits", this::limits);
            each("org", this::organization);
            each("event logs", this::logs);
            each("entitlement", this::entitlement);
            each("permissions", this::permissions);
        }
        return List.copyOf(findings);
    }

    /// Who the org is, once it has been asked and has said so.
    public Optional<Identity> identity() {
        return identity;
    }

    private void add(Finding finding) {
        findings.add(finding);
        report.accept(finding);
    }

    private boolean logsIn() throws InterruptedException {
        try {
            var answer = door.login();
            var user = answer.body().path("id").asString("");
            add(
                    Finding.good(
                            "login",
                            credentials.flow()
                                    + (user.isEmpty()
                                            ? ""
                                            : ", as user "
                                                    + user.substring(user.lastIndexOf('/') + 1))));
            return true;
        } catch (BadCredentials e) {
            add(Finding.bad("login", String.valueOf(e.getMessage())));
        } catch (LoginRefused e) {
            add(Finding.bad("login", Refusals.ofLogin(credentials, e.answer())));
        } catch (IOException e) {
            add(Finding.bad("login", Refusals.ofNetwork(e)));
        }
        return false;
    }

    /// One look, which may fail for reasons of the network.
    @FunctionalInterface
    private interface Look {
        Finding look(String topic) throws IOException, InterruptedException;
    }

    private void each(String topic, Look look) throws InterruptedException {
        try {
            add(look.look(topic));
        } catch (IOException e) {
            add(Finding.bad(topic, Refusals.ofNetwork(e)));
        }
    }

    private Finding limits(String topic) throws IOException, InterruptedException {
        var answer = door.get(OrgDoor.data("/limits"));
        if (!answer.isGood()) {
            return Finding.bad(topic, Refusals.ofCall(answer));
        }
        var limits = LimitsReading.of(answer.body());
        var calls = limits.find(LimitsReading.API_REQUESTS);
        if (calls.isEmpty()) {
            return Finding.bad(topic, "/limits names no DailyApiRequests");
        }
        var words =
                count(calls.get().used())
                        + " of "
                        + count(calls.get().max())
                        + " calls used in the last 24 h; "
                        + limits.entries().size()
                        + " limits are told";
        var allocation = expected.allocation();
        return allocation.isPresent() && allocation.getAsLong() != calls.get().max()
                ? Finding.warning(
                        topic,
                        words
                                + "; the configuration makes the allocation "
                                + count(allocation.getAsLong())
                                + ": correct edition, licences or add-on-calls")
                : Finding.good(topic, words);
    }

    private Finding organization(String topic) throws IOException, InterruptedException {
        var answer = door.query(ORGANIZATION);
        var row = answer.body().path("records").path(0);
        var id = row.path("Id").asString("");
        if (!answer.isGood() || id.isEmpty()) {
            return Finding.warning(topic, Refusals.ofCall(answer));
        }
        var isSandbox = row.path("IsSandbox").asBoolean(false);
        var type = row.path("OrganizationType").asString("");
        identity = Optional.of(new Identity(id, type, isSandbox));
        var words =
                row.path("Name").asString("")
                        + ", "
                        + type
                        + (isSandbox ? ", sandbox" : "")
                        + ", on "
                        + row.path("InstanceName").asString("?")
                        + ", id "
                        + id;
        var known = expected.orgId();
        if (known.isPresent() && !RecordId.areSame(known.get(), id)) {
            return Finding.bad(
                    topic,
                    words
                            + "; Headroom knows it as "
                            + known.get()
                            + ": if a sandbox was refreshed, run `headroom org relink`");
        }
        return Finding.good(topic, words);
    }

    private Finding logs(String topic) throws IOException, InterruptedException {
        var answer = door.query(LOGS);
        if (!answer.isGood()) {
            return Finding.warning(
                    topic,
                    "no usage logs: give the user View Event Log Files and API Enabled"
                            + said(answer));
        }
        var rows = answer.body().path("records");
        if (rows.isEmpty()) {
            return Finding.warning(
                    topic,
                    "the user may see them, but there is no ApiTotalUsage file yet; the first"
                            + " comes the day after the first call");
        }
        var hourly = 0;
        for (var row : rows) {
            hourly += row.path("Interval").asString("").equals("Hourly") ? 1 : 0;
        }
        return Finding.good(
                topic,
                rows.size()
                        + " ApiTotalUsage files, the newest of "
                        + day(rows.path(0).path("LogDate").asString(""))
                        + (hourly > 0 ? ", " + hourly + " of them hourly" : ", daily ones only"));
    }

    private static String day(String date) {
        return date.length() < 10 ? "?" : date.substring(0, 10);
    }

    private Finding entitlement(String topic) throws IOException, InterruptedException {
        var answer = Entitlement.ask(door);
        if (!answer.isGood()) {
            return Finding.warning(topic, "the 30-day entitlement cannot be read" + said(answer));
        }
        for (var each : Entitlement.all(answer)) {
            if (each.isOfApiRequests()) {
                return Finding.good(
                        topic,
                        each.label() + ": " + count(each.used()) + " of " + count(each.allowed()));
            }
        }
        return Finding.good(topic, "no entitlement of API requests is listed");
    }

    private Finding permissions(String topic) throws IOException, InterruptedException {
        var answer = door.query(PERMISSIONS);
        var row = answer.body().path("records").path(0);
        if (!answer.isGood() || row.isMissingNode()) {
            return Finding.good(topic, "not told by this org; what was needed above worked or not");
        }
        return row.path("PermissionsModifyAllData").asBoolean(false)
                ? Finding.warning(
                        topic,
                        "the user may modify all data; Headroom only reads, so a user with API"
                                + " Enabled, View Setup and View Event Log Files suffices")
                : Finding.good(topic, "the user has no more than reading needs");
    }

    private static String said(OrgAnswer answer) {
        var words = answer.words();
        return words.isEmpty() ? "" : " (" + answer.code() + ": " + words + ")";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
