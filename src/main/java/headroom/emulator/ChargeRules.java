package headroom.emulator;

/// What is unsure about counting, as switches; the defaults are the likeliest reading of the
/// sources.
///
/// @param login whether SOAP `login()` counts: a public usage log shows that it does
/// @param token whether OAuth token and identity requests count: not in the official list of
///   counting APIs
/// @param failed whether calls answered with an error count: no official text; the log has a row
///   for each
/// @param unauthorized whether calls with an invalid session count
/// @param limitRefusals whether calls refused for the limit count themselves
/// @param notModified whether an answer 304 counts: by the header page every REST request does
/// @param batchEach whether each subrequest of `composite/batch` counts, instead of the one call
public record ChargeRules(
        boolean login,
        boolean token,
        boolean failed,
        boolean unauthorized,
        boolean limitRefusals,
        boolean notModified,
        boolean batchEach) {
    public static final ChargeRules DEFAULTS =
            new ChargeRules(true, false, true, false, false, true, false);

    /// What is booked for a call of that charge once its answer's status is known.
    int settled(int charge, int status) {
        if (status == 401) {
            return unauthorized ? charge : 0;
        }
        if (status == 304) {
            return notModified ? charge : 0;
        }
        return status >= 400 && !failed ? 0 : charge;
    }
}
