package dev.plumbline.audit.http;

import java.util.Locale;
import java.util.UUID;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.archive.UnavailableException;
import dev.plumbline.audit.domain.archive.UnknownApplicationException;
import dev.plumbline.audit.domain.archive.UnknownCommitException;

/// Every error of the API as a [Problem].
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    RestResponse<Problem> invalid(InvalidQueryException e) {
        return Problem.response(Status.BAD_REQUEST, e.problem(), String.valueOf(e.getMessage()), e.remedy());
    }

    @ServerExceptionMapper
    RestResponse<Problem> unknown(UnknownApplicationException e) {
        return Problem.response(Status.NOT_FOUND, "unknown-application", String.valueOf(e.getMessage()),
                "GET /api/v1/applications lists the names; a new one appears once the fleet's commit was read.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> unknown(UnknownCommitException e) {
        return Problem.response(Status.NOT_FOUND, "unknown-commit", String.valueOf(e.getMessage()),
                "GET /api/v1/commits lists them; a new one appears once git-watcher has read its ref.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> unavailable(UnavailableException e) {
        LOG.errorf(e, "request cannot be answered now error=%s", e.getMessage());
        return Problem.response(Status.SERVICE_UNAVAILABLE, "unavailable",
                "A part that this answer needs does not answer",
                "Try again; if it lasts, see /q/health/ready and the log of the audit service.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException e, UriInfo uri) {
        Response.StatusType type = e.getResponse().getStatusInfo();
        Status status = Status.fromStatusCode(type.getStatusCode());
        if (status == null || status.getFamily() != Response.Status.Family.CLIENT_ERROR) {
            return broken(e);
        }
        String name = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return switch (status) {
            case NOT_FOUND -> Problem.response(status, name, "There is nothing at " + uri.getPath(),
                    "GET /q/openapi describes every path.");
            case METHOD_NOT_ALLOWED -> Problem.response(status, name,
                    uri.getPath() + " does not know this method", "GET /q/openapi says which it knows.");
            case UNSUPPORTED_MEDIA_TYPE -> Problem.response(status, name, "The body's media type is not understood",
                    "Send Content-Type: application/json, or no body at all.");
            default -> Problem.response(status, name, "The request is not understood",
                    "Compare it with /q/openapi: a body must be a JSON object of the fields given there.");
        };
    }

    @ServerExceptionMapper
    RestResponse<Problem> broken(Throwable e) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "request failed error=%s", incident);
        return Problem.response(Status.INTERNAL_SERVER_ERROR, "internal",
                "The audit service failed; its log says how under " + incident,
                "Report it with that number; trying again rarely helps.");
    }
}
