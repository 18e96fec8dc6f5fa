package dev.plumbline.gitwatcher.domain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a repository is, whatever protocol its URL names: what a webhook's URLs are compared by.
///
/// `https://git.example.com/shop/config.git`, `ssh://git@git.example.com:22/shop/config` and
/// `git@git.example.com:shop/config.git` are one location. Ports count only for HTTP, as the ssh port of a host says
/// nothing about its web port.
public record Location(String host, String path) {
    private static final Pattern URL = Pattern.compile("(?<scheme>[a-z+]+)://(?:[^/@]*@)?(?<host>[^/]*)(?<path>/.*)?");
    private static final Pattern SCP = Pattern.compile("(?:[^/@:]+@)?(?<host>[^/:]+):(?<path>[^:]*)");

    public static Location of(String url) {
        Matcher full = URL.matcher(url.strip());
        if (full.matches()) {
            String path = full.group("path");
            return of(host(full.group("scheme"), full.group("host")), path == null ? "" : path);
        }
        Matcher scp = SCP.matcher(url.strip());
        return scp.matches() ? of(scp.group("host"), scp.group("path")) : of("", url.strip());
    }

    private static String host(String scheme, String authority) {
        int colon = authority.lastIndexOf(':');
        boolean portSaysNothing = switch (scheme) {
            case "https" -> authority.endsWith(":443");
            case "http" -> authority.endsWith(":80");
            default -> scheme.endsWith("ssh");
        };
        return colon > 0 && portSaysNothing ? authority.substring(0, colon) : authority;
    }

    private static Location of(String host, String path) {
        String name = host.toLowerCase(Locale.ROOT);
        String place = path.replaceAll("/{2,}", "/").replaceAll("^/|/$", "").replaceAll("\\.git$", "");
        if (name.equals("ssh.dev.azure.com")) {
            return new Location("dev.azure.com", place.replaceFirst("^v3/", ""));
        }
        if (name.equals("dev.azure.com")) {
            return new Location(name, place.replaceFirst("/_git/", "/"));
        }
        return new Location(name, place);
    }
}
