/// The console: pages for people, drawn here and kept up to date by server-sent events.
@NullMarked
package dev.plumbline.audit.http.console;

import org.jspecify.annotations.NullMarked;
