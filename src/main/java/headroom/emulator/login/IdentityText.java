package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.soap.XmlText;

import tools.jackson.core.JsonGenerator;

import java.util.Map;

/// An identity as JSON or, where `format=xml` or `Accept` ask for it, as XML.
///
/// Values are texts, numbers, booleans, maps of these, or [#NOTHING].
final class IdentityText {
    static final Object NOTHING = new Object();

    private IdentityText() {}

    static Answer answer(Call call, Map<String, Object> values) {
        var format = call.parameter("format");
        var isXml =
                format.isEmpty()
                        ? call.header("Accept").startsWith("application/xml")
                        : format.equals("xml");
        if (!isXml) {
            return Answer.json(200, Json.write(json -> write(json, values)));
        }
        var xml = new XmlText();
        xml.open("user", "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        write(xml, values);
        xml.close("user");
        return Answer.of(
                200,
                "application/xml;charset=UTF-8",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }

    private static void write(JsonGenerator json, Map<?, ?> values) {
        json.writeStartObject();
        values.forEach((key, value) -> {
            json.writeName(String.valueOf(key));
            switch (value) {
                case Map<?, ?> inner -> write(json, inner);
                case Boolean flag -> json.writeBoolean(flag);
                case Integer number -> json.writeNumber(number);
                case String text -> json.writeString(text);
                default -> json.writeNull();
            }
        });
        json.writeEndObject();
    }

    private static void write(XmlText xml, Map<?, ?> values) {
        values.forEach((key, value) -> {
            var name = String.valueOf(key);
            switch (value) {
                case Map<?, ?> inner -> {
                    xml.open(name);
                    write(xml, inner);
                    xml.close(name);
                }
                case String text -> xml.put(name, text);
                case Boolean _, Integer _ -> xml.put(name, String.valueOf(value));
                default -> xml.nil(name);
            }
        });
    }
}
