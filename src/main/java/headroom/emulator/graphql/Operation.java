package headroom.emulator.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FloatValue;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The operation a request asks to run: parsed, with its fragments and variables at hand. One
/// owner.
final class Operation {
    private static final int DEPTH_MAX = 50;

    private final OperationDefinition definition;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, @Nullable Object> variables;

    private Operation(
            OperationDefinition definition,
            Map<String, FragmentDefinition> fragments,
            Map<String, @Nullable Object> variables) {
        this.definition = definition;
        this.fragments = fragments;
        this.variables = variables;
    }

    /// A word of a schema's enumeration, such as `ASC` or `TODAY`.
    record Word(String text) {}

    /// Reads `{"query": …, "variables": …, "operationName": …}`.
    static Operation read(JsonNode body) {
        var text = body.path("query");
        if (!text.isString() || text.stringValue().isBlank()) {
            throw new GraphqlFailure(
                    GraphqlFailure.SYNTAX, "Invalid syntax: a query is required", null);
        }
        var document = parse(text.stringValue());
        var fragments = new HashMap<String, FragmentDefinition>();
        for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            fragments.put(fragment.getName(), fragment);
        }
        var definition = definition(document, body.path("operationName").asString(""));
        return new Operation(definition, fragments, variables(definition, body));
    }

    private static Document parse(String text) {
        try {
            return Parser.parse(text);
        } catch (InvalidSyntaxException e) {
            throw new GraphqlFailure(
                    GraphqlFailure.SYNTAX, String.valueOf(e.getMessage()), e.getLocation());
        }
    }

    private static OperationDefinition definition(Document document, String name) {
        var all = document.getDefinitionsOfType(OperationDefinition.class);
        for (var one : all) {
            if (name.isEmpty() ? all.size() == 1 : name.equals(one.getName())) {
                return one;
            }
        }
        throw new GraphqlFailure(
                GraphqlFailure.NOT_SUPPORTED,
                all.isEmpty()
                        ? "The document has no operation."
                        : "Must provide operation name if query contains multiple operations.",
                null);
    }

    private static Map<String, @Nullable Object> variables(
            OperationDefinition definition, JsonNode body) {
        var given = body.path("variables");
        var variables = new HashMap<String, @Nullable Object>();
        for (var variable : definition.getVariableDefinitions()) {
            var node = given.get(variable.getName());
            if (node != null) {
                variables.put(variable.getName(), plain(node));
            } else if (variable.getDefaultValue() != null) {
                var nothing = new Operation(definition, Map.of(), Map.of());
                variables.put(variable.getName(), nothing.value(variable.getDefaultValue()));
            }
        }
        return variables;
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING, BINARY, POJO -> null;
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.decimalValue();
            case STRING -> node.stringValue();
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                node.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                node.properties().forEach(it -> map.put(it.getKey(), plain(it.getValue())));
                yield map;
            }
        };
    }

    boolean isQuery() {
        return definition.getOperation() == OperationDefinition.Operation.QUERY;
    }

    /// The fields at the top.
    List<Selected> top() {
        return fields(List.of(definition.getSelectionSet()), "Query");
    }

    /// The fields of a selection, fragments spread out, equal keys joined.
    ///
    /// @param type the name of the type they are asked of, which fragments may be limited to
    List<Selected> fields(List<SelectionSet> sets, String type) {
        var found = new LinkedHashMap<String, Selected>();
        for (var set : sets) {
            collect(set, type, found, 0);
        }
        return List.copyOf(found.values());
    }

    private void collect(SelectionSet set, String type, Map<String, Selected> found, int depth) {
        if (depth > DEPTH_MAX) {
            throw GraphqlFailure.invalid(
                    "Fragments are nested too deeply", set.getSourceLocation());
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field when isWanted(field) -> put(field, found);
                case InlineFragment inline when isWanted(inline) -> {
                    var on = inline.getTypeCondition();
                    if (on == null || on.getName().equalsIgnoreCase(type)) {
                        collect(inline.getSelectionSet(), type, found, depth + 1);
                    }
                }
                case FragmentSpread spread when isWanted(spread) -> {
                    var fragment = fragments.get(spread.getName());
                    if (fragment == null) {
                        throw GraphqlFailure.invalid(
                                "Validation error of type UndefinedFragment: Undefined fragment '"
                                        + spread.getName()
                                        + "'",
                                spread.getSourceLocation());
                    }
                    if (fragment.getTypeCondition().getName().equalsIgnoreCase(type)) {
                        collect(fragment.getSelectionSet(), type, found, depth + 1);
                    }
                }
                default -> {}
            }
        }
    }

    private static void put(Field field, Map<String, Selected> found) {
        var key = field.getResultKey();
        var known = found.get(key);
        var sets = new ArrayList<SelectionSet>();
        if (known != null) {
            sets.addAll(known.sets());
        }
        if (field.getSelectionSet() != null) {
            sets.add(field.getSelectionSet());
        }
        found.put(
                key,
                new Selected(
                        key,
                        field.getName(),
                        field.getArguments(),
                        List.copyOf(sets),
                        field.getSourceLocation()));
    }

    private boolean isWanted(DirectivesContainer<?> node) {
        for (var directive : node.getDirectives()) {
            var condition = condition(directive);
            if ((directive.getName().equals("skip") && condition)
                    || (directive.getName().equals("include") && !condition)) {
                return false;
            }
        }
        return true;
    }

    private boolean condition(Directive directive) {
        var argument = directive.getArgument("if");
        return argument != null && Boolean.TRUE.equals(value(argument.getValue()));
    }

    /// The field's arguments as plain values.
    Map<String, @Nullable Object> arguments(Selected field) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var argument : field.arguments()) {
            values.put(argument.getName(), value(argument.getValue()));
        }
        return values;
    }

    private @Nullable Object value(Value<?> value) {
        return switch (value) {
            case NullValue _ -> null;
            case StringValue text -> text.getValue();
            case BooleanValue flag -> flag.isValue();
            case IntValue number -> new java.math.BigDecimal(number.getValue());
            case FloatValue number -> number.getValue();
            case EnumValue word -> new Word(word.getName());
            case VariableReference variable -> variable(variable);
            case ArrayValue array -> {
                var list = new ArrayList<@Nullable Object>();
                array.getValues().forEach(item -> list.add(value(item)));
                yield list;
            }
            case ObjectValue object -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                object.getObjectFields().forEach(it -> map.put(it.getName(), value(it.getValue())));
                yield map;
            }
            default -> throw GraphqlFailure.invalid("Unknown value", value.getSourceLocation());
        };
    }

    private @Nullable Object variable(VariableReference variable) {
        var name = variable.getName();
        var isDeclared =
                definition.getVariableDefinitions().stream()
                        .anyMatch(it -> it.getName().equals(name));
        if (!isDeclared) {
            throw GraphqlFailure.invalid(
                    "Validation error of type UndefinedVariable: Undefined variable '" + name + "'",
                    variable.getSourceLocation());
        }
        return variables.get(name);
    }
}
