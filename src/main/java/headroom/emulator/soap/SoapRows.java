package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Values;
import headroom.emulator.soap.PartnerApi.SoapCall;
import headroom.emulator.soql.Projection;
import headroom.salesforce.RecordId;

/// Reads rows by their ids over SOAP.
final class SoapRows {
    private static final int RETRIEVE_MAX = 2_000;

    private final Org org;

    SoapRows(Org org) {
        this.org = org;
    }

    /// The object an operation is about, as far as its first record tells.
    static String objectOf(XmlNode operation) {
        var record = operation.child("sObjects");
        if (record != null) {
            return record.text("type").strip();
        }
        var type = operation.child("sObjectType");
        return type == null ? "" : type.text().strip();
    }

    String retrieve(SoapCall call) {
        refuseEnterprise(call);
        var type = type(org, call.arguments().text("sObjectType").strip());
        var ids = call.arguments().children("ids");
        refuseMany(ids.size(), RETRIEVE_MAX);
        var projection = projection(type, call.arguments().text("fieldList"));
        var rows = new RowXml(org.store());
        var xml = new XmlText().open("retrieveResponse");
        for (var id : ids) {
            if (RecordId.find(id.text().strip()).isEmpty()) {
                throw new ApiFailure(500, "MALFORMED_ID", "malformed id " + id.text().strip());
            }
            var row = org.store().table(type).find(Values.fullId(id.text().strip()));
            if (row == null || row.isDeleted()) {
                xml.nil("result");
            } else {
                rows.write(xml, "result", row, projection);
            }
        }
        return xml.close("retrieveResponse").toString();
    }

    private static Projection projection(ObjectType type, String fieldList) {
        var projection = Projection.of(type);
        for (var name : fieldList.split(",", 1_000)) {
            var place = type.place(name.strip());
            if (place < 0) {
                throw new ApiFailure(
                        500,
                        "INVALID_FIELD",
                        "No such column '" + name.strip() + "' on entity '" + type.name() + "'");
            }
            projection.add(place);
        }
        return projection;
    }

    static ObjectType type(Org org, String name) {
        var type = org.store().schema().find(name);
        if (type == null) {
            throw new ApiFailure(
                    500, "INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    static void refuseEnterprise(SoapCall call) {
        if (call.envelope().enterprise()) {
            throw ApiFailure.notServed("The enterprise WSDL beyond login");
        }
    }

    static void refuseMany(int count, int most) {
        if (count > most) {
            throw new ApiFailure(
                    500,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than "
                            + most
                            + " records into this call");
        }
    }
}
