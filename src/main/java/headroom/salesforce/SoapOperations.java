package headroom.salesforce;

import java.util.Set;

/// The SOAP methods of Salesforce's own WSDLs; methods of customers' Apex classes are none of them.
final class SoapOperations {
    private static final Set<String> KNOWN =
            Set.of(
                    // partner and enterprise
                    "login",
                    "logout",
                    "invalidateSessions",
                    "getServerTimestamp",
                    "getUserInfo",
                    "setPassword",
                    "resetPassword",
                    "changeOwnPassword",
                    "query",
                    "queryAll",
                    "queryMore",
                    "search",
                    "retrieve",
                    "create",
                    "update",
                    "upsert",
                    "delete",
                    "undelete",
                    "merge",
                    "emptyRecycleBin",
                    "convertLead",
                    "process",
                    "getDeleted",
                    "getUpdated",
                    "describeGlobal",
                    "describeGlobalTheme",
                    "describeTheme",
                    "describeSObject",
                    "describeSObjects",
                    "describeLayout",
                    "describeCompactLayouts",
                    "describePrimaryCompactLayouts",
                    "describeSearchLayouts",
                    "describeSoftphoneLayout",
                    "describeApprovalLayout",
                    "describeTabs",
                    "describeAllTabs",
                    "describeAppMenu",
                    "describeQuickActions",
                    "describeAvailableQuickActions",
                    "describeDataCategoryGroups",
                    "describeDataCategoryGroupStructures",
                    "describeKnowledgeSettings",
                    "performQuickActions",
                    "retrieveQuickActionTemplates",
                    "sendEmail",
                    "sendEmailMessage",
                    "renderEmailTemplate",
                    "renderStoredEmailTemplate",
                    "findDuplicates",
                    "findDuplicatesByIds",
                    "deleteByExample",
                    // metadata
                    "deploy",
                    "deployRecentValidation",
                    "cancelDeploy",
                    "checkDeployStatus",
                    "checkRetrieveStatus",
                    "checkStatus",
                    "describeMetadata",
                    "describeValueType",
                    "listMetadata",
                    "createMetadata",
                    "readMetadata",
                    "updateMetadata",
                    "upsertMetadata",
                    "deleteMetadata",
                    "renameMetadata",
                    // Apex and tooling
                    "compileAndTest",
                    "compileClasses",
                    "compileTriggers",
                    "executeAnonymous",
                    "runTests",
                    "runTestsAsynchronous",
                    "wsdlToApex");

    private SoapOperations() {}

    /// The method if it is one of the known ones; `other` if not, `unknown` if there is none.
    static String bounded(String operation) {
        if (operation.isEmpty()) {
            return "unknown";
        }
        return KNOWN.contains(operation) ? operation : "other";
    }
}
