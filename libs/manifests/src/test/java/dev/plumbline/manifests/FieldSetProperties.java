package dev.plumbline.manifests;

import java.util.List;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/// [FieldSet]: the laws of sets, and `fieldsV1` as its faithful image.
class FieldSetProperties {

    @Property(seed = "1")
    void unionAndIntersectionCommute(@ForAll("sets") FieldSet left, @ForAll("sets") FieldSet right) {
        assertThat(left.union(right)).isEqualTo(right.union(left));
        assertThat(left.intersection(right)).isEqualTo(right.intersection(left));
    }

    @Property(seed = "1")
    void differenceAndIntersectionPartASet(@ForAll("sets") FieldSet left, @ForAll("sets") FieldSet right) {
        FieldSet without = left.difference(right);
        FieldSet shared = left.intersection(right);

        assertThat(without.union(shared)).isEqualTo(left);
        assertThat(without.intersection(shared).isEmpty()).isTrue();
    }

    @Property(seed = "1")
    void membershipFollowsTheOperations(@ForAll("sets") FieldSet left, @ForAll("sets") FieldSet right,
            @ForAll("paths") FieldPath path) {
        boolean inLeft = left.contains(path);
        boolean inRight = right.contains(path);

        assertThat(left.union(right).contains(path)).isEqualTo(inLeft || inRight);
        assertThat(left.intersection(right).contains(path)).isEqualTo(inLeft && inRight);
        assertThat(left.difference(right).contains(path)).isEqualTo(inLeft && !inRight);
    }

    @Property(seed = "1")
    void recursiveDifferenceLeavesNothingBelowWhatWasTaken(@ForAll("sets") FieldSet left,
            @ForAll("sets") FieldSet right) {
        FieldSet rest = left.recursiveDifference(right);

        assertThat(rest.paths()).noneMatch(path -> right.paths().stream().anyMatch(path::startsWith));
        assertThat(rest.difference(left).isEmpty()).isTrue();
    }

    @Property(seed = "1")
    void leavesAreThePathsThatNothingLiesBelow(@ForAll("sets") FieldSet set) {
        List<FieldPath> paths = set.paths();

        assertThat(set.leaves().paths()).containsExactlyInAnyOrderElementsOf(paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> !other.equals(path) && other.startsWith(path)))
                .toList());
    }

    @Property(seed = "1")
    void fieldsV1ReadsBack(@ForAll("sets") FieldSet set) {
        assertThat(FieldSet.fromFieldsV1(set.toFieldsV1())).isEqualTo(set);
    }

    @Property(seed = "1")
    void pathsReadBack(@ForAll("paths") FieldPath path) {
        assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }

    @Provide
    Arbitrary<FieldSet> sets() {
        return paths().list().ofMaxSize(12).map(FieldSet::of);
    }

    @Provide
    Arbitrary<FieldPath> paths() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "x.y/z");
        Arbitrary<PathElement> elements = Arbitraries.oneOf(names.map(PathElement.Field::new),
                names.map(name -> new PathElement.Value(TextNode.valueOf(name))),
                Arbitraries.integers().between(0, 3).map(PathElement.Index::new),
                Arbitraries.integers().between(0, 2).map(port -> new PathElement.Key(
                        List.of(new PathElement.KeyField("port", IntNode.valueOf(port))))));
        return elements.list().ofMinSize(1).ofMaxSize(4).map(FieldPath::new);
    }
}
