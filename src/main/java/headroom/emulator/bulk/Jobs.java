package headroom.emulator.bulk;

import headroom.emulator.call.JobEvent;
import headroom.emulator.org.Org;
import headroom.emulator.soql.Viewer;
import headroom.salesforce.RecordId;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The org's bulk jobs of both APIs, in the order of their making. One owner.
///
/// Jobs and results are kept seven days of org time; past the limit of jobs the oldest that are
/// done go.
public final class Jobs {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int JOBS_MAX = 50_000;
    private static final int MADE_BETWEEN_SWEEPS = 100;

    private final Org org;
    private final ResultFolder folder = new ResultFolder();
    private final Slices slices;
    private final Map<RecordId, Job> jobs = new LinkedHashMap<>();
    private long serial;

    public Jobs(Org org) {
        this.org = org;
        this.slices = new Slices(org.tasks(), org.workTime());
        org.atEnd(folder::close);
    }

    public Org org() {
        return org;
    }

    public ResultFolder folder() {
        return folder;
    }

    public Slices slices() {
        return slices;
    }

    /// A new id of that kind: `750` for jobs, `751` for batches, `752` for results.
    public String nextId(String prefix) {
        serial++;
        return new RecordId(String.format(Locale.ROOT, "%sHr0%09d", prefix, serial)).text18();
    }

    /// What of the schema a job's owner sees.
    public Viewer viewer(String userId) {
        return Viewer.of(org.access(), userId);
    }

    public Job.Ticket ticket(String userId, BulkOperation operation, String object, int version) {
        return new Job.Ticket(nextId("750"), userId, operation, object, version, org.now());
    }

    public <J extends Job> J add(J job) {
        jobs.put(RecordId.parse(job.id()), job);
        if (jobs.size() % MADE_BETWEEN_SWEEPS == 0) {
            sweep();
        }
        return job;
    }

    private void sweep() {
        var keptFrom = org.now().minus(KEPT);
        var tooMany = jobs.size() - JOBS_MAX;
        for (var job : List.copyOf(jobs.values())) {
            if (tooMany > 0 && job.state().isFinal() || job.changedAt().isBefore(keptFrom)) {
                remove(job);
                tooMany--;
            }
        }
    }

    public void remove(Job job) {
        jobs.remove(RecordId.parse(job.id()));
        job.forget();
    }

    /// The job of that id in either form.
    public Optional<Job> find(String id) {
        var job = RecordId.find(id).map(jobs::get);
        if (job.isPresent() && job.get().changedAt().isBefore(org.now().minus(KEPT))) {
            remove(job.get());
            return Optional.empty();
        }
        return job;
    }

    /// Jobs from a place in the order of making on.
    public List<Job> list(int from, int max, Predicate<Job> wanted) {
        return jobs.values().stream().filter(wanted).skip(from).limit(max).toList();
    }

    /// The job enters a state, and whoever asked is told.
    public void move(Job job, JobState state, String why) {
        job.enter(state, why, org.now());
        var api = job.kind() == Job.Kind.CLASSIC ? JobEvent.Api.V1 : JobEvent.Api.V2;
        var ticket = job.ticket();
        org.jobEvents()
                .publish(
                        new JobEvent(
                                api,
                                job.changedAt(),
                                ticket.userId(),
                                ticket.id(),
                                "",
                                ticket.operation().word(),
                                ticket.object(),
                                state.word(),
                                job.processed(),
                                job.failed(),
                                job.resultBytes(),
                                why));
    }

    /// A wait that a job's pace asks for.
    public Duration queued() {
        return org.options().bulk().queued();
    }

    public Duration perBatch() {
        return org.options().bulk().perBatch();
    }

    public Instant now() {
        return org.now();
    }
}
