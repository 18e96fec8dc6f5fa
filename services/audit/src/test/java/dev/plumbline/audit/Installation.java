package dev.plumbline.audit;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

import com.fasterxml.jackson.databind.JsonNode;

/// The service under test, its topics and its API.
record Installation(Topics topics, Api api) {
    static Installation running() {
        return new Installation(new Topics(ConfigProvider.getConfig().getValue("PLUMBLINE_KAFKA", String.class)),
                new Api(ConfigProvider.getConfig().getValue("test.url", URI.class)));
    }

    /// The list's first item, once it has one.
    JsonNode first(String path) {
        return await(path, answer -> !answer.path("items").isEmpty()).path("items").path(0);
    }

    /// The list, once it has so many items.
    JsonNode items(String path, int count) {
        return await(path, answer -> answer.path("items").size() == count).path("items");
    }

    JsonNode await(String path, Predicate<JsonNode> condition) {
        return Awaitility.await(path).until(() -> api.get(path), condition);
    }

    /// What comes to be equal to something else.
    <T> T await(Callable<T> answer, Predicate<T> condition) {
        return Awaitility.await().until(answer, condition);
    }
}
