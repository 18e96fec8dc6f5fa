package dev.plumbline.kubernetes.requests;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.admission.Admission;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceTypes;
import dev.plumbline.kubernetes.store.Store;

/// The API without its wire: every request that HTTP clients and controllers make ends here.
public final class Api {
    private final Store store;
    private final ResourceTypes types;
    private final Presentation presentation = new Presentation();
    private final Bodies bodies;
    private final Tracking tracking;
    private final PodBindings podBindings;
    private final Operations operations;
    private final Scales scales;
    private final Reviews reviews;
    private final Evictions evictions;
    private final TokenRequests tokenRequests;

    public Api(Store store, ResourceTypes types, Access access, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.types = types;
        this.bodies = new Bodies(types);
        this.tracking = new Tracking(types, clock);
        Reservations reservations = new ServiceReservations(store, random);
        Admission admission = new Admission(store, access, () -> client("kube-apiserver"));
        Writer writer = new Writer(store, presentation, admission, new SystemMetadata(clock, random), reservations);
        Deleter deleter = new Deleter(store, presentation, admission, reservations, clock);
        this.operations = new Operations(new Reader(store), writer, deleter, bodies, tracking);
        this.scales = new Scales(store, presentation, writer, tracking, bodies);
        this.reviews = new Reviews(access, clock);
        this.evictions = new Evictions(store, operations, () -> client("kube-apiserver"));
        this.podBindings = new PodBindings(writer, clock);
        this.tokenRequests = new TokenRequests(store, access.accountTokens());
    }

    public ResourceTypes types() {
        return types;
    }

    public Store store() {
        return store;
    }

    public Presentation presentation() {
        return presentation;
    }

    public Operations operations() {
        return operations;
    }

    /// The in-process client; its writes are recorded under the name.
    public ApiClient client(String fieldManager) {
        return new LocalClient(this, fieldManager);
    }

    /// A POST: creates an object, or answers a review.
    public Answer create(Target target, RequestBody body, Parameters parameters, Caller caller) {
        if (target.type().group().isEmpty() && target.type().plural().equals("bindings")) {
            ResourceType pods = types.find("", "v1", "pods").orElseThrow();
            return podBindings.bind(new Target(pods, target.namespace(), "", ""), body, parameters, caller);
        }
        if (!Reviews.isReview(target)) {
            return operations.create(target, body, parameters, caller);
        }
        parameters.checkWrite("CreateOptions");
        ObjectNode decoded = Presentation.inFront(target.type(),
                bodies.decode(target.type(), body, FieldValidation.of(parameters), caller));
        String manager = FieldManagerName.of(parameters.text("fieldManager"), caller.userAgent());
        ObjectNode tracked = tracking.update(target, null, decoded, manager);
        return new Answer.Other(201, reviews.answer(target, tracked, caller.user()));
    }

    /// A request on a subresource other than the status.
    public Answer subresource(Target target, String verb, RequestBody body, Parameters parameters, Caller caller) {
        return switch (target.subresource() + " " + verb) {
            case "scale get" -> scales.get(target);
            case "scale update" -> scales.put(target, body, parameters, caller);
            case "scale patch" -> scales.patch(target, body, parameters, caller);
            case "eviction create" -> evictions.evict(target, body, parameters, caller);
            case "token create" -> tokenRequests.answer(target, body);
            case "binding create" -> podBindings.bind(target, body, parameters, caller);
            case "finalize update", "approval update", "ephemeralcontainers update", "resize update" ->
                operations.put(target, body, parameters, caller);
            case "approval patch", "ephemeralcontainers patch", "resize patch" ->
                operations.patch(target, body, parameters, caller);
            case "approval get", "ephemeralcontainers get", "resize get" -> operations.get(target, parameters);
            default -> throw ApiException.of(501, "NotImplemented",
                    "this server runs no containers and has no " + target.subresource() + " of "
                            + target.type().plural());
        };
    }

    public WatchStream watch(Target target, Parameters parameters, Runnable wakeUp) {
        return WatchStream.open(store, target, parameters, wakeUp);
    }

}
