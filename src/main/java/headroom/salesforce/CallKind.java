package headroom.salesforce;

/// What a call is, without what it is about: no record id, no value, no query text.
///
/// `version` is `66.0` or empty. `resource` is a template of a bounded set, like
/// `sobjects/{object}/{id}` or `soap/u`. `object` is an sObject's API name or empty. `operation` is
/// one word of a bounded set: `create`, `query`, `login`, a SOAP method.
public record CallKind(
        ApiFamily family, String version, String resource, String object, String operation) {}
