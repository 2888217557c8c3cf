package headroom.salesforce;

import static headroom.salesforce.Certainty.CERTAIN;
import static headroom.salesforce.Certainty.LIKELY;
import static headroom.salesforce.Certainty.UNSURE;
import static headroom.salesforce.ChargeTable.Rule.EACH_SUBQUERY;
import static headroom.salesforce.ChargeTable.Rule.EACH_SUBREQUEST;
import static headroom.salesforce.ChargeTable.Rule.NEVER;
import static headroom.salesforce.ChargeTable.Rule.ONE;
import static headroom.salesforce.ChargeTable.Rule.OPTION;

import org.jspecify.annotations.Nullable;

/// What a call costs: one row per kind of call, with where it is written and how sure that is.
///
/// `docs/charges.md` is this table in print, and a test compares them.
public enum ChargeTable {
    VERSIONS(
            ApiFamily.REST,
            "`GET /services/data` (versions list)",
            NEVER,
            CERTAIN,
            "REST guide, Limit Info header: every request but Versions, which does not count"),
    REST(
            ApiFamily.REST,
            "any other REST request",
            ONE,
            CERTAIN,
            "limits cheat sheet: REST requests count"),
    QUERY(
            ApiFamily.REST,
            "query, queryAll, search, and each further page",
            ONE,
            LIKELY,
            "ordinary REST requests; a page is a request of its own"),
    LIMITS(
            ApiFamily.REST,
            "`limits`",
            ONE,
            LIKELY,
            "REST guide, Limit Info header: every request but Versions counts"),
    COMPOSITE(
            ApiFamily.REST,
            "`composite`: the whole series",
            ONE,
            CERTAIN,
            "REST guide, Composite: the series counts as a single call"),
    COMPOSITE_GRAPH(
            ApiFamily.REST,
            "`composite/graph`",
            ONE,
            LIKELY,
            "REST guide, Composite Graph: one call under the ordinary limits"),
    COMPOSITE_BATCH(
            ApiFamily.REST,
            "`composite/batch`",
            EACH_SUBREQUEST,
            UNSURE,
            "REST guide, Batch: each subrequest counts against rate limits; blogs say 1",
            ChargeOption.COUNT_EACH_BATCH_SUBREQUEST),
    COLLECTIONS(
            ApiFamily.REST,
            "`composite/sobjects` and `composite/tree`",
            ONE,
            LIKELY,
            "one REST request, whatever it holds"),
    GRAPHQL(
            ApiFamily.GRAPHQL,
            "`graphql`: each subquery at the top",
            EACH_SUBQUERY,
            CERTAIN,
            "GraphQL guide, query limits: each subquery counts as one request"),
    BULK(
            ApiFamily.BULK,
            "Bulk API v1: each HTTP request, status and results included",
            ONE,
            LIKELY,
            "limits cheat sheet: Bulk requests count; that polls do is a reading of it"),
    BULK2(
            ApiFamily.BULK2,
            "Bulk API 2.0: each HTTP request, status and results included",
            ONE,
            LIKELY,
            "limits cheat sheet: Bulk 2.0 requests count; that polls do is a reading of it"),
    SOAP_LOGIN(
            ApiFamily.SOAP,
            "SOAP `login()`",
            OPTION,
            UNSURE,
            "a usage log shows login counted; its answer carries no LimitInfoHeader; a blog:"
                    + " exempt",
            ChargeOption.COUNT_SOAP_LOGIN),
    SOAP_DEBUGGING(
            ApiFamily.SOAP,
            "SOAP call with a `DebuggingHeader`",
            OPTION,
            UNSURE,
            "limits cheat sheet: a pool of its own, 1,000 in 24 hours; the total is not named",
            ChargeOption.COUNT_SOAP_DEBUGGING),
    SOAP(
            ApiFamily.SOAP,
            "any other SOAP call (partner and enterprise WSDL)",
            ONE,
            CERTAIN,
            "limits cheat sheet: SOAP requests count"),
    METADATA(
            ApiFamily.METADATA,
            "Metadata API, SOAP and REST",
            ONE,
            LIKELY,
            "built on the counting frameworks; clients are refused with the same code"),
    TOOLING(
            ApiFamily.TOOLING,
            "Tooling API, REST and SOAP",
            ONE,
            LIKELY,
            "refused with the same body when the total is spent"),
    APEX_SOAP(
            ApiFamily.APEX_SOAP,
            "Apex web services and the Apex API in SOAP",
            ONE,
            LIKELY,
            "limits cheat sheet: any other API built on those frameworks"),
    APEX_REST(
            ApiFamily.APEX_REST,
            "Apex REST",
            ONE,
            LIKELY,
            "limits cheat sheet: any other API built on those frameworks"),
    UI(
            ApiFamily.UI,
            "User Interface API",
            ONE,
            LIKELY,
            "limits cheat sheet: any other API built on those frameworks"),
    CONNECT(
            ApiFamily.CONNECT,
            "Connect REST API",
            ONE,
            CERTAIN,
            "limits cheat sheet, Connect: all resources count that do not require Chatter"),
    CHATTER(
            ApiFamily.CONNECT,
            "Connect REST API below `chatter`",
            OPTION,
            UNSURE,
            "limits cheat sheet, Connect: resources that require Chatter have an hourly limit",
            ChargeOption.COUNT_CHATTER),
    OAUTH(
            ApiFamily.LOGIN,
            "`/services/oauth2/…`",
            OPTION,
            UNSURE,
            "not in the official list of counting APIs; a blog says they count",
            ChargeOption.COUNT_OAUTH),
    IDENTITY(
            ApiFamily.LOGIN,
            "identity URL `/id/…`",
            OPTION,
            UNSURE,
            "not in the official list of counting APIs",
            ChargeOption.COUNT_IDENTITY),
    EVENTS(
            ApiFamily.EVENTS,
            "CometD and Pub/Sub",
            NEVER,
            LIKELY,
            "own event delivery allocations; not in the official list of counting APIs"),
    PREFLIGHT(
            ApiFamily.OTHER,
            "`OPTIONS` on any path",
            OPTION,
            UNSURE,
            "no source names it",
            ChargeOption.COUNT_PREFLIGHT),
    UNKNOWN_SERVICE(
            ApiFamily.OTHER,
            "any other path below `/services/`",
            OPTION,
            UNSURE,
            "no source names it",
            ChargeOption.COUNT_UNKNOWN_SERVICES),
    WEB(
            ApiFamily.OTHER,
            "any path outside the APIs: pages, files, discovery documents",
            NEVER,
            LIKELY,
            "limits cheat sheet: API requests count, nothing else is named");

    /// How the charge follows from the call.
    public enum Rule {
        NEVER("0"),
        ONE("1"),
        /// One for each subquery of a GraphQL request, at least one.
        EACH_SUBQUERY("n"),
        /// One, or with the option one for each subrequest.
        EACH_SUBREQUEST("1 or n"),
        /// One if the option is on, else none.
        OPTION("0 or 1");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        /// The charge in print.
        public String words() {
            return words;
        }
    }

    private final ApiFamily family;
    private final String call;
    private final Rule rule;
    private final Certainty certainty;
    private final String source;
    private final @Nullable ChargeOption option;

    ChargeTable(ApiFamily family, String call, Rule rule, Certainty certainty, String source) {
        this(family, call, rule, certainty, source, null);
    }

    ChargeTable(
            ApiFamily family,
            String call,
            Rule rule,
            Certainty certainty,
            String source,
            @Nullable ChargeOption option) {
        this.family = family;
        this.call = call;
        this.rule = rule;
        this.certainty = certainty;
        this.source = source;
        this.option = option;
    }

    public ApiFamily family() {
        return family;
    }

    /// The kind of call, in Markdown.
    public String call() {
        return call;
    }

    public Rule rule() {
        return rule;
    }

    public Certainty certainty() {
        return certainty;
    }

    public String source() {
        return source;
    }

    /// What decides an unsure row; null for the others.
    public @Nullable ChargeOption option() {
        return option;
    }

    /// The charge of a call with that many parts (subqueries, subrequests).
    public int charge(ChargeOptions options, int parts) {
        return switch (rule) {
            case NEVER -> 0;
            case ONE -> 1;
            case EACH_SUBQUERY -> Math.max(1, parts);
            case EACH_SUBREQUEST -> isOn(options) ? Math.max(1, parts) : 1;
            case OPTION -> isOn(options) ? 1 : 0;
        };
    }

    private boolean isOn(ChargeOptions options) {
        return option != null && options.counts(option);
    }
}
