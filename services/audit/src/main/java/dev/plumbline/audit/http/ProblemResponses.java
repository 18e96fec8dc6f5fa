package dev.plumbline.audit.http;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/// Adds to each described operation the problems that any of them may answer with.
public final class ProblemResponses implements OASFilter {
    private static final List<String> STATUSES = List.of("400", "401", "403", "404", "503");

    @Override
    public Operation filterOperation(Operation operation) {
        STATUSES.forEach(status -> operation.getResponses().addAPIResponse(status,
                OASFactory.createAPIResponse().ref("problem")));
        return operation;
    }
}
