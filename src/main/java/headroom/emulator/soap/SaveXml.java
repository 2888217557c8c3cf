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
        xml.open("errors");
        problem.fields().forEach(field -> xml.put("fields", field));
        xml.put("message", isUnknown ? "invalid cross reference id" : problem.message());
        xml.put("statusCode", isUnknown ? "INVALID_CROSS_REFERENCE_KEY" : problem.code());
        xml.close("errors");
    }
}
