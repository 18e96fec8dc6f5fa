package dev.plumbline.gitwatcher.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

import dev.plumbline.gitwatcher.git.Mirrors;

/// `/mirrors/ID`: Git's smart HTTP protocol (gitprotocol-http), for fetching alone. Any commit that the mirror holds may
/// be asked for by its id, also one that no ref names any more.
@Singleton
@Path("/mirrors/{id}")
public final class MirrorResource {
    private static final String SERVICE = "git-upload-pack";
    private static final int UPLOAD_SECONDS = 120;

    private final Mirrors mirrors;

    public MirrorResource(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    @GET
    @Path("info/refs")
    public Response advertise(@PathParam("id") String id, @QueryParam("service") @Nullable String service,
            @HeaderParam("Git-Protocol") @Nullable String protocol) throws IOException {
        if (!SERVICE.equals(service)) {
            return refusal(403, "Only fetching by git's smart protocol is served here");
        }
        return answer(id, "advertisement", (repository, out) -> {
            try (UploadPack pack = uploadPack(repository, protocol)) {
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
            }
        });
    }

    @POST
    @Path(SERVICE)
    public Response upload(@PathParam("id") String id, @HeaderParam("Git-Protocol") @Nullable String protocol,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, InputStream body) throws IOException {
        return answer(id, "result", (repository, out) -> {
            try (UploadPack pack = uploadPack(repository, protocol);
                    InputStream in = "gzip".equals(encoding) ? new GZIPInputStream(body) : body) {
                pack.upload(in, out, null);
            }
        });
    }

    @FunctionalInterface
    private interface Conversation {
        void hold(Repository repository, OutputStream out) throws IOException;
    }

    private Response answer(String id, String what, Conversation conversation) throws IOException {
        Optional<Repository> served = mirrors.serve(id);
        if (served.isEmpty()) {
            return refusal(404, "There is no mirror " + id + " (yet): its repository is not watched");
        }
        StreamingOutput output = out -> {
            try (Repository repository = served.get()) {
                conversation.hold(repository, out);
            }
        };
        return Response.ok(output).type("application/x-" + SERVICE + "-" + what)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    private static UploadPack uploadPack(Repository repository, @Nullable String protocol) {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setTimeout(UPLOAD_SECONDS);
        pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
        if (protocol != null) {
            pack.setExtraParameters(List.of(protocol.split(":")));
        }
        return pack;
    }

    private static Response refusal(int status, String text) {
        return Response.status(status).type("text/plain; charset=utf-8").entity(text + "\n").build();
    }
}
