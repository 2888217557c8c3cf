package headroom.emulator.graphql;

import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

/// What is wrong with a GraphQL request, as its answer tells it (GraphQL guide, "Status Codes and
/// Error Responses"): with status 200.
final class GraphqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String SYNTAX = "InvalidSyntax";
    static final String VALIDATION = "ValidationError";
    static final String FETCHING = "DataFetchingException";
    static final String NOT_SUPPORTED = "OperationNotSupported";

    private final String type;
    private final transient @Nullable SourceLocation at;

    GraphqlFailure(String type, String message, @Nullable SourceLocation at) {
        super(message, null, false, false);
        this.type = type;
        this.at = at;
    }

    static GraphqlFailure undefined(String field, String type, Selected at) {
        return new GraphqlFailure(
                VALIDATION,
                "Validation error of type FieldUndefined: Field '"
                        + field
                        + "' in type '"
                        + type
                        + "' is undefined",
                at.at());
    }

    static GraphqlFailure invalid(String message, @Nullable SourceLocation at) {
        return new GraphqlFailure(VALIDATION, message, at);
    }

    static GraphqlFailure notServed(String what, @Nullable SourceLocation at) {
        return new GraphqlFailure(
                NOT_SUPPORTED, what + " is not implemented by the Headroom emulator.", at);
    }

    String type() {
        return type;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /// Null where the request has no place to point at.
    @Nullable SourceLocation at() {
        return at;
    }
}
