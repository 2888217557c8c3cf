package headroom.emulator.records;

import java.util.Locale;

/// A field's type, with the SOAP type its values travel as.
public enum FieldType {
    ID("tns:ID"),
    STRING("xsd:string"),
    TEXTAREA("xsd:string"),
    EMAIL("xsd:string"),
    PHONE("xsd:string"),
    URL("xsd:string"),
    PICKLIST("xsd:string"),
    MULTIPICKLIST("xsd:string"),
    COMBOBOX("xsd:string"),
    ENCRYPTEDSTRING("xsd:string"),
    BOOLEAN("xsd:boolean"),
    INT("xsd:int"),
    DOUBLE("xsd:double"),
    CURRENCY("xsd:double"),
    PERCENT("xsd:double"),
    DATE("xsd:date"),
    DATETIME("xsd:dateTime"),
    TIME("xsd:time"),
    REFERENCE("tns:ID"),
    /// A compound of other fields, read-only: its value is an [Address].
    ADDRESS("urn:address"),
    BASE64("xsd:base64Binary");

    private final String soapType;
    private final String word = name().toLowerCase(Locale.ROOT);

    FieldType(String soapType) {
        this.soapType = soapType;
    }

    /// The word in describes.
    public String word() {
        return word;
    }

    public String soapType() {
        return soapType;
    }

    public boolean isText() {
        return soapType.equals("xsd:string");
    }

    public boolean isId() {
        return soapType.equals("tns:ID");
    }

    public boolean isNumber() {
        return soapType.equals("xsd:double") || this == INT;
    }
}
