package headroom.emulator.soql;

import org.jspecify.annotations.Nullable;

/// From the first key to before the second, or the first key alone; nothing if there is no first.
record Range(@Nullable Object from, @Nullable Object before) {

    /// Where a key lies as seen from a range.
    enum Side {
        BEFORE,
        WITHIN,
        AFTER,
        NOWHERE
    }

    Side side(@Nullable Object key) {
        if (key == null || from == null) {
            return Side.NOWHERE;
        }
        if (Operand.order(key, from) < 0) {
            return Side.BEFORE;
        }
        var within =
                before == null ? Operand.order(key, from) == 0 : Operand.order(key, before) < 0;
        return within ? Side.WITHIN : Side.AFTER;
    }

    boolean holds(@Nullable Object key) {
        return side(key) == Side.WITHIN;
    }
}
