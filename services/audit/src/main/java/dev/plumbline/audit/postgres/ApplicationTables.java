package dev.plumbline.audit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.FleetView;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationStatus;

/// The tables `application` and `application_status`: what is declared now, and where it stands.
final class ApplicationTables {
    private static final String UPSERT_APPLICATION = """
            insert into application (name, removed, body) values (?, ?, ?::jsonb)
            on conflict (name) do update set removed = excluded.removed, body = excluded.body""";
    private static final String UPSERT_STATUS = """
            insert into application_status (name, body) values (?, ?::jsonb)
            on conflict (name) do update set body = excluded.body""";
    private static final String VIEW = """
            select a.removed, a.body as application, s.body as status
            from application a left join application_status s on s.name = a.name""";

    private ApplicationTables() {
    }

    static void putApplications(Connection connection, Map<String, Optional<ApplicationEvent>> latest)
            throws SQLException {
        Statement.forEach(connection, UPSERT_APPLICATION, present(latest),
                application -> Arrays.asList(Text.plain(application.name()), isRemoved(application),
                        Text.json(application)));
        delete(connection, "delete from application where name = ?", latest);
    }

    static void putStatuses(Connection connection, Map<String, Optional<ApplicationStatus>> latest)
            throws SQLException {
        Statement.forEach(connection, UPSERT_STATUS, present(latest),
                status -> Arrays.asList(Text.plain(status.name()), Text.json(status)));
        delete(connection, "delete from application_status where name = ?", latest);
    }

    private static <T> List<T> present(Map<String, Optional<T>> latest) {
        return latest.values().stream().flatMap(Optional::stream).toList();
    }

    private static void delete(Connection connection, String sql, Map<String, ? extends Optional<?>> latest)
            throws SQLException {
        List<String> gone = latest.entrySet().stream().filter(entry -> entry.getValue().isEmpty())
                .map(entry -> entry.getKey()).toList();
        Statement.forEach(connection, sql, gone, name -> Arrays.asList(Text.plain(name)));
    }

    private static boolean isRemoved(ApplicationEvent application) {
        return switch (application) {
            case ApplicationDeclared _ -> false;
            case ApplicationRemoved _ -> true;
        };
    }

    static Page<ApplicationView> page(Connection connection, PageRequest request) throws SQLException {
        List<ApplicationView> found = Statement.ask(connection,
                VIEW + " where a.name > ? and a.name <> ? order by a.name limit ?",
                List.of(request.after().orElse(""), ApplicationDeclared.FLEET, request.limit() + 1),
                ApplicationTables::view);
        return Page.of(found, request, ApplicationView::name);
    }

    static Optional<ApplicationView> named(Connection connection, String name) throws SQLException {
        return Statement.ask(connection, VIEW + " where a.name = ? and a.name <> ?",
                List.of(Text.plain(name), ApplicationDeclared.FLEET), ApplicationTables::view).stream().findFirst();
    }

    static FleetView fleet(Connection connection) throws SQLException {
        List<ApplicationStatus> found = Statement.ask(connection,
                "select body from application_status where name = ?", List.of(ApplicationDeclared.FLEET),
                row -> Text.parse(row.getString("body"), ApplicationStatus.class));
        return FleetView.of(found.isEmpty() ? null : found.getFirst());
    }

    private static ApplicationView view(ResultSet row) throws SQLException {
        Class<? extends ApplicationEvent> type = row.getBoolean("removed")
                ? ApplicationRemoved.class
                : ApplicationDeclared.class;
        @Nullable
        String status = row.getString("status");
        return ApplicationView.of(Text.parse(row.getString("application"), type),
                status == null ? null : Text.parse(status, ApplicationStatus.class));
    }
}
