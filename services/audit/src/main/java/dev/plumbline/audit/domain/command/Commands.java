package dev.plumbline.audit.domain.command;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.archive.UnknownApplicationException;
import dev.plumbline.contracts.Command;

/// Turns what a person asks into commands.
public final class Commands {
    private final Archive archive;
    private final CommandSink sink;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives each command an id of its own: asking twice is two commands
    public Commands(Archive archive, CommandSink sink, InstantSource clock, Supplier<String> ids) {
        this.archive = archive;
        this.sink = sink;
        this.clock = clock;
        this.ids = ids;
    }

    /// Asks that the Application be brought to what Git declares, now.
    ///
    /// @throws UnknownApplicationException if the fleet does not declare it
    public Command sync(String application, String actor, String reason) {
        known(application);
        return sent(new Command(ids.get(), application, Command.Kind.SYNC, actor, reason, null, clock.instant()));
    }

    /// Approves the deletions of one revision.
    ///
    /// @param revision the commit whose deletions are meant; the Application's newest when empty
    /// @throws UnknownApplicationException if the fleet does not declare it
    /// @throws InvalidQueryException if no revision is known
    public Command approve(String application, String actor, String reason, Optional<String> revision) {
        ApplicationView view = known(application);
        String approved = revision.or(() -> Optional.ofNullable(view.revision())).orElseThrow(
                () -> new InvalidQueryException("no-revision",
                        "Application " + application + " has no revision yet, so there is nothing to approve",
                        "Wait until it has been evaluated, or name the commit as \"revision\"."));
        return sent(new Command(ids.get(), application, Command.Kind.APPROVE, actor, reason, approved,
                clock.instant()));
    }

    private ApplicationView known(String application) {
        return archive.application(application).orElseThrow(() -> new UnknownApplicationException(application));
    }

    private Command sent(Command command) {
        sink.send(command);
        return command;
    }
}
