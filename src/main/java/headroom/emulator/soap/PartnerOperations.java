package headroom.emulator.soap;

import java.util.Set;

/// The partner WSDL's operations that this emulator knows of but does not serve.
final class PartnerOperations {
    static final Set<String> NOT_SERVED =
            Set.of(
                    "changeOwnPassword",
                    "convertLead",
                    "deleteByExample",
                    "describeAllTabs",
                    "describeAppMenu",
                    "describeApprovalLayout",
                    "describeAvailableQuickActions",
                    "describeCompactLayouts",
                    "describeDataCategoryGroups",
                    "describeDataCategoryGroupStructures",
                    "describeDataCategoryMappings",
                    "describeGlobalTheme",
                    "describeKnowledgeSettings",
                    "describeLayout",
                    "describeNouns",
                    "describePathAssistants",
                    "describePrimaryCompactLayouts",
                    "describeQuickActions",
                    "describeQuickActionsForRecordType",
                    "describeSearchLayouts",
                    "describeSearchableEntities",
                    "describeSearchScopeOrder",
                    "describeSoftphoneLayout",
                    "describeSoqlListViews",
                    "describeTabs",
                    "describeTheme",
                    "describeVisualForce",
                    "executeListView",
                    "findDuplicates",
                    "findDuplicatesByIds",
                    "merge",
                    "performQuickActions",
                    "process",
                    "renderEmailTemplate",
                    "renderStoredEmailTemplate",
                    "resetPassword",
                    "retrieveMassQuickActionTemplates",
                    "retrieveQuickActionTemplates",
                    "sendEmail",
                    "sendEmailMessage",
                    "setPassword");

    private PartnerOperations() {}
}
