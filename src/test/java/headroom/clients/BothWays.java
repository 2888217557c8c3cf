package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.EmulatorOptions;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.laws.World;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Runs the same work at an org of its own twice: direct, and through a gateway whose books must
/// then agree with the org's.
final class BothWays {
    static final String USER = "erp-nightly@acme.test";
    private static final String USER_ID = "005Hr0000000001";
    static final String PASSWORD = "secret";
    static final String APP = "erp-nightly-key";
    static final String APP_SECRET = "s";

    /// An object with an external id, as every org has some.
    static final ObjectType ORDER_LINE =
            ObjectType.custom(
                    "Order_Line__c",
                    "a02",
                    List.of(
                            Field.text("Number__c", "Number", 20)
                                    .with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE)));

    private BothWays() {}

    /// What a client does at that place, and what it was told, in words that name no place.
    @FunctionalInterface
    interface Work {
        void at(Place place, List<String> said) throws Exception;
    }

    /// Where a client points, and the org behind it.
    record Place(String url, World world) {
        /// Ends a session at the org itself, past any gateway.
        void endSession(String token) throws Exception {
            var url =
                    world.org.url()
                            + "/services/oauth2/revoke?token="
                            + URLEncoder.encode(token, StandardCharsets.UTF_8);
            var request = HttpRequest.newBuilder(URI.create(url)).build();
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }

        long calls() {
            return world.org.books().totalCalls();
        }
    }

    /// The words of both runs, which are the same.
    static List<String> same(Work work) throws Exception {
        return same(UnaryOperator.identity(), work);
    }

    static List<String> same(UnaryOperator<EmulatorOptions> change, Work work) throws Exception {
        UnaryOperator<EmulatorOptions> all =
                options -> change.apply(options.withObjects(List.of(ORDER_LINE)));
        var direct = new ArrayList<String>();
        try (var world = World.start(all)) {
            run(work, new Place(world.org.url(), world), direct);
        }
        var through = new ArrayList<String>();
        try (var world = World.start(all)) {
            run(work, new Place(world.url(), world), through);
            world.drain();
            assertThat(world.differences()).as("calls on which the books differ").isEmpty();
            assertThat(named(world.ledgerByUser()))
                    .as("charges by user")
                    .isEqualTo(world.orgByUser());
        }
        assertThat(through).as("through the gateway").isEqualTo(direct);
        return direct;
    }

    private static void run(Work work, Place place, List<String> said) {
        try {
            work.at(place, said);
        } catch (Exception e) {
            var calls =
                    place.world().org.books().calls().stream()
                            .map(call -> call.resource() + " " + call.status())
                            .toList();
            throw new AssertionError("after " + said + " and " + calls, e);
        }
    }

    /// Some flows name no user but their id, which is all that a gateway then knows.
    private static Map<String, Long> named(Map<String, Long> byUser) {
        var named = new TreeMap<String, Long>();
        byUser.forEach(
                (user, spent) -> named.merge(user.equals(USER_ID) ? USER : user, spent, Long::sum));
        return named;
    }
}
