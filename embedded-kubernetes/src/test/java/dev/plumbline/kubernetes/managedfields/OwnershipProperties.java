package dev.plumbline.kubernetes.managedfields;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.typed.TypeTable;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/// What must hold of ownership after any course of applies, forced applies and updates by three managers.
class OwnershipProperties {
    private static final int TRIES = 60;
    private static final int WRITES = 8;
    private static final List<String> MANAGERS = List.of("ann", "bob", "eve");
    private static final Schema DEPLOYMENT = BuiltInTypes.load().schema("apps/v1", "Deployment").orElseThrow();
    private static final FieldSet NOBODYS = FieldSet.of(FieldPath.of("apiVersion"), FieldPath.of("kind"),
            FieldPath.of("metadata", "name"), FieldPath.of("metadata", "managedFields"));

    @Provide
    Arbitrary<Random> courses() {
        return Arbitraries.randomValue(random -> new Random(random.nextLong()));
    }

    /// A write of a random kind; what was refused changes nothing.
    private static String write(Tracked object, Random random) {
        String manager = MANAGERS.get(random.nextInt(MANAGERS.size()));
        String config = Workloads.any(random);
        return switch (random.nextInt(3)) {
            case 0 -> {
                object.apply(manager, config);
                yield manager + " Apply";
            }
            case 1 -> {
                object.force(manager, config);
                yield manager + " Apply";
            }
            default -> {
                object.update(manager, config);
                yield manager + " Update";
            }
        };
    }

    private static Tracked begun(Random random) {
        Tracked object = Tracked.decodedDeployment();
        object.force("ann", Workloads.any(random));
        return object;
    }

    private static Map<String, FieldSet> owners(Tracked object) {
        Map<String, FieldSet> owners = new TreeMap<>();
        for (JsonNode entry : Entries.of(object.live())) {
            owners.put(entry.path("manager").asText() + " " + entry.path("operation").asText(),
                    FieldSet.fromFieldsV1((ObjectNode) entry.path("fieldsV1")));
        }
        return owners;
    }

    private static FieldSet fields(ObjectNode object) {
        return new TypedValue(object, DEPLOYMENT).fields();
    }

    @Property(seed = "1", tries = TRIES)
    void applyingTheSameAgainChangesNothing(@ForAll("courses") Random random) {
        Tracked object = begun(random);
        for (int i = 0; i < WRITES; i++) {
            write(object, random);
        }
        String config = Workloads.any(random);
        object.force("bob", config);
        ObjectNode once = object.live();

        object.force("bob", config);
        assertThat(object.live()).isEqualTo(once);
        object.apply("bob", config);
        assertThat(object.live()).isEqualTo(once);
    }

    @Property(seed = "1", tries = TRIES)
    void anApplierHasItsValuesAndOwnsThem(@ForAll("courses") Random random) {
        Tracked object = begun(random);
        for (int i = 0; i < WRITES; i++) {
            write(object, random);
        }
        ObjectNode config = Tracked.yaml(Workloads.any(random));

        object.force("bob", config.toString());

        FieldSet wanted = fields(config).difference(NOBODYS);
        assertThat(owners(object).get("bob Apply")).isEqualTo(wanted);
        assertThat(new TypedValue(object.live(), DEPLOYMENT).compare(
                new TypedValue(object.live(), DEPLOYMENT).merge(config).value()).isSame()).isTrue();
    }

    @Property(seed = "1", tries = TRIES)
    void aManagerLosesOnlyWhatItGaveUpOrWasTakenFromIt(@ForAll("courses") Random random) {
        Tracked object = begun(random);
        for (int i = 0; i < WRITES; i++) {
            Map<String, FieldSet> before = owners(object);

            String writer = write(object, random);

            Map<String, FieldSet> after = owners(object);
            FieldSet taken = after.getOrDefault(writer, FieldSet.EMPTY);
            FieldSet present = fields(object.live());
            before.forEach((owner, had) -> {
                FieldSet has = after.getOrDefault(owner, FieldSet.EMPTY);
                if (!owner.equals(writer)) {
                    FieldSet lost = had.difference(has);
                    assertThat(lost.intersection(present).difference(taken).paths())
                            .as("lost by %s to a write of %s, though present and not taken", owner, writer).isEmpty();
                    assertThat(has.difference(had).paths()).as("gained by %s from a write of %s", owner, writer)
                            .isEmpty();
                }
            });
        }
    }

    @Property(seed = "1", tries = TRIES)
    void everyFieldHasAnOwner(@ForAll("courses") Random random) {
        Tracked object = begun(random);
        for (int i = 0; i < WRITES; i++) {
            write(object, random);

            FieldSet owned = owners(object).values().stream().reduce(FieldSet.EMPTY, FieldSet::union);
            FieldSet written = fields(Entries.put(object.live(), null)).leaves().difference(NOBODYS)
                    .difference(fields(zero()));
            assertThat(written.difference(owned).paths()).as("fields without an owner")
                    .allMatch(path -> path.toString().endsWith("/resources"), "are empty structs that Go writes");
        }
    }

    private static ObjectNode zero() {
        return TypeTable.builtin().decoder("apps.v1.Deployment").zero();
    }
}
