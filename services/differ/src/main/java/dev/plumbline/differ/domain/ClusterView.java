package dev.plumbline.differ.domain;

import java.util.List;
import java.util.Set;

import dev.plumbline.differ.domain.live.ApiKind;

/// What differ asks of the cluster; the answers come as inputs. Neither call waits.
public interface ClusterView {
    /// From now on these kinds are watched, and no others.
    void watch(Set<ApiKind> kinds);

    /// Each question is answered once by an [Input.Probed].
    void ask(List<Turn.Question> questions);
}
