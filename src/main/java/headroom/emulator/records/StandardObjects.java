package headroom.emulator.records;

import static headroom.emulator.records.Field.Trait.ALWAYS_SET;
import static headroom.emulator.records.Field.Trait.INDEXED;
import static headroom.emulator.records.Field.Trait.NAME;
import static headroom.emulator.records.Field.Trait.READ_ONLY;
import static headroom.emulator.records.Field.Trait.REQUIRED;
import static headroom.emulator.records.Field.Trait.UNIQUE;
import static headroom.emulator.records.Field.blob;
import static headroom.emulator.records.Field.currency;
import static headroom.emulator.records.Field.date;
import static headroom.emulator.records.Field.datetime;
import static headroom.emulator.records.Field.email;
import static headroom.emulator.records.Field.flag;
import static headroom.emulator.records.Field.longText;
import static headroom.emulator.records.Field.lookup;
import static headroom.emulator.records.Field.number;
import static headroom.emulator.records.Field.percent;
import static headroom.emulator.records.Field.phone;
import static headroom.emulator.records.Field.picklist;
import static headroom.emulator.records.Field.text;
import static headroom.emulator.records.Field.url;
import static headroom.emulator.records.Field.whole;

import java.util.ArrayList;
import java.util.List;

/// The standard objects, with the fields that integrations use.
final class StandardObjects {
    static final List<Field> OWNED =
            List.of(lookup("OwnerId", "Owner ID", "Owner", "User").with(ALWAYS_SET));
    static final List<Field> SYSTEM =
            List.of(
                    flag("IsDeleted", "Deleted").with(READ_ONLY),
                    datetime("CreatedDate", "Created Date").with(READ_ONLY, ALWAYS_SET),
                    by("CreatedById", "Created By ID", "CreatedBy"),
                    datetime("LastModifiedDate", "Last Modified Date").with(READ_ONLY, ALWAYS_SET),
                    by("LastModifiedById", "Last Modified By ID", "LastModifiedBy"),
                    datetime("SystemModstamp", "System Modstamp").with(READ_ONLY, ALWAYS_SET));

    private StandardObjects() {}

    static List<ObjectType> all() {
        return List.of(
                account(),
                contact(),
                lead(),
                opportunity(),
                caseObject(),
                user(),
                organization(),
                eventLogFile());
    }

    private static ObjectType account() {
        return owned(
                "Account",
                "Account",
                "Accounts",
                "001",
                text("Name", "Account Name", 255).with(REQUIRED, NAME, INDEXED),
                picklist("Type", "Account Type", "Prospect", "Customer - Direct", "Other"),
                lookup("ParentId", "Parent Account ID", "Parent", "Account").with(INDEXED),
                longText("BillingStreet", "Billing Street", 255),
                text("BillingCity", "Billing City", 40),
                text("BillingState", "Billing State/Province", 80),
                text("BillingPostalCode", "Billing Zip/Postal Code", 20),
                text("BillingCountry", "Billing Country", 80),
                phone("Phone", "Account Phone"),
                phone("Fax", "Account Fax"),
                text("AccountNumber", "Account Number", 40),
                url("Website", "Website"),
                picklist("Industry", "Industry", "Agriculture", "Banking", "Energy", "Technology"),
                currency("AnnualRevenue", "Annual Revenue"),
                whole("NumberOfEmployees", "Employees"),
                picklist("Rating", "Account Rating", "Hot", "Warm", "Cold"),
                text("Site", "Account Site", 80),
                longText("Description", "Account Description", 32_000));
    }

    private static ObjectType contact() {
        return owned(
                "Contact",
                "Contact",
                "Contacts",
                "003",
                lookup("AccountId", "Account ID", "Account", "Account").with(INDEXED),
                text("LastName", "Last Name", 80).with(REQUIRED),
                text("FirstName", "First Name", 40),
                picklist("Salutation", "Salutation", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof."),
                text("Name", "Full Name", 121).with(NAME, READ_ONLY),
                text("MailingCity", "Mailing City", 40),
                text("MailingCountry", "Mailing Country", 80),
                phone("Phone", "Business Phone"),
                phone("MobilePhone", "Mobile Phone"),
                lookup("ReportsToId", "Reports To ID", "ReportsTo", "Contact").with(INDEXED),
                email("Email", "Email").with(INDEXED),
                text("Title", "Title", 128),
                text("Department", "Department", 80),
                picklist("LeadSource", "Lead Source", "Web", "Phone Inquiry", "Other"),
                date("Birthdate", "Birthdate"),
                longText("Description", "Contact Description", 32_000));
    }

    private static ObjectType lead() {
        return owned(
                "Lead",
                "Lead",
                "Leads",
                "00Q",
                text("LastName", "Last Name", 80).with(REQUIRED),
                text("FirstName", "First Name", 40),
                text("Name", "Full Name", 121).with(NAME, READ_ONLY),
                text("Title", "Title", 128),
                text("Company", "Company", 255).with(REQUIRED),
                text("City", "City", 40),
                text("Country", "Country", 80),
                phone("Phone", "Phone"),
                email("Email", "Email").with(INDEXED),
                url("Website", "Website"),
                picklist("LeadSource", "Lead Source", "Web", "Phone Inquiry", "Other"),
                picklist(
                                "Status",
                                "Status",
                                "Open - Not Contacted",
                                "Working - Contacted",
                                "Closed - Converted",
                                "Closed - Not Converted")
                        .orElse("Open - Not Contacted")
                        .with(ALWAYS_SET),
                picklist("Industry", "Industry", "Agriculture", "Banking", "Energy", "Technology"),
                picklist("Rating", "Rating", "Hot", "Warm", "Cold"),
                flag("IsConverted", "Converted").with(READ_ONLY),
                longText("Description", "Description", 32_000));
    }

    private static ObjectType opportunity() {
        return owned(
                "Opportunity",
                "Opportunity",
                "Opportunities",
                "006",
                lookup("AccountId", "Account ID", "Account", "Account").with(INDEXED),
                text("Name", "Name", 120).with(REQUIRED, NAME),
                longText("Description", "Description", 32_000),
                picklist(
                                "StageName",
                                "Stage",
                                "Prospecting",
                                "Qualification",
                                "Negotiation/Review",
                                "Closed Won",
                                "Closed Lost")
                        .with(REQUIRED),
                currency("Amount", "Amount"),
                percent("Probability", "Probability (%)"),
                date("CloseDate", "Close Date").with(REQUIRED),
                picklist("Type", "Opportunity Type", "New Customer", "Existing Customer - Upgrade"),
                text("NextStep", "Next Step", 255),
                picklist("LeadSource", "Lead Source", "Web", "Phone Inquiry", "Other"),
                flag("IsClosed", "Closed").with(READ_ONLY),
                flag("IsWon", "Won").with(READ_ONLY));
    }

    private static ObjectType caseObject() {
        return owned(
                "Case",
                "Case",
                "Cases",
                "500",
                text("CaseNumber", "Case Number", 30).with(NAME, READ_ONLY, ALWAYS_SET, INDEXED),
                lookup("ContactId", "Contact ID", "Contact", "Contact").with(INDEXED),
                lookup("AccountId", "Account ID", "Account", "Account").with(INDEXED),
                lookup("ParentId", "Parent Case ID", "Parent", "Case").with(INDEXED),
                text("SuppliedName", "Name", 80),
                email("SuppliedEmail", "Email Address"),
                picklist("Type", "Case Type", "Mechanical", "Electrical", "Other"),
                picklist("Status", "Status", "New", "Working", "Escalated", "Closed").orElse("New"),
                picklist("Reason", "Case Reason", "Installation", "Performance", "Other"),
                picklist("Origin", "Case Origin", "Phone", "Email", "Web"),
                text("Subject", "Subject", 255),
                picklist("Priority", "Priority", "High", "Medium", "Low").orElse("Medium"),
                longText("Description", "Description", 32_000),
                flag("IsClosed", "Closed").with(READ_ONLY),
                datetime("ClosedDate", "Closed Date").with(READ_ONLY));
    }

    private static ObjectType user() {
        return with(
                "User",
                "User",
                "Users",
                "005",
                true,
                List.of(),
                text("Username", "Username", 80).with(REQUIRED, UNIQUE),
                text("LastName", "Last Name", 80).with(REQUIRED),
                text("FirstName", "First Name", 40),
                text("Name", "Full Name", 121).with(NAME, READ_ONLY),
                email("Email", "Email").with(REQUIRED, INDEXED),
                text("Alias", "Alias", 8),
                text("CommunityNickname", "Nickname", 40),
                flag("IsActive", "Active").orElse(true),
                text("ProfileId", "Profile ID", 18),
                text("UserType", "User Type", 40).orElse("Standard").with(READ_ONLY),
                text("TimeZoneSidKey", "Time Zone", 40).orElse("GMT"),
                text("LocaleSidKey", "Locale", 40).orElse("en_US"),
                text("LanguageLocaleKey", "Language", 40).orElse("en_US"),
                text("EmailEncodingKey", "Email Encoding", 40).orElse("UTF-8"));
    }

    private static ObjectType organization() {
        return with(
                "Organization",
                "Organization",
                "Organizations",
                "00D",
                false,
                List.of(),
                text("Name", "Name", 80).with(NAME),
                text("OrganizationType", "Edition", 40),
                text("InstanceName", "Instance Name", 5),
                flag("IsSandbox", "Is Sandbox"),
                datetime("TrialExpirationDate", "Trial Expiration Date"),
                text("NamespacePrefix", "Namespace Prefix", 15),
                text("Country", "Country", 80),
                text("LanguageLocaleKey", "Language", 40),
                text("DefaultLocaleSidKey", "Locale", 40),
                text("TimeZoneSidKey", "Time Zone", 40),
                whole("FiscalYearStartMonth", "Fiscal Year Starts In"));
    }

    private static ObjectType eventLogFile() {
        return with(
                "EventLogFile",
                "Event Log File",
                "Event Log Files",
                "0AT",
                false,
                List.of(),
                text("EventType", "Event Type", 40),
                datetime("LogDate", "Log Date"),
                text("Interval", "Interval", 40),
                whole("Sequence", "Sequence"),
                blob("LogFile", "Log File"),
                text("LogFileContentType", "Content Type", 120),
                number("LogFileLength", "Log File Length", 0),
                longText("LogFileFieldNames", "Log File Field Names", 32_000),
                longText("LogFileFieldTypes", "Log File Field Types", 32_000),
                number("ApiVersion", "API Version", 1));
    }

    private static Field by(String name, String label, String relationship) {
        return lookup(name, label, relationship, "User").with(READ_ONLY, ALWAYS_SET);
    }

    private static ObjectType owned(
            String name, String label, String plural, String prefix, Field... fields) {
        return with(name, label, plural, prefix, true, OWNED, fields);
    }

    private static ObjectType with(
            String name,
            String label,
            String plural,
            String prefix,
            boolean writable,
            List<Field> owner,
            Field... fields) {
        var all = new ArrayList<Field>();
        all.add(Field.id());
        all.addAll(List.of(fields));
        all.addAll(owner);
        all.addAll(SYSTEM);
        return new ObjectType(name, label, plural, prefix, writable, all);
    }
}
