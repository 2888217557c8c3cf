package headroom.history;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;
import headroom.salesforce.ChargeOptions;
import headroom.salesforce.Classifier;

/// What a logged call was, in the words that passing calls get. Immutable.
final class LogKinds {
    private static final byte[] NO_BODY = {};

    private final Classifier classifier = new Classifier(ChargeOptions.DEFAULTS);

    /// The log names a REST resource by its path below `/services/data`, a SOAP call by its method.
    ///
    /// @param family as the log writes it: `REST`, `SOAP`, `Bulk`
    CallKind kind(String family, String version, String method, String resource, String object) {
        if (family.equalsIgnoreCase("SOAP")) {
            return new CallKind(ApiFamily.SOAP, version, "soap/u", object, resource);
        }
        if (!resource.startsWith("/")) {
            return new CallKind(ApiFamily.OTHER, version, "", object, "");
        }
        var verb = method.isEmpty() ? "GET" : method;
        var target = resource.startsWith("/v") ? "/services/data" + resource : resource;
        var kind = classifier.classify(verb, target, _ -> null, NO_BODY).kind();
        return kind.object().isEmpty() && !object.isEmpty()
                ? new CallKind(
                        kind.family(), kind.version(), kind.resource(), object, kind.operation())
                : kind;
    }
}
