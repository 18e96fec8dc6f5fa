package dev.plumbline.kubernetes.kinds;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// What a CronJob must fulfil (pkg/apis/batch/validation).
final class CronJobChecks {
    private static final int LONGEST_NAME = 52;

    private CronJobChecks() {
    }

    static void cronJob(Field cronJob) {
        Field spec = cronJob.at("spec");
        Field schedule = spec.at("schedule");
        if (schedule.isSet()) {
            CronSchedule.problem(schedule.text()).ifPresent(schedule::invalid);
            if (schedule.text().contains("TZ")) {
                schedule.invalid("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
            }
        } else {
            schedule.missing("");
        }
        spec.at("startingDeadlineSeconds").notNegative();
        spec.at("timeZone").ifPresent(CronJobChecks::zone);
        spec.at("concurrencyPolicy").requiredOneOf("", "Allow", "Forbid", "Replace");
        spec.at("successfulJobsHistoryLimit").notNegative();
        spec.at("failedJobsHistoryLimit").notNegative();
        Field job = spec.at("jobTemplate", "spec");
        JobChecks.spec(job);
        job.at("selector").ifPresent(selector -> selector.invalid("`selector` will be auto-generated"));
        if (job.at("manualSelector").value().asBoolean()) {
            job.at("manualSelector").unsupported(List.of("nil", "false"));
        }
    }

    /// The names of the Jobs start with that of the CronJob, which must leave room for the time.
    static void creation(Field cronJob) {
        Field name = cronJob.at("metadata", "name");
        if (name.text().length() > LONGEST_NAME) {
            name.invalid("must be no more than " + LONGEST_NAME + " characters");
        }
    }

    private static void zone(Field zone) {
        String name = zone.text();
        if (name.isEmpty()) {
            zone.invalid("timeZone must be nil or non-empty string");
        } else if (name.toLowerCase(Locale.ROOT).equals("local")) {
            zone.invalid("timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        } else if (!ZoneId.getAvailableZoneIds().contains(name)) {
            zone.invalid("unknown time zone " + name);
        }
    }
}
