package dev.plumbline.differ.domain.status;

import java.util.Map;

import dev.plumbline.differ.domain.plan.Corrections;
import dev.plumbline.differ.domain.plan.Decision;
import dev.plumbline.differ.domain.plan.Failures;
import dev.plumbline.differ.domain.plan.Situation;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;

/// What a status is folded from.
///
/// @param verdicts how each subject of the situation stands, in the situation's order
/// @param decision what follows from them
public record Standing(Situation situation, Map<Subject, Verdict> verdicts, Decision decision, Failures failures,
        Corrections corrections) {
}
