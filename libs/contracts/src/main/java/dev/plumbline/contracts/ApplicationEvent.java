package dev.plumbline.contracts;

/// What the fleet says of one Application.
public sealed interface ApplicationEvent extends Event permits ApplicationDeclared, ApplicationRemoved {
    String name();

    @Override
    default Topic topic() {
        return Topic.APPLICATIONS;
    }

    @Override
    default String key() {
        return name();
    }
}
