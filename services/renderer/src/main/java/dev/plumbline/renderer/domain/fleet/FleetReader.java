package dev.plumbline.renderer.domain.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.manifests.Lines;
import dev.plumbline.manifests.ManifestException;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.manifests.YamlDocument;
import dev.plumbline.manifests.YamlReader;
import dev.plumbline.renderer.domain.RenderedObject;

/// Reads the documents of a fleet one by one, strictly: what one of them has wrong is no reason to pass over another.
public final class FleetReader {
    static final String API_VERSION = "plumbline.dev/v1";
    /// As Kubernetes names objects (RFC 1123 label), so that a name fits into labels and keys.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final SpecReader specs;
    private final Projects projects = new Projects();
    private final Map<String, FleetReading.Declaration> applications = new LinkedHashMap<>();
    private final Map<String, List<RenderError>> broken = new LinkedHashMap<>();
    private final List<RenderError> errors = new ArrayList<>();
    private final Map<String, SourcePosition> places = new LinkedHashMap<>();

    private FleetReader(FleetSource fleet) {
        this.specs = new SpecReader(fleet);
    }

    public static FleetReading read(FleetSource fleet, List<FleetFile> files) {
        FleetReader reader = new FleetReader(fleet);
        files.forEach(reader::file);
        reader.enforceProjects();
        return new FleetReading(reader.applications, reader.broken, reader.errors);
    }

    /// The same for objects that were rendered: only the line where each begins is known.
    public static FleetReading readObjects(FleetSource fleet, List<RenderedObject> objects) {
        FleetReader reader = new FleetReader(fleet);
        for (RenderedObject object : objects) {
            SourcePosition place = object.source() == null ? new SourcePosition(fleet.path(), 0) : object.source();
            reader.document(place.file(), object.manifest(), new Lines(place.line(), Map.of()), List.of());
        }
        reader.enforceProjects();
        return new FleetReading(reader.applications, reader.broken, reader.errors);
    }

    private void file(FleetFile file) {
        try {
            for (YamlDocument document : YamlReader.readAll(file.file(), file.text())) {
                if (!document.value().isNull()) {
                    document(file.file(), document.value(), document.lines(), document.duplicates());
                }
            }
        } catch (ManifestException e) {
            String place = e.position() + ": ";
            String message = String.valueOf(e.getMessage());
            errors.add(new RenderError(message.startsWith(place) ? message.substring(place.length()) : message,
                    e.position()));
        }
    }

    private void document(String file, JsonNode value, Lines lines, List<YamlDocument.DuplicateKey> duplicates) {
        List<RenderError> found = new ArrayList<>();
        for (YamlDocument.DuplicateKey duplicate : duplicates) {
            found.add(new RenderError("the key \"" + duplicate.key() + "\" is already set in this map; remove one of"
                    + " the two", new SourcePosition(file, duplicate.line())));
        }
        if (!(value instanceof ObjectNode object)) {
            errors.add(new RenderError("a document of the fleet must be a map, is " + value,
                    new SourcePosition(file, lines.line())));
            return;
        }
        String apiVersion = object.path("apiVersion").asText("");
        String kind = object.path("kind").asText("");
        Fields fields = new Fields(file, object, lines, "", found);
        fields.allow("apiVersion", "kind", "status");
        if (!apiVersion.equals(API_VERSION) || !(kind.equals("Application") || kind.equals("Project"))) {
            errors.add(new RenderError("the fleet's path holds Application and Project documents of " + API_VERSION
                    + ", this is " + (kind.isEmpty() ? "of no kind" : kind + " of \"" + apiVersion + "\"")
                    + ": move it to a path that an Application names", fields.position()));
            return;
        }
        String name = name(fields);
        if (kind.equals("Project")) {
            projects.add(name, fields.map("spec"));
            fields.refuseOthers();
            errors.addAll(found);
            return;
        }
        ApplicationSpec spec = specs.read(fields.map("spec"));
        fields.refuseOthers();
        add(name, new FleetReading.Declaration(spec, fields.position()), found);
    }

    private static String name(Fields document) {
        Fields metadata = document.map("metadata");
        metadata.allow("labels", "annotations", "namespace");
        String name = metadata.required("name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            metadata.refuse("name", "must be 1 to 63 lowercase letters, digits and '-', is \"" + name + "\"");
        }
        metadata.refuseOthers();
        return NAME.matcher(name).matches() ? name : "";
    }

    private void add(String name, FleetReading.Declaration declaration, List<RenderError> found) {
        if (name.isEmpty()) {
            errors.addAll(found);
            return;
        }
        SourcePosition other = places.putIfAbsent(name, declaration.position());
        if (other != null) {
            found.add(new RenderError("Application " + name + " is declared twice, also at " + other
                    + ": give one of them another name", declaration.position()));
        }
        if (found.isEmpty()) {
            applications.put(name, declaration);
        } else {
            refuse(name, found);
        }
    }

    private void enforceProjects() {
        Set<String> names = new LinkedHashSet<>(applications.keySet());
        for (String name : names) {
            FleetReading.Declaration declaration = applications.get(name);
            if (declaration != null) {
                Optional<String> refusal = projects.refusal(declaration.spec());
                refusal.ifPresent(why -> refuse(name, List.of(new RenderError(why, declaration.position()))));
            }
        }
    }

    private void refuse(String name, List<RenderError> why) {
        applications.remove(name);
        broken.merge(name, List.copyOf(why), FleetReader::joined);
        errors.addAll(why);
    }

    private static List<RenderError> joined(List<RenderError> some, List<RenderError> more) {
        List<RenderError> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /// Whether a file name is one that manifests have.
    public static boolean isDocument(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
    }
}
