package mizan.moderation.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.block.Block;
import mizan.comment.block.BlockKind;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Lists, adds and lifts blocks. */
@Controller("/api/v1/moderation/blocks")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class BlockController {

    private final ModeratedBlocks blocks;
    private final StrictBodyReader reader;

    BlockController(ModeratedBlocks blocks, StrictBodyReader reader) {
        this.blocks = blocks;
        this.reader = reader;
    }

    /**
     * The blocks in force, newest first.
     *
     * @param site one site; all sites of the moderator if absent
     * @param limit 1 to 200
     * @param after the cursor from next of the previous page
     */
    @Get
    @Operation(operationId = "blocks")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    BlockPage page(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        ModeratedBlocks.Page page = blocks.page(moderator, site, limit, after);
        return new BlockPage(page.blocks().stream().map(ListedBlock::of).toList(), page.next());
    }

    /**
     * Blocks the author or the client of a comment on its site. Their later comments are accepted like any other, and stored
     * as rejected with the finding {@code blocked}; a moderator can approve them. A new block replaces an earlier one of the
     * same kind for the same comment.
     */
    @Post
    @Status(HttpStatus.CREATED)
    @Operation(operationId = "block")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = BlockRequest.class)))
    @ApiResponse(responseCode = "201", description = "Blocked", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    ListedBlock block(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        return ListedBlock.of(blocks.block(moderator, reader.json(request, body, BlockRequest.class)));
    }

    /** Lifts a block. Later comments are pending again. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "liftBlock")
    @ApiResponse(responseCode = "204", description = "Lifted")
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    void lift(@Parameter(hidden = true) Moderator moderator, UUID id) {
        blocks.lift(moderator, id);
    }

    /**
     * One page of blocks.
     *
     * @param next the cursor of the next page; null on the last page
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "BlockPage")
    record BlockPage(List<ListedBlock> blocks, @Nullable String next) {}

    /**
     * A block.
     *
     * @param comment the comment whose author or client is blocked
     * @param name the name of that comment's author; null if the author is erased
     * @param until null for no end
     * @param moderator the account that blocked
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Block")
    record ListedBlock(
            UUID id,
            String site,
            BlockKind kind,
            UUID comment,
            @Nullable String name,
            @Nullable Instant until,
            @Nullable String note,
            String moderator,
            Instant at) {

        static ListedBlock of(Block block) {
            return new ListedBlock(
                    block.id(),
                    block.site(),
                    block.kind(),
                    block.commentId(),
                    block.name(),
                    block.until(),
                    block.note(),
                    block.moderator(),
                    block.createdAt());
        }
    }
}
