package dev.plumbline.cli.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks at the fleet's repository before anything is started, so that a typing error costs a second and not a minute.
final class FleetCheck {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String SYMBOLIC_HEAD = "ref: refs/heads/";
    private static final int SHOWN_BRANCHES = 5;

    private FleetCheck() {
    }

    /// The address with its ref: the one given, if the repository has it, else the default branch.
    ///
    /// @throws Complaint if the repository does not answer or lacks the ref
    static FleetAddress resolve(FleetAddress fleet) throws Complaint, InterruptedException {
        GitCommand git = new GitCommand(Path.of("").toAbsolutePath());
        GitCommand.Answer answer = git.ask("ls-remote", "--symref", fleet.url());
        if (answer.code() != 0) {
            throw new Complaint("The fleet " + fleet.url() + " cannot be read: " + answer.reason()
                    + ". Check the URL, the network and the credentials (git ls-remote " + fleet.url() + ")");
        }
        List<String> lines = answer.output().lines().toList();
        if (fleet.ref().isEmpty()) {
            return fleet.withRef(defaultBranch(lines).orElseThrow(() -> new Complaint("The fleet " + fleet.url()
                    + " has no default branch: name one with " + fleet.url() + "#BRANCH")));
        }
        String ref = fleet.ref().get();
        if (!COMMIT.matcher(ref).matches() && lines.stream().noneMatch(line -> names(line, ref))) {
            throw new Complaint("The fleet " + fleet.url() + " has no branch or tag \"" + ref + "\"" + hint(lines));
        }
        return fleet;
    }

    private static Optional<String> defaultBranch(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(SYMBOLIC_HEAD) && line.endsWith("\tHEAD"))
                .map(line -> line.substring(SYMBOLIC_HEAD.length(), line.indexOf('\t')))
                .filter(branch -> lines.stream().anyMatch(line -> names(line, branch))).findFirst();
    }

    private static boolean names(String line, String ref) {
        return line.endsWith("\trefs/heads/" + ref) || line.endsWith("\trefs/tags/" + ref) || line.endsWith("\t" + ref);
    }

    private static String hint(List<String> lines) {
        List<String> branches = lines.stream().filter(line -> line.contains("\trefs/heads/"))
                .map(line -> line.substring(line.indexOf("refs/heads/") + "refs/heads/".length())).limit(SHOWN_BRANCHES)
                .toList();
        return branches.isEmpty() ? ": it is empty" : ": it has " + String.join(", ", branches);
    }
}
