package headroom.cli.demo;

import java.util.List;
import java.util.SplittableRandom;

/// The kinds of call a persona makes, as its org's usage log names them; the first is the most
/// frequent.
record Habit(List<Asked> kinds) {

    /// One kind of call.
    record Asked(String family, String method, String resource, String object) {
        static Asked rest(String method, String resource, String object) {
            return new Asked("REST", method, "/v66.0/" + resource, object);
        }
    }

    static Habit of(Persona persona) {
        return switch (persona.name()) {
            case "erp-nightly" ->
                    new Habit(
                            List.of(
                                    new Asked("SOAP", "", "update", "Account"),
                                    new Asked("SOAP", "", "query", "Account")));
            case "marketing-automation" ->
                    new Habit(
                            List.of(
                                    Asked.rest("PATCH", "sobjects/Lead", "Lead"),
                                    Asked.rest("GET", "sobjects/Lead", "Lead"),
                                    Asked.rest("POST", "sobjects/Lead", "Lead")));
            case "support-portal" ->
                    new Habit(
                            List.of(
                                    Asked.rest("GET", "query", "Case"),
                                    Asked.rest("POST", "sobjects/Case", "Case"),
                                    Asked.rest("PATCH", "sobjects/Case", "Case")));
            case "bi-extract" -> new Habit(List.of(Asked.rest("GET", "query", "")));
            case "warehouse-events" ->
                    new Habit(List.of(Asked.rest("PATCH", "sobjects/Shipment__c", "Shipment__c")));
            default -> new Habit(List.of(Asked.rest("GET", "query", "Case")));
        };
    }

    /// Two in three are of the first kind, and so on down the list.
    Asked pick(SplittableRandom random) {
        for (var kind : kinds) {
            if (random.nextInt(3) < 2) {
                return kind;
            }
        }
        return kinds.getFirst();
    }
}
