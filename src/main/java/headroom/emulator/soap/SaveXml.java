package headroom.emulator.soap;

import headroom.emulator.records.Saved;

import java.util.List;

/// What became of each row, as the WSDL orders it.
final class SaveXml {
    private SaveXml() {}

    static String write(String operation, List<Saved> results) {
        var xml = new XmlText().open(operation + "Response");
        results.forEach(saved -> write(xml, saved, operation.equals("upsert")));
        return xml.close(operation + "Response").toString();
    }

    private static void write(XmlText xml, Saved saved, boolean withCreated) {
        xml.open("result");
        switch (saved) {
            case Saved.Done done -> {
                if (withCreated) {
                    xml.put("created", done.created());
                }
                xml.put("id", done.id()).put("success", true);
            }
            case Saved.Failed failed -> {
                if (withCreated) {
                    xml.put("created", false);
                }
                failed.problems().forEach(problem -> write(xml, problem));
                xml.nil("id").put("success", false);
            }
        }
        xml.close("result");
    }

    private static void write(XmlText xml, Saved.Problem problem) {
        var isUnknown = problem.code().equals("NOT_FOUND");
        var duplicates = problem.duplicates();
        if (duplicates == null) {
            xml.open("errors");
        } else {
            xml.open("errors", "xsi:type=\"DuplicateError\"");
        }
        problem.fields().forEach(field -> xml.put("fields", field));
        xml.put("message", isUnknown ? "invalid cross reference id" : problem.message());
        xml.put("statusCode", isUnknown ? "INVALID_CROSS_REFERENCE_KEY" : problem.code());
        if (duplicates != null) {
            write(xml, duplicates);
        }
        xml.close("errors");
    }

    /// What a duplicate rule found. In the WSDL it extends the error, so it stands behind.
    private static void write(XmlText xml, Saved.Duplicates duplicates) {
        xml.open("duplicateResult").put("allowSave", duplicates.allowSave());
        xml.put("duplicateRule", duplicates.rule());
        xml.put("duplicateRuleEntityType", duplicates.type().name());
        xml.put("errorMessage", duplicates.message());
        xml.open("matchResults").put("entityType", duplicates.type().name());
        xml.put("matchEngine", "ExactMatchEngine");
        for (var id : duplicates.ids()) {
            xml.open("matchRecords").put("matchConfidence", "100.0");
            xml.open("record", "xsi:type=\"sf:sObject\"");
            xml.put("sf:type", duplicates.type().name()).put("sf:Id", id);
            xml.close("record").close("matchRecords");
        }
        xml.put("rule", duplicates.matchingRule()).put("size", duplicates.ids().size());
        xml.put("success", true).close("matchResults").close("duplicateResult");
    }
}
