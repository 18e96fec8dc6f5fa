package dev.plumbline.local.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.util.FS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import static java.lang.System.Logger.Level.ERROR;

/// Git's smart HTTP protocol (gitprotocol-http, versions 0 and 2) over the JDK's HTTP server.
final class SmartHttp implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(SmartHttp.class.getName());
    private static final Pattern REQUEST = Pattern
            .compile(
                    "/(?<name>[\\w][\\w.-]*(?:/[\\w][\\w.-]*)*)\\.git/(?<what>info/refs|git-upload-pack|git-receive-pack)");
    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";

    private final Path root;
    private final AccessTokens tokens;
    private final PushNotices notices;

    SmartHttp(Path root, AccessTokens tokens, PushNotices notices) {
        this.root = root;
        this.tokens = tokens;
        this.notices = notices;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher request = REQUEST.matcher(exchange.getRequestURI().getPath());
            if (exchange.getRequestURI().getPath().equals("/healthz")) {
                answer(exchange, 200, "ok");
            } else if (!request.matches()) {
                answer(exchange, 404, "Ask for /NAME.git as git does");
            } else {
                serve(exchange, request.group("name"), request.group("what"));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(ERROR, "request failed path=" + exchange.getRequestURI().getPath(), e);
            throw e;
        }
    }

    private void serve(HttpExchange exchange, String name, String what) throws IOException {
        if (!tokens.admits(name, exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"" + name + "\"");
            answer(exchange, 401, "Repository " + name + " is private: send its token as the password");
            return;
        }
        Optional<Path> place = place(name);
        if (place.isEmpty()) {
            answer(exchange, 404, "There is no repository " + name);
            return;
        }
        try (Repository repository = new FileRepository(place.get().toFile())) {
            switch (what) {
                case "info/refs" -> advertise(exchange, repository);
                case UPLOAD -> upload(exchange, repository);
                default -> receive(exchange, repository, name);
            }
        }
    }

    private Optional<Path> place(String name) {
        Path place = root.resolve(name + ".git").normalize();
        boolean served = place.startsWith(root) && RepositoryCache.FileKey.isGitRepository(place.toFile(), FS.DETECTED);
        return served ? Optional.of(place) : Optional.empty();
    }

    private static void advertise(HttpExchange exchange, Repository repository) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.equals("service=" + UPLOAD)) {
            try (UploadPack pack = uploadPack(exchange, repository); OutputStream out = begin(exchange, UPLOAD, true)) {
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), UPLOAD);
            }
        } else if (query.equals("service=" + RECEIVE)) {
            ReceivePack pack = receivePack(repository);
            try (OutputStream out = begin(exchange, RECEIVE, true)) {
                PacketLineOut lines = new PacketLineOut(out);
                lines.writeString("# service=" + RECEIVE + "\n");
                lines.end();
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            }
        } else {
            answer(exchange, 403, "Only git's smart protocol is served: update the client");
        }
    }

    private static void upload(HttpExchange exchange, Repository repository) throws IOException {
        try (UploadPack pack = uploadPack(exchange, repository);
                InputStream in = body(exchange);
                OutputStream out = begin(exchange, UPLOAD, false)) {
            pack.upload(in, out, null);
        }
    }

    private void receive(HttpExchange exchange, Repository repository, String name) throws IOException {
        ReceivePack pack = receivePack(repository);
        List<Push> pushed = new ArrayList<>();
        pack.setPostReceiveHook((receiver, commands) -> pushed.addAll(Push.accepted(commands)));
        try (InputStream in = body(exchange); OutputStream out = begin(exchange, RECEIVE, false)) {
            pack.receive(in, out, null);
        }
        for (Push push : pushed) {
            notices.send(name, push, repository);
        }
    }

    private static UploadPack uploadPack(HttpExchange exchange, Repository repository) {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        String version = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (version != null) {
            pack.setExtraParameters(List.of(version.split(":")));
        }
        return pack;
    }

    private static ReceivePack receivePack(Repository repository) {
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        return pack;
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return "gzip".equals(encoding) ? new GZIPInputStream(body) : body;
    }

    private static OutputStream begin(HttpExchange exchange, String service, boolean advertisement) throws IOException {
        exchange.getResponseHeaders().set("Content-Type",
                "application/x-" + service + (advertisement ? "-advertisement" : "-result"));
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
