package headroom.salesforce;

import org.jspecify.annotations.Nullable;

/// Says of every request what it is and what it will cost, from its head and a peek at its body.
///
/// The path is read in place, segment by segment, against a closed set of resources: no path can
/// make this throw, and the set of kinds stays bounded whatever is asked for. Immutable.
public final class Classifier {
    private static final int SOAP_PEEK_MAX = 8 * 1024;
    private static final int COUNT_PEEK_MAX = 64 * 1024;
    private static final int HINT_PEEK_MAX = 2 * 1024;
    private static final int FORM_PEEK_MAX = 16 * 1024;

    private final ChargeOptions options;

    public Classifier(ChargeOptions options) {
        this.options = options;
    }

    /// The most bytes of the body worth reading before `classify`; 0 if it says nothing.
    ///
    /// What the token endpoint gets is for `TokenRequest`, the rest for `classify`. A caller that
    /// waits for these bytes must have answered an `Expect: 100-continue` first.
    public int peekBytes(String method, String target, HeaderSource headers) {
        var mayHaveBody =
                switch (method) {
                    case "POST", "PATCH", "PUT" -> true;
                    default -> false;
                };
        return mayHaveBody ? peekBytes(Route.of(target).resource()) : 0;
    }

    private int peekBytes(Resource resource) {
        return switch (resource) {
            case SOAP_ENTERPRISE,
                    SOAP_PARTNER,
                    SOAP_METADATA,
                    SOAP_TOOLING,
                    SOAP_APEX,
                    SOAP_CLASS,
                    SOAP_OTHER ->
                    SOAP_PEEK_MAX;
            case GRAPHQL -> COUNT_PEEK_MAX;
            case COMPOSITE_BATCH -> countsSubrequests() ? COUNT_PEEK_MAX : 0;
            case INGEST_JOBS, QUERY_JOBS, JOBS, COLLECTION -> HINT_PEEK_MAX;
            case OAUTH_TOKEN -> FORM_PEEK_MAX;
            default -> 0;
        };
    }

    private boolean countsSubrequests() {
        return options.counts(ChargeOption.COUNT_EACH_BATCH_SUBREQUEST);
    }

    /// Reads a request.
    ///
    /// @param method in capitals
    /// @param target the request target as it came
    /// @param peek the beginning of the body as it came: perhaps compressed, perhaps cut, perhaps
    ///   empty
    public Classification classify(
            String method, String target, HeaderSource headers, byte[] peek) {
        var route = Route.of(target);
        if (method.equals("OPTIONS")) {
            return counted(route, ChargeTable.PREFLIGHT, "options");
        }
        var verb = method.equals("POST") ? override(target, route.queryStart()) : method;
        return switch (route.resource()) {
            case SOAP_ENTERPRISE, SOAP_PARTNER, SOAP_OTHER -> soap(route, headers, peek);
            case SOAP_METADATA, SOAP_TOOLING, SOAP_APEX -> soapFamily(route, headers, peek);
            case GRAPHQL -> graphql(route, headers, peek);
            case COMPOSITE_BATCH -> batch(route, verb, headers, peek);
            case INGEST_JOBS, QUERY_JOBS, JOBS, COLLECTION -> hinted(route, verb, headers, peek);
            case QUERIES, QUERY_ALL -> query(route, verb, target);
            case COMETD ->
                    new Classification(kind(route, ApiFamily.EVENTS, "", "events"), 0, true, false);
            default -> counted(route, row(route), route.resource().operation(verb));
        };
    }

    /// What Salesforce counted in the end, once the head of the answer is known.
    ///
    /// @param status 0 if no answer came: then the call may have been done, and its charge stands
    /// @param refused what `Refusal.detect` said of the body; null if nothing
    public int settledCharge(
            Classification classified, int status, Refusal.@Nullable Kind refused) {
        var charge = classified.charge();
        if (refused != null && refused.isLimit()) {
            return options.counts(ChargeOption.COUNT_REFUSED) ? charge : 0;
        }
        if (status == 401 || refused == Refusal.Kind.INVALID_SESSION) {
            return options.counts(ChargeOption.COUNT_UNAUTHORIZED) ? charge : 0;
        }
        if (status == 304) {
            return options.counts(ChargeOption.COUNT_NOT_MODIFIED) ? charge : 0;
        }
        if (status >= 400) {
            return options.counts(ChargeOption.COUNT_FAILED) ? charge : 0;
        }
        return charge;
    }

    /// Clients that cannot send PATCH post with `?_HttpMethod=PATCH`.
    private static String override(String target, int queryStart) {
        var at = Soql.valueStart(target, queryStart, "_HttpMethod");
        if (at < 0) {
            return "POST";
        }
        for (var method : new String[] {"PATCH", "DELETE", "GET", "PUT", "HEAD"}) {
            var end = at + method.length();
            if (target.regionMatches(true, at, method, 0, method.length())
                    && (end == target.length() || target.charAt(end) == '&')) {
                return method;
            }
        }
        return "POST";
    }

    private static ChargeTable row(Route route) {
        var row = route.resource().row();
        return route.isTooling() && row.rule() == ChargeTable.Rule.ONE ? ChargeTable.TOOLING : row;
    }

    private Classification query(Route route, String verb, String target) {
        var explain = Soql.valueStart(target, route.queryStart(), "explain") >= 0;
        var object = Soql.objectOfParameter(target, route.queryStart(), explain ? "explain" : "q");
        var operation = explain ? "explain" : route.resource().operation(verb);
        return classification(route, row(route), operation, 1, object, false);
    }

    private Classification soap(Route route, HeaderSource headers, byte[] peek) {
        var soap = SoapPeek.parse(peek, headers.first("Content-Encoding"));
        var operation = SoapOperations.bounded(soap.operation());
        var row =
                operation.equals("login")
                        ? ChargeTable.SOAP_LOGIN
                        : soap.debugging() ? ChargeTable.SOAP_DEBUGGING : ChargeTable.SOAP;
        var estimated = soap.operation().isEmpty();
        return classification(route, row, operation, 1, soap.objectType(), estimated);
    }

    private Classification soapFamily(Route route, HeaderSource headers, byte[] peek) {
        var soap = SoapPeek.parse(peek, headers.first("Content-Encoding"));
        var operation = SoapOperations.bounded(soap.operation());
        return classification(
                route, route.resource().row(), operation, 1, soap.objectType(), false);
    }

    private Classification graphql(Route route, HeaderSource headers, byte[] peek) {
        var json = Unzip.head(peek, headers.first("Content-Encoding"), COUNT_PEEK_MAX);
        var count = GraphqlCount.of(json);
        return classification(
                route,
                route.resource().row(),
                count.operation(),
                count.subqueries(),
                "",
                !count.whole());
    }

    private Classification batch(Route route, String verb, HeaderSource headers, byte[] peek) {
        var operation = route.resource().operation(verb);
        if (!countsSubrequests()) {
            return counted(route, ChargeTable.COMPOSITE_BATCH, operation);
        }
        var json = Unzip.head(peek, headers.first("Content-Encoding"), COUNT_PEEK_MAX);
        var count = BodyHints.batchRequests(json);
        return classification(
                route, ChargeTable.COMPOSITE_BATCH, operation, Math.abs(count), "", count <= 0);
    }

    private Classification hinted(Route route, String verb, HeaderSource headers, byte[] peek) {
        var operation = route.resource().operation(verb);
        var body = Unzip.head(peek, headers.first("Content-Encoding"), HINT_PEEK_MAX);
        var hints = BodyHints.of(route.resource(), body);
        var said = hints.operation().isEmpty() ? operation : hints.operation();
        return classification(route, row(route), said, 1, hints.object(), false);
    }

    private Classification counted(Route route, ChargeTable row, String operation) {
        return classification(route, row, operation, 1, route.object(), false);
    }

    private Classification classification(
            Route route,
            ChargeTable row,
            String operation,
            int parts,
            String object,
            boolean estimated) {
        var family = route.isTooling() ? ApiFamily.TOOLING : row.family();
        return new Classification(
                kind(route, family, object, operation),
                row.charge(options, parts),
                false,
                estimated);
    }

    private static CallKind kind(Route route, ApiFamily family, String object, String operation) {
        return new CallKind(
                family, route.version(), route.resource().template(), object, operation);
    }
}
