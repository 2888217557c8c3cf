package headroom.emulator.org;

import headroom.emulator.BulkCounts;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.Gauge;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.JobEvents;
import headroom.emulator.call.Tasks;
import headroom.emulator.eventlog.EventLogs;
import headroom.emulator.files.RowFile;
import headroom.emulator.records.Access;
import headroom.emulator.records.Author;
import headroom.emulator.records.Recent;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;
import headroom.emulator.records.Store.Snapshot;
import headroom.emulator.records.WorkTime;
import headroom.emulator.records.Writes;
import headroom.emulator.rules.Permissions;
import headroom.emulator.rules.Rules;
import headroom.emulator.yaml.OrgFile;
import headroom.salesforce.Edition;
import headroom.salesforce.RecordId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The org's parts in one hand: what every API family works with. One owner: the event loop.
public final class Org {
    private static final int SNAPSHOTS_MAX = 50;

    private final EmulatorOptions options;
    private final Store store;
    private final Writes writes;
    private final Users users;
    private final Apps apps;
    private final Sessions sessions;
    private final LoginRate loginRate;
    private final EventLogs logs;
    private final Gauge gauge;
    private final Tasks tasks;
    private final BulkCounts bulkCounts;
    private final JobEvents jobEvents = new JobEvents();
    private final List<Runnable> endings = new ArrayList<>();
    private final WorkTime workTime = new WorkTime(System::nanoTime);
    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private final String id18;
    private final Optional<RowFile> rowFile;
    private final Rules rules;
    private final Access access;

    public Org(EmulatorOptions options, EventLogs logs, Gauge gauge, Tasks tasks) {
        this.options = options;
        this.logs = logs;
        this.gauge = gauge;
        this.tasks = tasks;
        this.bulkCounts = new BulkCounts(options.bulk());
        this.id18 = new RecordId(options.orgId()).text18();
        this.store = new Store(new Schema(options.objects()));
        this.writes = new Writes(store, options.rowsMax(), workTime);
        var now = options.clock().instant();
        this.rowFile =
                Optional.ofNullable(options.dataFile()).map(file -> RowFile.open(file, store));
        var isNew = store.rowCount() == 0;
        this.users =
                new Users(
                        store,
                        options.users(),
                        options.acceptAnyLogin(),
                        options.orgFile().profileOf(),
                        now);
        this.apps = new Apps(options.clients());
        this.sessions = new Sessions(options.orgId(), options.sessionLife());
        this.loginRate = new LoginRate(options.logins().perHourMax());
        putOrganization(now);
        var file = options.orgFile();
        if (isNew) {
            file.seeds().sow(store, writes, author(users.first().id()));
        }
        this.rules = new Rules(file.rules(), store, writes, users.ids(), options.clock(), workTime);
        this.access = new Permissions(limited(file));
        writes.obey(rules, access);
        if (rules.takeTime()) {
            workTime.use();
        }
        snapshot("");
        rowFile.ifPresent(this::keepRows);
    }

    private void keepRows(RowFile file) {
        file.flush();
        file.onChange(() -> tasks.soon(file::flush));
        atEnd(file::close);
    }

    /// Puts what was written into the data file, if there is one: before an answer leaves.
    public void flush() {
        rowFile.ifPresent(RowFile::flush);
    }

    /// The profiles of those users that are limited by one.
    private Map<String, Permissions.Profile> limited(OrgFile file) {
        var byId = new HashMap<String, Permissions.Profile>();
        var ids = users.ids();
        file.profileOf()
                .forEach((username, name) -> {
                    var id = ids.get(username);
                    var profile = file.profiles().get(name);
                    if (id != null && profile != null) {
                        byId.put(id, profile);
                    }
                });
        return byId;
    }

    /// Keeps all rows as they are now under that name, in place of what the name kept before.
    ///
    /// Rows are shared until they change, so this costs 16 bytes a row; it takes about 10 ms for
    /// 1,000,000 rows.
    public void snapshot(String name) {
        if (!snapshots.containsKey(name) && snapshots.size() > SNAPSHOTS_MAX) {
            throw new ApiFailure(
                    400, "LIMIT_EXCEEDED", "at most " + SNAPSHOTS_MAX + " snapshots are kept");
        }
        snapshots.put(name, store.snapshot());
    }

    /// Makes all rows what they were under that name; users who have come since stay.
    ///
    /// @return false if nothing was kept under it
    public boolean restore(String name) {
        var kept = snapshots.get(name);
        if (kept != null) {
            store.restore(kept);
            writes.recent().clear();
        }
        return kept != null;
    }

    /// Makes all rows what they were when the org began to take calls.
    public void reset() {
        restore("");
    }

    /// The names under which rows are kept.
    public List<String> snapshots() {
        return snapshots.keySet().stream().filter(name -> !name.isEmpty()).sorted().toList();
    }

    private void putOrganization(Instant now) {
        if (store.find(id18) != null) {
            return;
        }
        store.put(
                store.schema().get("Organization"),
                id18,
                Map.of(
                        "Name",
                        options.orgName(),
                        "OrganizationType",
                        organizationType(options.edition()),
                        "InstanceName",
                        "EMU1",
                        "IsSandbox",
                        options.edition().word().contains("sandbox"),
                        "LanguageLocaleKey",
                        "en_US",
                        "DefaultLocaleSidKey",
                        "en_US",
                        "TimeZoneSidKey",
                        "GMT",
                        "FiscalYearStartMonth",
                        1,
                        "CreatedDate",
                        now,
                        "SystemModstamp",
                        now));
    }

    private static String organizationType(Edition edition) {
        return switch (edition) {
            case PROFESSIONAL -> "Professional Edition";
            case UNLIMITED -> "Unlimited Edition";
            case PERFORMANCE -> "Performance Edition";
            case DEVELOPER, SCRATCH, TRIAL -> "Developer Edition";
            case ENTERPRISE,
                    FULL_SANDBOX,
                    PARTIAL_SANDBOX,
                    DEVELOPER_PRO_SANDBOX,
                    DEVELOPER_SANDBOX ->
                    "Enterprise Edition";
        };
    }

    public EmulatorOptions options() {
        return options;
    }

    /// The org's time.
    public Instant now() {
        return options.clock().instant();
    }

    /// The org's id of 18 characters.
    public String id18() {
        return id18;
    }

    public Store store() {
        return store;
    }

    public Writes writes() {
        return writes;
    }

    public Users users() {
        return users;
    }

    public Apps apps() {
        return apps;
    }

    public Sessions sessions() {
        return sessions;
    }

    public LoginRate loginRate() {
        return loginRate;
    }

    public EventLogs logs() {
        return logs;
    }

    /// What users may see and do.
    public Access access() {
        return access;
    }

    /// The rows each user wrote last.
    public Recent recent() {
        return writes.recent();
    }

    /// What the org does with rows beside keeping them.
    public Rules rules() {
        return rules;
    }

    /// What the work of the current call would cost a real org in time.
    public WorkTime workTime() {
        return workTime;
    }

    /// Work beside the calls.
    public Tasks tasks() {
        return tasks;
    }

    /// What the Bulk APIs took of their own daily allowances.
    public BulkCounts bulkCounts() {
        return bulkCounts;
    }

    /// Where bulk jobs tell of their states.
    public JobEvents jobEvents() {
        return jobEvents;
    }

    /// What is to be cleaned up when the emulator ends.
    public void atEnd(Runnable ending) {
        endings.add(ending);
    }

    /// Runs the endings, after the event loop stopped.
    public void end() {
        endings.forEach(Runnable::run);
    }

    /// What the org tells of its count.
    public Gauge gauge() {
        return gauge;
    }

    public Author author(String userId) {
        return new Author(userId, now());
    }
}
