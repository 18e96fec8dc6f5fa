package dev.plumbline.renderer.domain;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.rendering.source.SourceTree;

/// The content of commits.
public interface Sources {

    /// Opens a commit for reading.
    ///
    /// @throws SourceUnavailable when it cannot be had now
    Checkout open(CommitObserved commit);

    /// One open commit. What is read of it is noted.
    interface Checkout extends AutoCloseable {
        SourceTree tree();

        /// What was read of it so far.
        Dependencies reads();

        /// Whether all that an earlier render looked at is the same here.
        boolean isSame(Dependencies earlier);

        /// Whether this commit has the other one among its ancestors.
        boolean descendsFrom(String commit);

        @Override
        void close();
    }

    /// A commit cannot be read. Trying again may help.
    final class SourceUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean forAll;

        /// @param forAll whether no commit of any repository can be had now
        public SourceUnavailable(String message, Throwable cause, boolean forAll) {
            super(message, cause);
            this.forAll = forAll;
        }

        public boolean isForAll() {
            return forAll;
        }
    }
}
