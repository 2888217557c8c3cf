package headroom.console;

import headroom.report.Reports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The reports, as the pages offer them.
enum ReportKind {
    OVERVIEW(
            "overview",
            "Overview",
            "Used, allocation and headroom now, and who spent the last 24 hours."),
    LAST_DAYS(
            "last-7-days",
            "API usage by day",
            "By UTC day and hour, integration, user and API, with the SOAP-only column that"
                    + " Salesforce's own report of the last seven days counts."),
    HEAVIEST(
            "heaviest",
            "The heaviest",
            "Integrations, users, objects and resources that spend most, with their share."),
    RECONCILE(
            "reconcile",
            "Reconcile",
            "Hour by hour: what the org says, what the ledger explains, what remains unattributed"
                    + " and why."),
    LIMITS("limits", "Limits", "Every limit that the org tells of, and the most that was used."),
    ERRORS("errors", "Errors and refusals", "Which calls failed, how, and who sent them."),
    VERSIONS("retiring-versions", "Old API versions", "Who still calls versions that are retired."),
    ADVICE(
            "advice",
            "Advice",
            "The habits that cost most, what to do instead, and what that saves a day.");

    private final String word;
    private final String title;
    private final String what;

    ReportKind(String word, String title, String what) {
        this.word = word;
        this.title = title;
        this.what = what;
    }

    static Optional<ReportKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// Those that can be made.
    static List<ReportKind> all() {
        return Arrays.stream(values()).filter(kind -> Reports.known(kind.word)).toList();
    }

    String word() {
        return word;
    }

    String title() {
        return title;
    }

    String what() {
        return what;
    }

    boolean hasRange() {
        return this != OVERVIEW;
    }
}
