package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Call;
import headroom.emulator.soql.Soql.FieldsItem;
import headroom.emulator.soql.Soql.Item;
import headroom.emulator.soql.Soql.Name;
import headroom.emulator.soql.Soql.Path;
import headroom.emulator.soql.Soql.Shown;
import headroom.emulator.soql.Soql.Subquery;
import headroom.emulator.soql.Soql.TypeOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Binds a select list to the schema, as the projection that its rows are shown by.
record Selection(Store store, Soql soql, ObjectType type, Season season, boolean includeDeleted) {
    private static final int FIELDS_LIMIT_MAX = 200;
    private static final int CHILD_LEVELS_MAX = 4;

    Projection projection(int level) {
        var projection = new Projection(type, false);
        for (var item : soql.select()) {
            add(projection, item, level);
        }
        return projection;
    }

    private void add(Projection projection, Item item, int level) {
        switch (item) {
            case Shown shown -> add(projection, shown);
            case FieldsItem fields -> addAll(projection, fields);
            case TypeOf typeOf -> addTypeOf(projection, typeOf);
            case Subquery subquery -> addChildren(projection, subquery.query(), level);
        }
    }

    private void add(Projection projection, Shown shown) {
        switch (shown.value()) {
            case Path path -> {
                if (!shown.alias().isEmpty()) {
                    throw SoqlFailure.malformedAt(
                            soql.text(),
                            path.name(),
                            "only aggregate expressions use field aliasing");
                }
                add(
                        projection,
                        FieldPath.bind(store, soql, type, path.name(), season),
                        path.name());
            }
            case Call call -> addCall(projection, call, shown.alias());
        }
    }

    private void add(Projection projection, FieldPath path, Name name) {
        var at = projection;
        for (var hop : path.hops()) {
            var target = hop.from().field(hop.place()).references().getFirst();
            at = at.branch(hop, store.schema().get(target));
        }
        var place = path.type() == at.type() ? path.place() : -1;
        var leaf =
                place >= 0 || path.place() < 0
                        ? new Projection.Leaf(path.field(), place)
                        : elsewhere(path);
        if (!at.add(leaf)) {
            throw duplicate(name);
        }
    }

    /// A field that the first of several possible types does not have.
    private static Projection.Entry elsewhere(FieldPath path) {
        return new Projection.Computed(
                path.field().name(),
                path.field(),
                row -> FieldPath.read(row, path.type(), path.place(), path.field()));
    }

    private ApiFailure duplicate(Name name) {
        return SoqlFailure.badCriterion(
                soql.text(), name, "duplicate field selected: " + name.text());
    }

    private void addCall(Projection projection, Call call, String alias) {
        if (call.isCountOfRows()) {
            return;
        }
        if (DateFunction.find(call.function()).isPresent()) {
            throw SoqlFailure.ungrouped(soql.text(), call.name());
        }
        var operand = new Operands(store, soql, type, season).of(call);
        var name = alias.isEmpty() ? operand.field().name() : alias;
        var shown = new Projection.Computed(name, operand.field(), operand.reader());
        if (!projection.add(shown)) {
            throw duplicate(call.name());
        }
    }

    private void addAll(Projection projection, FieldsItem fields) {
        if (!fields.which().equals("STANDARD")
                && (soql.limit() < 0 || soql.limit() > FIELDS_LIMIT_MAX)) {
            throw SoqlFailure.malformed(
                    "The SOQL FIELDS function must have a LIMIT of at most " + FIELDS_LIMIT_MAX);
        }
        for (var place = 0; place < type.fields().size(); place++) {
            var custom = type.field(place).isCustom();
            var chosen = fields.which().equals("ALL") || custom == fields.which().equals("CUSTOM");
            if (chosen && season.viewer().sees(type, place) && !projection.add(place)) {
                throw new ApiFailure(
                        400,
                        "INVALID_FIELD",
                        "duplicate field selected: " + type.field(place).name());
            }
        }
    }

    private void addTypeOf(Projection projection, TypeOf typeOf) {
        var place = type.relationshipPlace(typeOf.path().text());
        if (place < 0) {
            throw SoqlFailure.noSuchRelationship(soql.text(), typeOf.path(), typeOf.path().text());
        }
        var field = type.field(place);
        if (field.references().size() < 2) {
            throw SoqlFailure.malformedAt(
                    soql.text(), typeOf.path(), "TYPEOF is for polymorphic relationships only");
        }
        var whens = new LinkedHashMap<ObjectType, Projection>();
        for (var when : typeOf.whens()) {
            var target = store.schema().find(when.type().text());
            if (target == null
                    || !season.viewer().sees(target)
                    || !field.references().contains(target.name())) {
                throw SoqlFailure.noSuchType(soql.text(), when.type());
            }
            whens.put(target, shown(target, when.fields()));
        }
        Optional<Projection> otherwise = Optional.empty();
        if (!typeOf.otherwise().isEmpty()) {
            var named = new Projection(store.schema().get(field.references().getFirst()), true);
            for (var name : typeOf.otherwise()) {
                var through =
                        new Name(
                                typeOf.path().text() + "." + name.text(),
                                name.row(),
                                name.column());
                var path = FieldPath.bind(store, soql, type, through, season);
                named.add(
                        path.type() == named.type() || path.place() < 0
                                ? new Projection.Leaf(path.field(), path.place())
                                : elsewhere(path));
            }
            otherwise = Optional.of(named);
        }
        projection.add(new Projection.TypeOf(field.relationship(), place, whens, otherwise));
    }

    private Projection shown(ObjectType target, List<Name> names) {
        var shown = new Projection(target, false);
        var fields = new Selection(store, soql, target, season, includeDeleted);
        for (var name : names) {
            fields.add(shown, FieldPath.bind(store, soql, target, name, season), name);
        }
        return shown;
    }

    private void addChildren(Projection projection, Soql inner, int level) {
        if (level > CHILD_LEVELS_MAX) {
            throw SoqlFailure.malformedAt(
                    soql.text(),
                    inner.from(),
                    "SOQL statements cannot query aggregate relationships more than "
                            + (CHILD_LEVELS_MAX + 1)
                            + " levels away from the root entity object");
        }
        var names = inner.from().text().split("\\.", -1);
        var relationship = names[names.length - 1];
        var found = ChildRelationships.find(store.schema(), type, relationship);
        if (found.isEmpty() || !season.viewer().sees(found.get().type())) {
            throw SoqlFailure.noSuchChildren(soql.text(), inner.from(), relationship);
        }
        var child = found.get();
        var query = Query.ofChildren(store, inner, child.type(), includeDeleted, season, level + 1);
        if (!projection.add(new Projection.Children(child.name(), query, child.reference()))) {
            throw duplicate(inner.from());
        }
    }
}
