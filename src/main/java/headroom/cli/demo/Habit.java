package headroom.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The kinds of call a persona makes, as its org's usage log names them: the same that it makes in
/// the demo itself, about as often. Immutable.
record Habit(List<Asked> kinds, int weights) {
    /// Rows that a persona has to do with: few enough to keep their names.
    private static final int ROWS = 400;

    private static final Map<String, Habit> ALL =
            Map.of(
                    "erp-nightly",
                    of(soap(5, "update", "Account"), soap(1, "query", "Account")),
                    "marketing-automation",
                    of(
                            rest(7, "PATCH", rows("Lead/00QHr00000"), "Lead"),
                            rest(4, "GET", rows("Lead/00QHr00000"), "Lead"),
                            rest(1, "POST", List.of("sobjects/Lead"), "Lead")),
                    "support-portal",
                    of(
                            rest(21, "GET", List.of("query"), "Case"),
                            rest(7, "PATCH", rows("Case/500Hr00000"), "Case"),
                            rest(4, "POST", List.of("sobjects/Case"), "Case")),
                    "bi-extract",
                    of(
                            rest(9, "GET", pages(), "Shipment__c"),
                            rest(1, "GET", List.of("query"), "Shipment__c")),
                    "warehouse-events",
                    of(rest(1, "PATCH", rows("Shipment__c/Number__c/S-"), "Shipment__c")));

    private static final Habit ELSE = of(rest(1, "GET", List.of("query"), "Case"));

    /// One kind of call.
    ///
    /// @param weight how often, against the others of its habit
    /// @param resources one of which it asks for
    record Asked(int weight, String family, String method, List<String> resources, String object) {
        String resource(SplittableRandom random) {
            return resources.get(random.nextInt(resources.size()));
        }
    }

    static Habit of(Persona persona) {
        return ALL.getOrDefault(persona.name(), ELSE);
    }

    Asked pick(SplittableRandom random) {
        var left = random.nextInt(weights);
        for (var kind : kinds) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        return kinds.getFirst();
    }

    private static Habit of(Asked... kinds) {
        return new Habit(List.of(kinds), List.of(kinds).stream().mapToInt(Asked::weight).sum());
    }

    private static Asked soap(int weight, String method, String object) {
        return new Asked(weight, "SOAP", "", List.of(method), object);
    }

    private static Asked rest(int weight, String method, List<String> paths, String object) {
        var resources = new ArrayList<String>();
        paths.forEach(path -> resources.add("/v66.0/" + path));
        return new Asked(weight, "REST", method, List.copyOf(resources), object);
    }

    private static List<String> rows(String begin) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "sobjects/" + begin + "%05d".formatted(10_000 + row))
                .toList();
    }

    /// Of 200 rows each.
    private static List<String> pages() {
        return IntStream.range(1, 10)
                .mapToObj(page -> "query/01gHr0000012345AAA-" + page * 200)
                .toList();
    }
}
