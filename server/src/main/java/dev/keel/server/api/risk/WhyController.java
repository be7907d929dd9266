package dev.keel.server.api.risk;

import dev.keel.core.order.OrderId;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.view.Why;
import dev.keel.ledger.view.WhyReader;
import dev.keel.server.api.RefusedException;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Why", description = "Why something was, or was not, traded")
class WhyController {
    private final Platform platform;
    private final WhyReader why;

    WhyController(Platform platform) {
        this.platform = platform;
        this.why = platform.why();
    }

    @GetMapping("/api/v1/why")
    @Operation(
            summary = "The whole chain behind a signal, an order or a fill",
            description =
                    "Signal, gate, every risk check with its limit and verdict, the order, what was"
                            + " said to and heard from the venue, fills, postings, differences.")
    @ApiResponse(responseCode = "404", description = "There is no such signal, order or fill")
    @ApiResponse(responseCode = "422", description = "A parameter is missing or wrong")
    WhyView why(
            @Parameter(description = "The id of a signal") @RequestParam(required = false)
                    @Nullable String signal,
            @Parameter(description = "The id of an order") @RequestParam(required = false)
                    @Nullable String order,
            @Parameter(description = "The trade's id of a fill; with order")
                    @RequestParam(required = false)
                    @Nullable String trade) {
        if ((signal == null) == (order == null)) {
            throw RefusedException.field("order", "or signal must be given, and not both");
        }
        if (signal != null) {
            if (trade != null) {
                throw RefusedException.field("trade", "goes with an order");
            }
            SignalId id = parse("signal", "must be the id of a signal", signal, SignalId::parse);
            return view("signal", why.ofSignal(platform.account().state().id(), id));
        }
        OrderId id =
                parse("order", "must be the id of an order", String.valueOf(order), OrderId::parse);
        return trade == null
                ? view("order", why.ofOrder(id))
                : view("trade", why.ofFill(id, trade));
    }

    private static WhyView view(String field, Optional<Why> found) {
        return found.map(WhyView::of)
                .orElseThrow(
                        () -> new RefusedException(HttpStatus.NOT_FOUND, field + " is not known"));
    }

    private static <T> T parse(
            String field, String message, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(field, message);
        }
    }
}
