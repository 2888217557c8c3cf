package headroom.emulator.rest;

/// The keys of the limits resource, with what a developer org has and, where it is known to differ,
/// what an Enterprise org has. Source: the documented sample, a capture and a public fixture of
/// version 62; the largest round numbers stand where no value was seen.
final class LimitKeys {
    static final String TEXT =
            """
            AnalyticsExternalDataSizeMB 40960
            CdpAiInferenceApiMonthlyLimit 500000000
            ConcurrentAsyncGetReportInstances 200
            ConcurrentEinsteinDataInsightsStoryCreation 5
            ConcurrentEinsteinDiscoveryStoryCreation 2
            ConcurrentSyncReportRuns 20
            ContentDistBandwidthLimitMB 10000
            ContentDistViewLimit 10000
            ContentPublicationLimit 10000
            DailyAnalyticsDataflowJobExecutions 60
            DailyAnalyticsUploadedFilesSizeMB 51200
            DailyApexCursorLimit 10000
            DailyApexCursorRowsLimit 10000
            DailyApexPCursorLimit 10000
            DailyApiRequests 15000
            DailyAsyncApexExecutions 250000
            DailyAsyncApexTests 500
            DailyBulkApiBatches 15000
            DailyBulkV2QueryFileStorageMB 976562
            DailyBulkV2QueryJobs 10000
            DailyDataCloudCursorLimit 10000
            DailyDataCloudCursorRowsLimit 10000
            DailyDataCloudFlexCredits 10000
            DailyDeliveredPlatformEvents 10000 25000
            DailyDurableGenericStreamingApiEvents 10000
            DailyDurableStreamingApiEvents 10000 25000
            DailyEinsteinDataInsightsStoryCreation 1000
            DailyEinsteinDiscoveryOptimizationJobRuns 10000
            DailyEinsteinDiscoveryPredictAPICalls 50000
            DailyEinsteinDiscoveryPredictionsByCDC 500000
            DailyEinsteinDiscoveryStoryCreation 20
            DailyFunctionsApiCallLimit 235000
            DailyGenericStreamingApiEvents 10000
            DailyMetadataRetrievesWithDependencies 25
            DailyServiceEmailAgentforceCalls 10000
            DailyStandardVolumePlatformEvents 10000
            DailyStreamingApiEvents 10000
            DailyWorkflowEmails 195
            DataStorageMB 5 10240
            DurableStreamingApiConcurrentClients 20 1000
            ExternalServicesActiveObjects 10000
            ExternalServicesActiveOperations 10000
            ExternalServicesObjectProperties 10000
            ExternalServicesObjects 10000
            ExternalServicesOperations 10000
            ExternalServicesRegistrations 10000
            FileStorageMB 20 10240
            HourlyAsyncReportRuns 1200
            HourlyDashboardRefreshes 200
            HourlyDashboardResults 5000
            HourlyDashboardStatuses 999999999
            HourlyElevateAsyncReportRuns 10000
            HourlyElevateSyncReportRuns 10000
            HourlyLongTermIdMapping 100000
            HourlyManagedContentPublicRequests 50000
            HourlyODataCallout 1000
            HourlyPublishedPlatformEvents 50000 250000
            HourlyPublishedStandardVolumePlatformEvents 1000
            HourlyShortTermIdMapping 100000
            HourlySyncReportRuns 500
            HourlyTimeBasedWorkflow 50
            MassEmail 10 5000
            MaxContentDocumentsLimit 10000
            MonthlyEinsteinDiscoveryStoryCreation 500
            Package2VersionCreates 6
            Package2VersionCreatesWithoutValidation 500
            PermissionSets 1500
            PlatformEventTriggersWithParallelProcessing 5
            PrivateConnectOutboundCalloutHourlyLimitMB 0
            PublishCallbackUsageInApex 10000
            ScheduledFlowRunLimit 10000
            ScheduledPathRunLimit 10000
            SingleEmail 15 5000
            StreamingApiConcurrentClients 20 1000
            """;

    private LimitKeys() {}
}
