package headroom.salesforce;

import org.jspecify.annotations.Nullable;

/// What the beginning of a SOAP request says, as far as it could be read; empty where it does not.
///
/// Any prefixes, any compression, and a body cut anywhere will do. The password of a login is never
/// kept.
///
/// @param operation the method: the first element of the body
/// @param callOptionsClient the name the client gives itself
/// @param username of a login
/// @param sessionId a secret, which `toString` leaves out
/// @param objectType the first sObject type named
/// @param debugging whether a `DebuggingHeader` came
public record SoapPeek(
        String operation,
        String callOptionsClient,
        String username,
        String sessionId,
        String objectType,
        boolean debugging) {
    private static final int XML_BYTES_MAX = 32 * 1024;
    private static final SoapPeek NOTHING = new SoapPeek("", "", "", "", "", false);

    /// Reads what is there; never throws.
    public static SoapPeek parse(byte[] body, @Nullable String contentEncoding) {
        var xml = Unzip.head(body, contentEncoding, XML_BYTES_MAX);
        return xml.length == 0 ? NOTHING : new Reading(XmlCursor.open(xml)).read();
    }

    @Override
    public String toString() {
        var session = sessionId.isEmpty() ? "none" : "present";
        return "SoapPeek[operation=%s, client=%s, object=%s, session %s]"
                .formatted(operation, callOptionsClient, objectType, session);
    }

    /// The reading itself: first the header's children, then the body's first child.
    private static final class Reading {
        private final XmlCursor cursor;
        private String operation = "";
        private String client = "";
        private String username = "";
        private String sessionId = "";
        private String objectType = "";
        private boolean debugging;

        Reading(XmlCursor cursor) {
            this.cursor = cursor;
        }

        SoapPeek read() {
            if (cursor.next() && cursor.isStart("Envelope")) {
                while (cursor.next()) {
                    if (cursor.isStart("Header") && cursor.depth() == 2) {
                        header();
                    } else if (cursor.isStart("Body") && cursor.depth() == 2) {
                        body();
                        break;
                    }
                }
            }
            return new SoapPeek(operation, client, username, sessionId, objectType, debugging);
        }

        private void header() {
            while (cursor.next() && cursor.depth() > 1) {
                if (cursor.isStart("DebuggingHeader") && cursor.depth() == 3) {
                    debugging = true;
                } else if (cursor.isEnd("client")) {
                    client = cursor.text();
                } else if (cursor.isEnd("sessionId")) {
                    sessionId = cursor.text();
                }
            }
        }

        private void body() {
            if (!cursor.next() || !cursor.isStart()) {
                return;
            }
            operation = cursor.name();
            while (cursor.next() && cursor.depth() > 2) {
                if (cursor.isStart()) {
                    typeOfAttribute();
                } else {
                    leaf();
                }
                if (!objectType.isEmpty()) {
                    return;
                }
            }
        }

        /// The enterprise WSDL names the object by `xsi:type`.
        private void typeOfAttribute() {
            var type = cursor.attribute("type");
            if (type != null && isRecord(cursor.name())) {
                var name = ApiNames.name(type);
                objectType = name.equalsIgnoreCase("sObject") ? "" : name;
            }
        }

        private void leaf() {
            switch (cursor.name()) {
                case "username" -> username = cursor.text();
                case "type", "sObjectType", "sobjectType", "sObjectTypeEntityType" ->
                        objectType = ApiNames.name(cursor.text());
                case "queryString" -> objectType = Soql.object(cursor.text());
                default -> {}
            }
        }

        private static boolean isRecord(String element) {
            return switch (element) {
                case "sObjects", "sObject", "sobjects", "records", "masterRecord" -> true;
                default -> false;
            };
        }
    }
}
