package headroom.emulator.graphql;

import headroom.emulator.records.Field;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;

/// A field's value in JSON, and the name of its GraphQL type.
final class FieldJson {
    private FieldJson() {}

    static void write(JsonGenerator json, Field field, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Instant at -> json.writeString(Values.soapTime(at));
            default -> json.writeString(String.valueOf(value));
        }
    }

    static String typeName(Field field) {
        return switch (field.type()) {
            case ID, REFERENCE -> "IDValue";
            case STRING -> "StringValue";
            case TEXTAREA -> field.length() > 255 ? "LongTextAreaValue" : "TextAreaValue";
            case EMAIL -> "EmailValue";
            case PHONE -> "PhoneNumberValue";
            case URL -> "UrlValue";
            case PICKLIST -> "PicklistValue";
            case BOOLEAN -> "BooleanValue";
            case INT -> "IntValue";
            case DOUBLE -> "DoubleValue";
            case CURRENCY -> "CurrencyValue";
            case PERCENT -> "PercentValue";
            case DATE -> "DateValue";
            case DATETIME -> "DateTimeValue";
            case MULTIPICKLIST -> "MultiPicklistValue";
            case COMBOBOX -> "ComboboxValue";
            case ENCRYPTEDSTRING -> "EncryptedStringValue";
            case TIME -> "TimeValue";
            case ADDRESS -> "AddressValue";
            case BASE64 -> "Base64Value";
        };
    }
}
