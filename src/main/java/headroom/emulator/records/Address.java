package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The value of a compound address field: its parts by the names answers use, in their order.
///
/// Immutable; made when it is read, from the fields that hold the parts.
public record Address(Map<String, @Nullable Object> parts) {
    private static final String[] NAMES = {
        "City",
        "Country",
        "GeocodeAccuracy",
        "Latitude",
        "Longitude",
        "PostalCode",
        "State",
        "Street"
    };

    /// The address in that row, or null while all its parts are.
    static @Nullable Address of(ObjectType type, String field, Row row) {
        var prefix = field.substring(0, field.length() - "Address".length());
        var parts = new LinkedHashMap<String, @Nullable Object>();
        var isEmpty = true;
        for (var name : NAMES) {
            var place = type.place(prefix + name);
            var value = place < 0 ? null : row.value(place);
            parts.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value);
            isEmpty &= value == null;
        }
        return isEmpty ? null : new Address(parts);
    }
}
