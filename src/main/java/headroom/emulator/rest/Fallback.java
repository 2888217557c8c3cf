package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What no REST route took: a wrong version, a wrong method, a resource not served, or nothing at
/// all.
public final class Fallback implements Handler {
    /// Resources of the real API that this emulator does not serve.
    private static final Set<String> NOT_SERVED =
            Set.of(
                    "actions",
                    "analytics",
                    "appmenu",
                    "async-queries",
                    "chatter",
                    "commerce",
                    "connect",
                    "consent",
                    "domino",
                    "eclair",
                    "event",
                    "folders",
                    "jobs",
                    "knowledgemanagement",
                    "licensing",
                    "localizedvalue",
                    "metadata",
                    "parameterizedsearch",
                    "process",
                    "quickactions",
                    "recent",
                    "search",
                    "smartdatadiscovery",
                    "support",
                    "tabs",
                    "theme",
                    "tooling",
                    "ui-api",
                    "wave");

    private final List<RestRoute> routes;

    public Fallback(List<RestRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public Optional<Work> open(Call call) {
        var isData = call.segment(0).equals("services") && call.segment(1).equals("data");
        return isData ? Optional.of(new Lost(FormatSuffix.without(call))) : Optional.empty();
    }

    @Override
    public List<String> refuses() {
        return NOT_SERVED.stream()
                .filter(word -> routes.stream().noneMatch(route -> route.begins(word)))
                .sorted()
                .toList();
    }

    private final class Lost extends RestWork {
        Lost(Call call) {
            super(
                    call,
                    isPreflight(call) ? Access.OPEN : Access.SESSION,
                    isPreflight(call) ? 0 : 1);
        }

        /// A browser's question before a call; it carries no token and is no call of the API.
        private static boolean isPreflight(Call call) {
            return call.method().equals("OPTIONS");
        }

        @Override
        public Answer run(Session session) {
            refuseVersion();
            var allowed = new TreeSet<String>();
            for (var route : routes) {
                if (route.matches(call())) {
                    allowed.add(route.method());
                    if (route.method().equals("GET")) {
                        allowed.add("HEAD");
                    }
                }
            }
            if (isPreflight(call())) {
                return Answer.empty(200).with("Allow", String.join(",", allowed));
            }
            if (!allowed.isEmpty()) {
                return refuse(
                                new ApiFailure(
                                        405,
                                        "METHOD_NOT_ALLOWED",
                                        "HTTP Method '"
                                                + call().method()
                                                + "' not allowed. Allowed are "
                                                + String.join(",", allowed)))
                        .with("Allow", String.join(",", allowed));
            }
            if (isNotServed()) {
                throw ApiFailure.notServed(call().method() + " " + call().target().path());
            }
            throw ApiFailure.notFound();
        }

        private void refuseVersion() {
            var version = ApiVersions.parse(call().segment(2));
            if (version.isPresent() && version.get() < ApiVersions.FIRST) {
                throw new ApiFailure(
                        410,
                        "UNSUPPORTED_API_VERSION",
                        "The requested API version " + version.get() + ".0 has been retired.");
            }
            if (version.isEmpty() || !ApiVersions.isServed(version.get())) {
                throw ApiFailure.notFound();
            }
        }

        /// A known word of the API, or a deeper part of an object's resources.
        private boolean isNotServed() {
            var word = call().segment(3).toLowerCase(Locale.ROOT);
            return NOT_SERVED.contains(word)
                    || (word.equals("sobjects") && call().target().segments().size() > 5)
                    || (word.equals("limits") && call().target().segments().size() > 4);
        }
    }
}
