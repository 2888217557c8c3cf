package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A route below `/services/data/vXX.X`: a method, a path with open places, a charge.
///
/// Words in the path match in any case; `{}` takes any one segment.
public record RestRoute(String method, List<String> path, Charge charge, Endpoint endpoint)
        implements Handler {
    private static final int ROOT_SEGMENTS = 3;
    private static final String OPEN = "{}";

    /// Answers a call of this route.
    @FunctionalInterface
    public interface Endpoint {
        Answer serve(RestCall call);
    }

    /// What a call of this route costs, where that depends on its body.
    @FunctionalInterface
    public interface Charge {
        int of(Call call);
    }

    public RestRoute {
        path = List.copyOf(path);
    }

    /// A route for one method.
    ///
    /// @param path such as `sobjects/{}/describe`; empty for the version itself
    public static RestRoute of(String method, String path, int charge, Endpoint endpoint) {
        return of(method, path, _ -> charge, endpoint);
    }

    /// The same, for calls of different charges.
    public static RestRoute of(String method, String path, Charge charge, Endpoint endpoint) {
        return new RestRoute(
                method, path.isEmpty() ? List.of() : List.of(path.split("/")), charge, endpoint);
    }

    @Override
    public Optional<Work> open(Call call) {
        if (!call.method().equals(method)) {
            return Optional.empty();
        }
        var plain = FormatSuffix.without(call);
        return matches(plain) ? Optional.of(new Opened(plain)) : Optional.empty();
    }

    @Override
    public List<String> serves() {
        return List.of(method + " " + (path.isEmpty() ? "/" : String.join("/", path)));
    }

    boolean begins(String word) {
        return !path.isEmpty() && path.getFirst().equalsIgnoreCase(word);
    }

    /// Whether the path is this route's, whatever the method.
    boolean matches(Call call) {
        var segments = call.target().segments();
        if (segments.size() != ROOT_SEGMENTS + path.size() || !isData(call)) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            var word = path.get(i);
            if (!word.equals(OPEN) && !word.equalsIgnoreCase(segments.get(ROOT_SEGMENTS + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isData(Call call) {
        return call.segment(0).equals("services")
                && call.segment(1).equals("data")
                && ApiVersions.parse(call.segment(2)).filter(ApiVersions::isServed).isPresent();
    }

    private final class Opened extends RestWork {
        Opened(Call call) {
            super(call, Work.Access.SESSION, charge.of(call));
        }

        @Override
        public Answer run(Session session) {
            var names = new ArrayList<String>();
            for (var i = 0; i < path.size(); i++) {
                if (path.get(i).equals(OPEN)) {
                    names.add(call().segment(ROOT_SEGMENTS + i));
                }
            }
            return endpoint.serve(new RestCall(call(), session, names));
        }
    }
}
