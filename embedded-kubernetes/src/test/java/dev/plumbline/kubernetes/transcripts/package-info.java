/// Replays what kubectl printed against a real server.
@NullMarked
package dev.plumbline.kubernetes.transcripts;

import org.jspecify.annotations.NullMarked;
