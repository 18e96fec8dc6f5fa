/// The whole server under what clients and machines do to it: broken requests, load, kill -9.
@NullMarked
package dev.plumbline.kubernetes.server;

import org.jspecify.annotations.NullMarked;
