package headroom.emulator;

import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk1.AsyncRoute;
import headroom.emulator.bulk2.IngestJobs;
import headroom.emulator.bulk2.QueryJobs;
import headroom.emulator.call.Handler;
import headroom.emulator.composite.CompositeRoutes;
import headroom.emulator.graphql.GraphqlQueries;
import headroom.emulator.login.LoginRoutes;
import headroom.emulator.org.Org;
import headroom.emulator.rest.Describes;
import headroom.emulator.rest.Fallback;
import headroom.emulator.rest.KeyedRows;
import headroom.emulator.rest.Limits;
import headroom.emulator.rest.Queries;
import headroom.emulator.rest.Replication;
import headroom.emulator.rest.RestRoute;
import headroom.emulator.rest.Rows;
import headroom.emulator.rest.Search;
import headroom.emulator.rest.SubCalls;
import headroom.emulator.rest.Tooling;
import headroom.emulator.rest.Versions;
import headroom.emulator.soap.PartnerApi;
import headroom.emulator.soql.Cursors;
import headroom.emulator.unserved.UnservedRoute;
import headroom.salesforce.ApiFamily;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All that the org answers, in one table: the first route that takes a call serves it.
///
/// The number in a row is the route's own charge; what is unsure comes from the options.
final class Routes {
    private Routes() {}

    static List<Handler> of(Org org) {
        var cursors = new Cursors(org.store());
        var sub = new SubCalls();
        var jobs = new Jobs(org);
        var rest =
                Stream.of(CompositeRoutes.of(org, sub), rest(org, cursors), bulk(jobs, cursors))
                        .flatMap(List::stream)
                        .toList();
        var fallback = new Fallback(rest);
        sub.serve(Stream.concat(rest.stream(), Stream.of(fallback)).toList());
        var all = new ArrayList<Handler>();
        all.addAll(LoginRoutes.of(org));
        all.add(new PartnerApi(org, cursors));
        all.add(new AsyncRoute(jobs, cursors));
        all.add(new Versions(org));
        all.addAll(rest);
        all.add(fallback);
        all.addAll(unserved());
        return all;
    }

    private static List<RestRoute> rest(Org org, Cursors cursors) {
        var versions = new Versions(org);
        var limits = new Limits(org);
        var describes = new Describes(org);
        var replication = new Replication(org);
        var rows = new Rows(org);
        var keyed = new KeyedRows(org, rows);
        var queries = new Queries(org, cursors);
        var tooling = new Tooling(org);
        var search = new Search(org);
        var graphql = new GraphqlQueries(org, cursors);
        return List.of(
                RestRoute.of("GET", "sobjects/{}/describe", 1, describes::object),
                RestRoute.of("GET", "sobjects/{}/updated", 1, replication::updated),
                RestRoute.of("GET", "sobjects/{}/deleted", 1, replication::deleted),
                RestRoute.of("GET", "recent", 1, replication::recent),
                RestRoute.of("GET", "sobjects/{}/{}", 1, rows::retrieve),
                RestRoute.of("POST", "sobjects/{}", 1, rows::create),
                RestRoute.of("POST", "sobjects/{}/{}", 1, rows::createByIdField),
                RestRoute.of("PATCH", "sobjects/{}/{}", 1, rows::update),
                RestRoute.of("DELETE", "sobjects/{}/{}", 1, rows::delete),
                RestRoute.of("GET", "query", 1, queries::query),
                RestRoute.of("GET", "query/{}", 1, queries::more),
                RestRoute.of("GET", "queryAll", 1, queries::queryAll),
                RestRoute.of("GET", "queryAll/{}", 1, queries::more),
                RestRoute.of("GET", "tooling/query", 1, tooling::query),
                RestRoute.of("GET", "tooling/query/{}", 1, tooling::more),
                RestRoute.of("GET", "search", 1, search::search),
                RestRoute.of("GET", "parameterizedSearch", 1, search::parameterized),
                RestRoute.of("POST", "parameterizedSearch", 1, search::parameterized),
                RestRoute.of("POST", "graphql", GraphqlQueries::charge, graphql::run),
                RestRoute.of("PATCH", "sobjects/{}/{}/{}", 1, keyed::patch),
                RestRoute.of("GET", "sobjects/{}/{}/{}", 1, keyed::retrieve),
                RestRoute.of("DELETE", "sobjects/{}/{}/{}", 1, keyed::delete),
                RestRoute.of("GET", "limits", 1, limits::limits),
                RestRoute.of("GET", "limits/recordCount", 1, limits::recordCount),
                RestRoute.of("GET", "sobjects", 1, describes::global),
                RestRoute.of("GET", "sobjects/{}", 1, describes::basics),
                RestRoute.of("GET", "", 1, versions::resources));
    }

    private static List<RestRoute> bulk(Jobs jobs, Cursors cursors) {
        var ingest = new IngestJobs(jobs);
        var query = new QueryJobs(jobs, cursors);
        return List.of(
                RestRoute.of("POST", "jobs/ingest", 1, ingest::create),
                RestRoute.of("GET", "jobs/ingest", 1, ingest::list),
                RestRoute.of("GET", "jobs/ingest/{}", 1, ingest::get),
                RestRoute.of("PATCH", "jobs/ingest/{}", 1, ingest::change),
                RestRoute.of("DELETE", "jobs/ingest/{}", 1, ingest::delete),
                RestRoute.of("PUT", "jobs/ingest/{}/batches", 1, ingest::upload),
                RestRoute.of("GET", "jobs/ingest/{}/successfulResults", 1, ingest::successful),
                RestRoute.of("GET", "jobs/ingest/{}/failedResults", 1, ingest::failed),
                RestRoute.of("GET", "jobs/ingest/{}/unprocessedrecords", 1, ingest::unprocessed),
                RestRoute.of("POST", "jobs/query", 1, query::create),
                RestRoute.of("GET", "jobs/query", 1, query::list),
                RestRoute.of("GET", "jobs/query/{}", 1, query::get),
                RestRoute.of("PATCH", "jobs/query/{}", 1, query::change),
                RestRoute.of("DELETE", "jobs/query/{}", 1, query::delete),
                RestRoute.of("GET", "jobs/query/{}/results", 1, query::results),
                RestRoute.of("GET", "jobs/query/{}/resultPages", 1, query::resultPages));
    }

    private static List<Handler> unserved() {
        return List.of(
                new UnservedRoute(
                        "services/soap/m/", ApiFamily.METADATA, "SOAP", 1, "The Metadata API"),
                new UnservedRoute(
                        "services/soap/", ApiFamily.APEX_SOAP, "SOAP", 1, "Any other SOAP API"),
                new UnservedRoute(
                        "services/apexrest/", ApiFamily.APEX_REST, "ApexREST", 1, "Apex REST"),
                new UnservedRoute("cometd/", ApiFamily.EVENTS, "", 0, "The streaming API"),
                new UnservedRoute(
                        "services/oauth2/", ApiFamily.LOGIN, "OAuth", 0, "Any other OAuth flow"));
    }
}
