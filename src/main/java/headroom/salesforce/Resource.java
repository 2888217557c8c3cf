package headroom.salesforce;

import static headroom.salesforce.ChargeTable.BULK;
import static headroom.salesforce.ChargeTable.BULK2;
import static headroom.salesforce.ChargeTable.COLLECTIONS;
import static headroom.salesforce.ChargeTable.QUERY;
import static headroom.salesforce.ChargeTable.REST;

import java.util.List;
import java.util.Locale;

/// The resources that a path can name: a closed set, each with its template, charge row and verbs.
enum Resource {
    VERSIONS(ChargeTable.VERSIONS, "versions", "list"),
    ROOT(REST, "resources", "list"),
    OTHER_DATA(REST, "other", ""),

    SOBJECTS(REST, "sobjects", "describe"),
    SOBJECT(REST, "sobjects/{object}", "GET describe POST create"),
    DESCRIBE(REST, "sobjects/{object}/describe", "describe"),
    DESCRIBE_PART(REST, "sobjects/{object}/describe/{part}", "describe"),
    UPDATED(REST, "sobjects/{object}/updated", "updated"),
    DELETED(REST, "sobjects/{object}/deleted", "deleted"),
    LIST_VIEWS(REST, "sobjects/{object}/listviews", "list"),
    QUICK_ACTIONS(REST, "sobjects/{object}/quickActions", ""),
    EVENT_SCHEMA(REST, "sobjects/{object}/eventSchema", "describe"),
    ROW(REST, "sobjects/{object}/{id}", "GET retrieve PATCH update DELETE delete"),
    ROW_PART(REST, "sobjects/{object}/{id}/{field}", "GET retrieve PATCH update DELETE delete"),
    EXTERNAL(
            REST,
            "sobjects/{object}/{field}/{value}",
            "GET retrieve PATCH upsert POST upsert DELETE delete"),
    SOBJECT_OTHER(REST, "sobjects/{object}/other", ""),

    QUERIES(QUERY, "query", "query"),
    QUERY_PAGE(QUERY, "query/{locator}", "query-more"),
    QUERY_ALL(QUERY, "queryAll", "query"),
    QUERY_ALL_PAGE(QUERY, "queryAll/{locator}", "query-more"),
    SEARCH(QUERY, "search", "search"),
    SEARCH_OTHER(QUERY, "search/other", "search"),
    PARAMETERIZED_SEARCH(QUERY, "parameterizedSearch", "search"),
    LIMITS(ChargeTable.LIMITS, "limits", "limits"),
    RECORD_COUNT(REST, "limits/recordCount", "limits"),

    COMPOSITE(ChargeTable.COMPOSITE, "composite", "composite"),
    COMPOSITE_BATCH(ChargeTable.COMPOSITE_BATCH, "composite/batch", "batch"),
    COMPOSITE_GRAPH(ChargeTable.COMPOSITE_GRAPH, "composite/graph", "graph"),
    COLLECTION(
            COLLECTIONS,
            "composite/sobjects",
            "GET retrieve POST create PATCH update DELETE delete"),
    COLLECTION_OBJECT(
            COLLECTIONS, "composite/sobjects/{object}", "GET retrieve POST retrieve PATCH upsert"),
    COLLECTION_EXTERNAL(COLLECTIONS, "composite/sobjects/{object}/{field}", "PATCH upsert"),
    TREE(COLLECTIONS, "composite/tree/{object}", "create"),
    COMPOSITE_OTHER(REST, "composite/other", ""),

    INGEST_JOBS(BULK2, "jobs/ingest", "GET list POST create"),
    INGEST_JOB(BULK2, "jobs/ingest/{id}", "GET poll PATCH state DELETE delete"),
    INGEST_BATCHES(BULK2, "jobs/ingest/{id}/batches", "upload"),
    INGEST_SUCCESSFUL(BULK2, "jobs/ingest/{id}/successfulResults", "results"),
    INGEST_FAILED(BULK2, "jobs/ingest/{id}/failedResults", "results"),
    INGEST_UNPROCESSED(BULK2, "jobs/ingest/{id}/unprocessedrecords", "results"),
    QUERY_JOBS(BULK2, "jobs/query", "GET list POST query"),
    QUERY_JOB(BULK2, "jobs/query/{id}", "GET poll PATCH state DELETE delete"),
    QUERY_RESULTS(BULK2, "jobs/query/{id}/results", "results"),
    QUERY_RESULT_PAGES(BULK2, "jobs/query/{id}/resultPages", "results"),
    JOBS_OTHER(BULK2, "jobs/other", ""),

    TABS(REST, "tabs", "list"),
    THEME(REST, "theme", "list"),
    RECENT(REST, "recent", "list"),
    APP_MENU(REST, "appMenu", "list"),
    ACTIONS(REST, "actions", "GET list POST invoke"),
    PROCESS(REST, "process", ""),
    QUICK_ACTIONS_GLOBAL(REST, "quickActions", ""),
    EVENT_SCHEMAS(REST, "event/eventSchema", "describe"),
    ANALYTICS(REST, "analytics", ""),
    WAVE(REST, "wave", ""),
    KNOWLEDGE(REST, "knowledgeManagement", ""),
    SUPPORT(REST, "support", ""),
    EINSTEIN(REST, "einstein", ""),
    COMMERCE(REST, "commerce", ""),
    CONSENT(REST, "consent", ""),
    DATA_CLOUD(REST, "ssot", ""),
    METADATA_REST(ChargeTable.METADATA, "metadata", "GET poll POST deploy PATCH update"),

    TOOLING_OTHER(ChargeTable.TOOLING, "other", ""),
    RUN_TESTS(ChargeTable.TOOLING, "runTests", "run-tests"),
    EXECUTE_ANONYMOUS(ChargeTable.TOOLING, "executeAnonymous", "execute-anonymous"),
    COMPLETIONS(ChargeTable.TOOLING, "completions", "list"),

    UI_API(ChargeTable.UI, "ui-api", ""),
    UI_RECORDS(ChargeTable.UI, "ui-api/records", "GET retrieve POST create PATCH update"),
    UI_RECORD_PAGE(ChargeTable.UI, "ui-api/record-ui", "retrieve"),
    UI_OBJECT(ChargeTable.UI, "ui-api/object-info", "describe"),
    UI_LAYOUT(ChargeTable.UI, "ui-api/layout", "describe"),
    UI_LISTS(ChargeTable.UI, "ui-api/list", "list"),
    UI_RELATED(ChargeTable.UI, "ui-api/related-list", "list"),
    UI_LOOKUPS(ChargeTable.UI, "ui-api/lookups", "search"),
    GRAPHQL(ChargeTable.GRAPHQL, "graphql", "query"),
    CONNECT(ChargeTable.CONNECT, "connect", ""),
    CHATTER(ChargeTable.CHATTER, "chatter", ""),
    APEX_REST(ChargeTable.APEX_REST, "apexrest", ""),

    JOBS(BULK, "job", "create"),
    JOB(BULK, "job/{id}", "GET poll POST state"),
    BATCHES(BULK, "job/{id}/batch", "GET poll POST upload"),
    BATCH(BULK, "job/{id}/batch/{id}", "poll"),
    BATCH_REQUEST(BULK, "job/{id}/batch/{id}/request", "results"),
    BATCH_RESULT(BULK, "job/{id}/batch/{id}/result", "results"),
    BATCH_RESULT_PART(BULK, "job/{id}/batch/{id}/result/{id}", "results"),
    ASYNC_OTHER(BULK, "other", ""),

    SOAP_ENTERPRISE(ChargeTable.SOAP, "soap/c", "other"),
    SOAP_PARTNER(ChargeTable.SOAP, "soap/u", "other"),
    SOAP_METADATA(ChargeTable.METADATA, "soap/m", "other"),
    SOAP_TOOLING(ChargeTable.TOOLING, "soap/t", "other"),
    SOAP_APEX(ChargeTable.APEX_SOAP, "soap/s", "other"),
    SOAP_CLASS(ChargeTable.APEX_SOAP, "soap/class", "other"),
    SOAP_OTHER(ChargeTable.SOAP, "soap/other", "other"),

    OAUTH_TOKEN(ChargeTable.OAUTH, "oauth2/token", "token"),
    OAUTH_REVOKE(ChargeTable.OAUTH, "oauth2/revoke", "revoke"),
    OAUTH_USER(ChargeTable.OAUTH, "oauth2/userinfo", "identity"),
    OAUTH_AUTHORIZE(ChargeTable.OAUTH, "oauth2/authorize", "authorize"),
    OAUTH_INTROSPECT(ChargeTable.OAUTH, "oauth2/introspect", "introspect"),
    OAUTH_OTHER(ChargeTable.OAUTH, "oauth2/other", ""),
    IDENTITY(ChargeTable.IDENTITY, "id/{org}/{user}", "identity"),

    COMETD(ChargeTable.EVENTS, "cometd", "events"),
    PUBSUB(ChargeTable.EVENTS, "pubsub", "events"),
    UNKNOWN_SERVICE(ChargeTable.UNKNOWN_SERVICE, "services/other", ""),
    WEB(ChargeTable.WEB, "web", "");

    private final ChargeTable row;
    private final String template;
    private final String get;
    private final String post;
    private final String patch;
    private final String put;
    private final String delete;

    /// @param verbs one word for every method, or pairs of method and word; methods without a word
    ///   get their own name
    Resource(ChargeTable row, String template, String verbs) {
        this.row = row;
        this.template = template;
        get = word(verbs, "GET");
        post = word(verbs, "POST");
        patch = word(verbs, "PATCH");
        put = word(verbs, "PUT");
        delete = word(verbs, "DELETE");
    }

    ChargeTable row() {
        return row;
    }

    String template() {
        return template;
    }

    /// What the method does to the resource, in one word.
    String operation(String method) {
        return switch (method) {
            case "GET", "HEAD" -> get;
            case "POST" -> post;
            case "PATCH" -> patch;
            case "PUT" -> put;
            case "DELETE" -> delete;
            case "OPTIONS" -> "options";
            default -> "other";
        };
    }

    private static String word(String verbs, String method) {
        if (!verbs.isEmpty() && verbs.indexOf(' ') < 0) {
            return verbs;
        }
        var words = List.of(verbs.split(" "));
        var at = words.indexOf(method);
        return at < 0 ? method.toLowerCase(Locale.ROOT) : words.get(at + 1);
    }
}
