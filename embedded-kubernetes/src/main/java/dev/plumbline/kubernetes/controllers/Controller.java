package dev.plumbline.kubernetes.controllers;

import java.util.List;

/// Something that watches objects and acts on others.
interface Controller {

    /// Begins to work; closing what is returned ends it.
    List<AutoCloseable> start();
}
