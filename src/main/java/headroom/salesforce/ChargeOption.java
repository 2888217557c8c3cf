package headroom.salesforce;

import java.util.Locale;
import java.util.Optional;

/// What no source settles about charging, as a yes or no that whoever knows better can set.
public enum ChargeOption {
    COUNT_SOAP_LOGIN(true, "SOAP login() counts; a usage log shows it counted, a blog says exempt"),
    COUNT_OAUTH(
            false, "OAuth endpoints count; they are not in the official list, a blog says they do"),
    COUNT_IDENTITY(false, "the identity URL counts; it is not in the official list"),
    COUNT_EACH_BATCH_SUBREQUEST(
            false,
            "composite/batch counts its subrequests, not itself; the page says they count against"
                    + " rate limits, blogs say 1"),
    COUNT_CHATTER(
            true,
            "chatter/ resources count; those that need Chatter have an hourly limit of their own in"
                    + " orgs since Summer '24"),
    COUNT_SOAP_DEBUGGING(
            true,
            "SOAP calls with a DebuggingHeader count in the total, beside their own pool of 1,000"),
    COUNT_PREFLIGHT(false, "OPTIONS requests of browsers count"),
    COUNT_UNKNOWN_SERVICES(true, "paths below /services/ that no documentation names count"),
    COUNT_NOT_MODIFIED(true, "answers 304 count; every REST request does, no text names 304"),
    COUNT_FAILED(true, "answers of status 400 and more count, other than the two below"),
    COUNT_UNAUTHORIZED(false, "calls whose session or token was not valid count"),
    COUNT_REFUSED(false, "calls refused for a limit count");

    private final boolean byDefault;
    private final String meaning;

    ChargeOption(boolean byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    public boolean byDefault() {
        return byDefault;
    }

    /// The statement that is true when the option is on, and why it is in doubt.
    public String meaning() {
        return meaning;
    }

    /// The word in configurations: `count-soap-login`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ChargeOption> find(String word) {
        for (var option : values()) {
            if (option.word().equals(word)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
