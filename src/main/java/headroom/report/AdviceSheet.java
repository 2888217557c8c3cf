package headroom.report;

import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The ten habits that cost most, and what would cost less. One-owner.
record AdviceSheet(Facts facts, String org) {

    /// A habit and the cheaper way; what an hour of it would be charged stands in `advice.sql`.
    private enum Habit {
        SINGLE_WRITES(
                "single-writes",
                "writes records one by one",
                "gather a minute's writes into composite/sobjects (200 records a call); from 2,000"
                        + " an hour on, one Bulk API 2.0 job, about 10 calls"),
        SINGLE_READS(
                "single-reads",
                "reads records one by one",
                "read a minute's records together (composite/sobjects takes 2,000 ids), or keep"
                        + " what was read"),
        DESCRIBES(
                "describes",
                "asks for the same describe again and again",
                "keep a describe for an hour; a 304 is most likely charged too"),
        LOGINS("logins", "logs in for every piece of work", "keep the session: one login an hour"),
        POLLS("polls", "asks for a job's state all the time", "ask every 30 seconds"),
        LIMITS("limits", "asks for the limits all the time", "ask every 5 minutes"),
        CHANGES(
                "changes",
                "asks what has changed",
                "subscribe to Change Data Capture: events are no API calls"),
        PAGES(
                "pages",
                "fetches large results page by page",
                "a Bulk API 2.0 query hands out 50,000 rows a call; REST pages hold 2,000 at most"),
        BATCHES(
                "batches",
                "packs calls into composite/batch, where each is charged",
                "composite and composite/sobjects are charged once"),
        FAILURES("failures", "repeats calls that fail", "mend or stop them; see report errors");

        private final String word;
        private final String said;
        private final String how;

        Habit(String word, String said, String how) {
            this.word = word;
            this.said = said;
            this.how = how;
        }

        static Habit of(String word) {
            for (var habit : values()) {
                if (habit.word.equals(word)) {
                    return habit;
                }
            }
            throw new IllegalArgumentException("no habit " + word);
        }
    }

    /// What would save most.
    ///
    /// @param now the range's part that is still to come is no day of the habit
    Sheet make(Instant now) {
        var hours = Math.min(facts.range().toHour(), now.getEpochSecond() / 3600 + 1);
        var days = Math.max(1, (hours - facts.range().fromHour()) / 24.0);
        var habits = new LinkedHashSet<Habit>();
        var rows =
                facts.list(
                        "advice",
                        Map.of("days", "" + days),
                        row -> {
                            var habit = Habit.of(row.getString(1));
                            habits.add(habit);
                            var object = row.getString(3);
                            return List.<Object>of(
                                    row.getLong(6),
                                    row.getString(2),
                                    habit.said + (object.isEmpty() ? "" : ", " + object),
                                    row.getLong(5),
                                    row.getLong(7),
                                    ReportRange.hour(row.getLong(8)));
                        });
        var columns =
                List.of(
                        Column.count("saves_per_day", "saves a day"),
                        Column.words("integration", "integration"),
                        Column.words("habit", "habit"),
                        Column.count("charges", "charges"),
                        Column.count("busiest", "busiest hour"),
                        Column.words("when", "began (UTC)"));
        var notes = new ArrayList<String>();
        habits.forEach(habit -> notes.add("Who " + habit.said + ": " + habit.how + "."));
        notes.add(
                rows.isEmpty()
                        ? "No habit stands out."
                        : "Savings are reckoned hour by hour, as if an hour's calls were spread"
                                + " evenly; they overlap where one call has two habits.");
        return new Sheet(
                "advice",
                "The costliest habits",
                List.of(org + ", " + facts.range().words()),
                List.of(new Section("habits", "What would save most", columns, rows)),
                notes);
    }
}
