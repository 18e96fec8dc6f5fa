package dev.plumbline.audit.domain.access;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.audit.domain.access.Access.Credentials;
import dev.plumbline.audit.domain.access.Access.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [Access] against every kind of sender.
class AccessTest {
    private final Access guarded = new Access.Guarded("right");
    private final Access open = new Access.Open();

    @Test
    void knowsTheTokensBearer() {
        assertThat(guarded.judge(bearer("right"))).isEqualTo(new Verdict.Allowed("admin"));
        assertThat(guarded.judge(bearer("wrong"))).isInstanceOf(Verdict.Unauthenticated.class);
        assertThat(guarded.judge(bearer(""))).isInstanceOf(Verdict.Unauthenticated.class);
    }

    @Test
    void letsASessionReadButCommandOnlyFromItsOwnPage() {
        String session = guarded.session("right").orElseThrow();

        assertThat(guarded.judge(session(session, false, false, true))).isInstanceOf(Verdict.Allowed.class);
        assertThat(guarded.judge(session(session, true, true, true))).isInstanceOf(Verdict.Allowed.class);
        assertThat(guarded.judge(session(session, true, false, true))).isInstanceOf(Verdict.Forged.class);
        assertThat(guarded.judge(session(session, true, true, false))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void endsSessionsWithTheToken() {
        String session = new Access.Guarded("former").session("former").orElseThrow();

        assertThat(guarded.judge(session(session, false, false, true))).isInstanceOf(Verdict.Unauthenticated.class);
        assertThat(guarded.session("former")).isEmpty();
    }

    @Test
    void answersOnlyLoopbackWithoutAToken() {
        assertThat(open.judge(anonymous(true, true, true))).isEqualTo(new Verdict.Allowed("anonymous"));
        assertThat(open.judge(anonymous(false, true, false))).isInstanceOf(Verdict.Unauthenticated.class);
        assertThat(open.judge(anonymous(true, false, true))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void hidesTheToken() {
        assertThat(guarded.toString()).doesNotContain("right");
        assertThatThrownBy(() -> new Access.Guarded(" ")).hasMessageContaining("PLUMBLINE_TOKEN_FILE");
    }

    private static Credentials bearer(String token) {
        return new Credentials(true, Optional.of(token), Optional.empty(), false, true, false);
    }

    private static Credentials session(String cookie, boolean writes, boolean byConsole, boolean sameOrigin) {
        return new Credentials(writes, Optional.empty(), Optional.of(cookie), byConsole, sameOrigin, true);
    }

    private static Credentials anonymous(boolean writes, boolean sameOrigin, boolean local) {
        return new Credentials(writes, Optional.empty(), Optional.empty(), false, sameOrigin, local);
    }
}
