/// The controllers that give objects their effects: workloads make Pods, Pods become ready, owners take their dependents along.
@NullMarked
package dev.plumbline.kubernetes.controllers;

import org.jspecify.annotations.NullMarked;
