package headroom.report;

/// A habit that costs more calls than its work needs. In the order in which a call is given to one:
/// the first that fits has it, so that no charge is saved twice. How its saving is reckoned stands
/// in `advice.sql`.
public enum HabitKind {
    FAILURES(
            "failures",
            "repeats calls that fail",
            "stop after three tries and try again every ten minutes at most; see report errors"),
    LOGINS(
            "logins",
            "logs in for every piece of work",
            "keep the session id or access token until a call answers 401 INVALID_SESSION_ID: one"
                    + " login an hour is plenty"),
    DESCRIBES(
            "describes",
            "asks for the same describe again and again",
            "keep describe results for an hour or longer; a conditional request saves bytes, but"
                    + " its 304 is most likely charged too"),
    POLLS(
            "polls",
            "asks for a job's state all the time",
            "ask a Bulk job every 30 seconds, or wait longer each time"),
    LIMITS(
            "limits",
            "asks for the limits all the time",
            "read Sforce-Limit-Info, which every REST answer carries free of charge, or ask"
                    + " /limits every 5 minutes"),
    CHANGES(
            "changes",
            "asks what has changed",
            "subscribe to Change Data Capture by the Pub/Sub API: its events are no API calls"),
    SAME_READS(
            "same-reads",
            "reads the same again within minutes",
            "keep what was read for five minutes in a cache; Change Data Capture says when it has"
                    + " become old"),
    SINGLE_READS(
            "single-reads",
            "reads records one by one",
            "read a minute's records by one query (WHERE Id IN …), or by composite/sobjects, which"
                    + " takes 2,000 ids a call"),
    SMALL_PAGES(
            "small-pages",
            "fetches results in small pages",
            "ask for 2,000 rows a page, the most there is: leave out batchSize in"
                    + " Sforce-Query-Options, and select fewer columns"),
    PAGES(
            "pages",
            "fetches large results page by page",
            "use a Bulk API 2.0 query: it hands out 50,000 rows or more a call, REST 2,000"),
    BATCHES(
            "batches",
            "packs calls into composite/batch, where each is charged",
            "use composite or composite/sobjects, which are charged once"),
    SMALL_BATCHES(
            "small-batches",
            "sends composite requests with little in them",
            "fill them: composite takes 25 subrequests, composite/sobjects 200 records a call"),
    SINGLE_WRITES(
            "single-writes",
            "writes records one by one",
            "gather a minute's writes into composite/sobjects (200 records a call); from 2,000 an"
                    + " hour on use one Bulk API 2.0 job, about 10 calls");

    private final String word;
    private final String said;
    private final String how;

    HabitKind(String word, String said, String how) {
        this.word = word;
        this.said = said;
        this.how = how;
    }

    /// For programs.
    public String word() {
        return word;
    }

    /// What an integration does, after its name.
    public String said() {
        return said;
    }

    /// The cheaper way.
    public String how() {
        return how;
    }

    static HabitKind of(String word) {
        for (var kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no habit " + word);
    }
}
