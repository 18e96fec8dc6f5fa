package dev.plumbline.local.git;

import java.util.Collection;
import java.util.List;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;

/// One ref that a push moved.
///
/// @param ref    full name, `refs/heads/main`
/// @param before former target, zero when the ref is new
/// @param after  new target, zero when the ref is gone
/// @param forced whether commits were left behind
record Push(String ref, ObjectId before, ObjectId after, boolean forced) {

    static List<Push> accepted(Collection<ReceiveCommand> commands) {
        return commands.stream().filter(command -> command.getResult() == ReceiveCommand.Result.OK)
                .map(command -> new Push(command.getRefName(), command.getOldId(), command.getNewId(),
                        command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD))
                .toList();
    }

    boolean created() {
        return before.equals(ObjectId.zeroId());
    }

    boolean deleted() {
        return after.equals(ObjectId.zeroId());
    }
}
