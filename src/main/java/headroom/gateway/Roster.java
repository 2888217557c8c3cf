package headroom.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A set of members with O(1) joining and leaving and no allocation for either. One-owner.
final class Roster<T extends Roster.Member> {
    private final List<T> members = new ArrayList<>();

    /// Remembers its own place; -1 when it is in no roster.
    interface Member {
        int place();

        void place(int index);
    }

    void join(T member) {
        member.place(members.size());
        members.add(member);
    }

    void leave(T member) {
        var place = member.place();
        if (place < 0) {
            return;
        }
        // The last takes the place of the one who leaves, who may be the last himself.
        var last = members.removeLast();
        last.place(place);
        if (place < members.size()) {
            members.set(place, last);
        }
        member.place(-1);
    }

    int size() {
        return members.size();
    }

    /// Visits backwards, so that a visitor may make the visited member leave.
    void forEach(Consumer<T> visitor) {
        for (var i = members.size() - 1; i >= 0; i--) {
            if (i < members.size()) {
                visitor.accept(members.get(i));
            }
        }
    }
}
