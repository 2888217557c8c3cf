/// What Salesforce says and means: API families, charges, limits, headers, errors, editions, ids.
///
/// Text in, values out. The room does no I/O, keeps no state and reads no clock.
@NullMarked
package headroom.salesforce;

import org.jspecify.annotations.NullMarked;
