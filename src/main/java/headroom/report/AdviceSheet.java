package headroom.report;

import headroom.report.Habit.Basis;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ten habits that cost most, their evidence, and what would cost less. One-owner.
record AdviceSheet(Habits habits, ReportRange range, String org) {
    private static final int SHOWN = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final List<Column> SAVING =
            List.of(
                    Column.count("number", "no."),
                    Column.count("saves_per_day", "saves a day"),
                    Column.count("charges_per_day", "charged a day"),
                    Column.phrase("integration", "integration"),
                    Column.phrase("habit", "habit"),
                    Column.count("cheaper_per_day", "cheaper way"),
                    Column.words("confidence", "confidence"),
                    Column.words("user", "user"),
                    Column.words("kind", "kind"),
                    Column.words("object", "object"),
                    Column.sentence("how", "how"));

    private static final List<Column> EVIDENCE =
            List.of(
                    Column.count("number", "no."),
                    Column.count("calls", "calls"),
                    Column.sentence("example", "such as"),
                    Column.words("what", "what was seen"),
                    Column.words("first", "first (UTC)"),
                    Column.words("last", "last (UTC)"),
                    Column.words("busiest", "busiest hour (UTC)"),
                    Column.count("busiest_charges", "charged then"),
                    Column.words("basis", "reckoned from"));

    /// What would save most.
    ///
    /// @param now the range's part that is still to come is no day of the habit
    Sheet make(Instant now) {
        var found = habits.find(now, SHOWN);
        var saving = new ArrayList<List<Object>>();
        var evidence = new ArrayList<List<Object>>();
        for (var habit : found) {
            var number = (long) saving.size() + 1;
            saving.add(saving(number, habit));
            evidence.add(evidence(number, habit));
        }
        return new Sheet(
                "advice",
                "The costliest habits",
                List.of(org + ", " + range.words()),
                List.of(
                        new Section("habits", "What would save most", SAVING, saving),
                        new Section("evidence", "Evidence", EVIDENCE, evidence)),
                notes(found));
    }

    private static List<Object> saving(long number, Habit habit) {
        return List.of(
                number,
                habit.savesPerDay(),
                habit.chargesPerDay(),
                habit.integration(),
                habit.kind().said() + (habit.object().isEmpty() ? "" : ", " + habit.object()),
                habit.cheaperPerDay(),
                habit.confidence().name().toLowerCase(Locale.ROOT),
                habit.user(),
                habit.kind().word(),
                habit.object(),
                habit.kind().how());
    }

    private static List<Object> evidence(long number, Habit habit) {
        return List.of(
                number,
                habit.calls(),
                habit.example(),
                seen(habit),
                TIME.format(habit.first()),
                TIME.format(habit.last()),
                ReportRange.hour(habit.busiestHour().getEpochSecond() / 3600),
                habit.busiestCharges(),
                habit.basis().words());
    }

    private static String seen(Habit habit) {
        if (habit.basis() == Basis.HOUR_SUMS) {
            return "only sums by the hour are left";
        }
        var every = habit.calls() < 2 ? "" : "mostly " + rhythm(habit.everyMillis());
        var things = habit.things() == 0 ? "" : ", %,d different".formatted(habit.things());
        return every + things;
    }

    private static String rhythm(long millis) {
        if (millis < 1000) {
            return millis + " ms apart";
        }
        return millis < 120_000
                ? "%.1f s apart".formatted(millis / 1000.0)
                : Duration.ofMillis(millis).toMinutes() + " min apart";
    }

    private static List<String> notes(List<Habit> found) {
        if (found.isEmpty()) {
            return List.of("No habit stands out.");
        }
        var notes = new ArrayList<String>();
        found.stream()
                .map(Habit::kind)
                .distinct()
                .forEach(kind -> notes.add("Who " + kind.said() + ": " + kind.how() + "."));
        if (found.stream().anyMatch(habit -> habit.savesPerDay() == 0)) {
            notes.add(
                    "Logins that save nothing are not charged, by what is known of OAuth; they"
                            + " cost time, and `count-oauth` says otherwise where it is so.");
        }
        notes.add(
                "Saves a day = charged a day − what the cheaper way would be charged, reckoned"
                        + " minute by minute or hour by hour as it was called, over the whole"
                        + " range.");
        notes.add(
                "A call belongs to one habit only, the first that fits it, so no charge is saved"
                        + " twice. The order: "
                        + java.util.Arrays.stream(HabitKind.values())
                                .map(HabitKind::word)
                                .collect(Collectors.joining(", "))
                        + ".");
        return notes;
    }
}
