package headroom.emulator.bulk;

import headroom.emulator.bulk.LoadRow.Refused;
import headroom.emulator.bulk.LoadRow.Write;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Saved.Failed;
import headroom.emulator.records.Saved.Problem;

import java.util.ArrayList;
import java.util.List;

/// Writes a chunk of a load through the org's one door. One owner.
public final class RowWriter {
    /// Rows that triggers see at once.
    public static final int CHUNK_ROWS = 200;

    private final Org org;

    public RowWriter(Org org) {
        this.org = org;
    }

    /// Writes at most [#CHUNK_ROWS] rows, one result for each in their order.
    public List<Saved> write(LoadPlan plan, List<LoadRow> rows) {
        var results = new ArrayList<Saved>(rows.size());
        var run = new ArrayList<Draft>(rows.size());
        var operation = plan.operation();
        for (var row : rows) {
            switch (row.intent()) {
                case Refused refused -> {
                    flush(plan, operation, run, results);
                    results.add(new Failed(List.of(refused.problem())));
                }
                case Write write -> {
                    if (write.operation() != operation) {
                        flush(plan, operation, run, results);
                        operation = write.operation();
                    }
                    run.add(write.draft());
                }
            }
        }
        flush(plan, operation, run, results);
        return results;
    }

    private void flush(LoadPlan plan, Operation operation, List<Draft> run, List<Saved> results) {
        if (run.isEmpty()) {
            return;
        }
        try {
            results.addAll(save(plan, operation, run));
        } catch (ApiFailure _) {
            run.forEach(draft -> results.add(alone(plan, operation, draft)));
        }
        run.clear();
    }

    private List<Saved> save(LoadPlan plan, Operation operation, List<Draft> run) {
        return org.writes().save(operation, run, plan.options(), org.author(plan.userId()));
    }

    /// What would make a whole call unreadable is one row's own failure here.
    private Saved alone(LoadPlan plan, Operation operation, Draft draft) {
        try {
            return save(plan, operation, List.of(draft)).getFirst();
        } catch (ApiFailure e) {
            return new Failed(List.of(new Problem(e.code(), e.message(), e.fields())));
        }
    }

    /// A failure as one cell: `CODE:message:Field --`.
    public static String cell(Failed failed) {
        var cell = new StringBuilder();
        for (var given : failed.problems()) {
            var problem = worded(given);
            if (!cell.isEmpty()) {
                cell.append(';');
            }
            cell.append(problem.code()).append(':').append(problem.message()).append(':');
            cell.append(String.join(", ", problem.fields()));
            cell.append(problem.fields().isEmpty() ? "--" : " --");
        }
        return cell.toString();
    }

    /// A row that is not there has another name here than in REST.
    public static Problem worded(Problem problem) {
        return problem.code().equals("NOT_FOUND")
                ? new Problem(
                        "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", List.of())
                : problem;
    }
}
