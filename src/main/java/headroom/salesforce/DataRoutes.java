package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What a path below `/services/data/vXX.X` names. One-owner.
final class DataRoutes {
    private static final Map<String, Resource> WORDS =
            Map.ofEntries(
                    Map.entry("tabs", Resource.TABS),
                    Map.entry("theme", Resource.THEME),
                    Map.entry("recent", Resource.RECENT),
                    Map.entry("appMenu", Resource.APP_MENU),
                    Map.entry("actions", Resource.ACTIONS),
                    Map.entry("process", Resource.PROCESS),
                    Map.entry("quickActions", Resource.QUICK_ACTIONS_GLOBAL),
                    Map.entry("event", Resource.EVENT_SCHEMAS),
                    Map.entry("analytics", Resource.ANALYTICS),
                    Map.entry("wave", Resource.WAVE),
                    Map.entry("knowledgeManagement", Resource.KNOWLEDGE),
                    Map.entry("support", Resource.SUPPORT),
                    Map.entry("einstein", Resource.EINSTEIN),
                    Map.entry("commerce", Resource.COMMERCE),
                    Map.entry("consent", Resource.CONSENT),
                    Map.entry("ssot", Resource.DATA_CLOUD),
                    Map.entry("metadata", Resource.METADATA_REST),
                    Map.entry("connect", Resource.CONNECT),
                    Map.entry("chatter", Resource.CHATTER),
                    Map.entry("parameterizedSearch", Resource.PARAMETERIZED_SEARCH));

    private static final Map<String, Resource> TOOLING_WORDS =
            Map.of(
                    "runTestsAsynchronous", Resource.RUN_TESTS,
                    "runTestsSynchronous", Resource.RUN_TESTS,
                    "executeAnonymous", Resource.EXECUTE_ANONYMOUS,
                    "completions", Resource.COMPLETIONS);

    private static final Map<String, Resource> UI_WORDS =
            Map.ofEntries(
                    Map.entry("records", Resource.UI_RECORDS),
                    Map.entry("record-ui", Resource.UI_RECORD_PAGE),
                    Map.entry("object-info", Resource.UI_OBJECT),
                    Map.entry("layout", Resource.UI_LAYOUT),
                    Map.entry("list-ui", Resource.UI_LISTS),
                    Map.entry("list-info", Resource.UI_LISTS),
                    Map.entry("list-records", Resource.UI_LISTS),
                    Map.entry("related-list-info", Resource.UI_RELATED),
                    Map.entry("related-list-records", Resource.UI_RELATED),
                    Map.entry("related-list-count", Resource.UI_RELATED),
                    Map.entry("lookups", Resource.UI_LOOKUPS));

    private final PathCursor path;
    private String object = "";
    private boolean tooling;

    DataRoutes(PathCursor path) {
        this.path = path;
    }

    String object() {
        return object;
    }

    boolean isTooling() {
        return tooling;
    }

    /// The resource that the segments after the version name.
    Resource find() {
        if (!path.next()) {
            return Resource.ROOT;
        }
        if (path.is("tooling")) {
            tooling = true;
            if (!path.next()) {
                return Resource.ROOT;
            }
        }
        if (path.is("sobjects")) {
            return sobjects();
        }
        if (path.is("query")) {
            return path.next() ? Resource.QUERY_PAGE : Resource.QUERIES;
        }
        if (path.is("composite")) {
            return composite();
        }
        if (path.is("jobs")) {
            return jobs();
        }
        return rarer();
    }

    private Resource rarer() {
        if (path.is("queryAll")) {
            return path.next() ? Resource.QUERY_ALL_PAGE : Resource.QUERY_ALL;
        }
        if (path.is("limits")) {
            return path.next() ? Resource.RECORD_COUNT : Resource.LIMITS;
        }
        if (path.is("search")) {
            return path.next() ? Resource.SEARCH_OTHER : Resource.SEARCH;
        }
        if (path.is("graphql")) {
            return Resource.GRAPHQL;
        }
        if (path.is("ui-api")) {
            return uiApi();
        }
        var other = tooling ? Resource.TOOLING_OTHER : Resource.OTHER_DATA;
        return word(tooling ? TOOLING_WORDS : WORDS, other);
    }

    private Resource sobjects() {
        if (!path.next()) {
            return Resource.SOBJECTS;
        }
        object = path.name();
        if (!path.next()) {
            return Resource.SOBJECT;
        }
        if (path.isRecordId()) {
            return path.next() ? Resource.ROW_PART : Resource.ROW;
        }
        if (path.is("describe")) {
            return path.next() ? Resource.DESCRIBE_PART : Resource.DESCRIBE;
        }
        var part = sobjectPart();
        if (part != null) {
            return part;
        }
        return path.next() ? Resource.EXTERNAL : Resource.SOBJECT_OTHER;
    }

    private @Nullable Resource sobjectPart() {
        if (path.is("updated")) {
            return Resource.UPDATED;
        }
        if (path.is("deleted")) {
            return Resource.DELETED;
        }
        if (path.is("listviews")) {
            return Resource.LIST_VIEWS;
        }
        if (path.is("quickActions")) {
            return Resource.QUICK_ACTIONS;
        }
        return path.is("eventSchema") ? Resource.EVENT_SCHEMA : null;
    }

    private Resource composite() {
        if (!path.next()) {
            return Resource.COMPOSITE;
        }
        if (path.is("sobjects")) {
            return collections();
        }
        if (path.is("batch")) {
            return Resource.COMPOSITE_BATCH;
        }
        if (path.is("graph")) {
            return Resource.COMPOSITE_GRAPH;
        }
        if (path.is("tree")) {
            path.next();
            object = path.name();
            return Resource.TREE;
        }
        return Resource.COMPOSITE_OTHER;
    }

    private Resource collections() {
        if (!path.next()) {
            return Resource.COLLECTION;
        }
        object = path.name();
        return path.next() ? Resource.COLLECTION_EXTERNAL : Resource.COLLECTION_OBJECT;
    }

    private Resource jobs() {
        path.next();
        if (path.is("ingest")) {
            return ingest();
        }
        if (!path.is("query")) {
            return Resource.JOBS_OTHER;
        }
        if (!path.next()) {
            return Resource.QUERY_JOBS;
        }
        if (!path.next()) {
            return Resource.QUERY_JOB;
        }
        if (path.is("results")) {
            return Resource.QUERY_RESULTS;
        }
        return path.is("resultPages") ? Resource.QUERY_RESULT_PAGES : Resource.JOBS_OTHER;
    }

    private Resource ingest() {
        if (!path.next()) {
            return Resource.INGEST_JOBS;
        }
        if (!path.next()) {
            return Resource.INGEST_JOB;
        }
        if (path.is("batches")) {
            return Resource.INGEST_BATCHES;
        }
        if (path.is("successfulResults")) {
            return Resource.INGEST_SUCCESSFUL;
        }
        if (path.is("failedResults")) {
            return Resource.INGEST_FAILED;
        }
        return path.is("unprocessedrecords") ? Resource.INGEST_UNPROCESSED : Resource.JOBS_OTHER;
    }

    private Resource uiApi() {
        path.next();
        var resource = word(UI_WORDS, Resource.UI_API);
        if (resource == Resource.UI_OBJECT || resource == Resource.UI_LAYOUT) {
            path.next();
            object = path.name();
        }
        return resource;
    }

    private Resource word(Map<String, Resource> words, Resource otherwise) {
        for (var entry : words.entrySet()) {
            if (path.is(entry.getKey())) {
                return entry.getValue();
            }
        }
        return otherwise;
    }
}
