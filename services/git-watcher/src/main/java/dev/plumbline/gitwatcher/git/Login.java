package dev.plumbline.gitwatcher.git;

import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// What a Git host is told to let us read.
record Login(String user, String password) {

    /// Sends it with the first request, which saves the answer 401.
    void applyTo(Transport transport) {
        CredentialsProvider provider = new UsernamePasswordCredentialsProvider(user, password);
        transport.setCredentialsProvider(provider);
        if (transport instanceof TransportHttp http) {
            http.setPreemptiveBasicAuthentication(user, password);
        }
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
