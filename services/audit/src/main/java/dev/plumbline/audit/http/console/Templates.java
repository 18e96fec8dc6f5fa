package dev.plumbline.audit.http.console;

import java.util.List;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.DriftEntry;

/// The console's templates, checked against what they are given when the service is built.
@CheckedTemplate(basePath = "console")
final class Templates {
    private Templates() {
    }

    static native TemplateInstance first(Overview overview, Notices notices, List<ChangeEntry> changes,
            List<DriftEntry> drift);

    static native TemplateInstance applications(Overview overview);

    static native TemplateInstance notices(Notices notices);

    static native TemplateInstance changes(List<ChangeEntry> changes);

    static native TemplateInstance drift(List<DriftEntry> drift);

    static native TemplateInstance application(ApplicationPage page);

    static native TemplateInstance applicationBody(ApplicationPage page);

    static native TemplateInstance said(String text, boolean good);

    static native TemplateInstance signIn(String why);

    static native TemplateInstance missing(String name);
}
