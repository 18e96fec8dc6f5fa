package dev.plumbline.kubernetes.requests;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// What an object occupies beside itself: a Service's addresses and ports.
interface Reservations {

    /// Fills in what is free and claims what is asked for; complaints when that is taken or out of range.
    ///
    /// @param live   null on create
    /// @param dryRun fill in, but claim nothing
    List<Cause> reserve(Target target, ObjectNode object, @Nullable ObjectNode live, boolean dryRun);

    /// Gives back what a deleted object occupied.
    void release(Target target, ObjectNode object);
}
