package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Target;
import headroom.emulator.call.Work;
import headroom.salesforce.HeaderSource;

import java.util.List;

/// Calls inside a call: what composite resources ask of the org with the session they came with.
///
/// A subrequest costs nothing of its own and is not logged; Salesforce logs only the parent.
public final class SubCalls {
    private List<Handler> routes = List.of();

    /// Says where subrequests go: the resources of REST, this one's users among them.
    public void serve(List<Handler> all) {
        routes = List.copyOf(all);
    }

    /// Answers one subrequest as a call of its own would be answered.
    ///
    /// @param url absolute from `/services`, as subrequests give it
    public Answer perform(
            RestCall parent, String method, String url, HeaderSource headers, byte[] body) {
        var outer = parent.call();
        var call =
                new Call(
                        outer.requestId(),
                        outer.at(),
                        method,
                        Target.parse(url),
                        headers,
                        body,
                        outer.baseUrl(),
                        outer.clientIp());
        for (var route : routes) {
            var work = route.open(call);
            if (work.isPresent()) {
                return run(work.get(), parent);
            }
        }
        throw ApiFailure.notFound();
    }

    private static Answer run(Work work, RestCall parent) {
        try {
            return work.run(parent.session());
        } catch (ApiFailure failure) {
            return work.refuse(failure);
        }
    }
}
