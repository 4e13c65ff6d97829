package mizan.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.AccountUpdate;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.platform.http.paging.PageLimit;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Lets administrators list, add and change accounts. Each change is audited, and takes effect at once. */
@Controller("/api/v1/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class AccountsApiController {

    private static final CursorScope SCOPE = CursorScope.of("accounts");

    private final Accounts accounts;
    private final Cursors cursors;
    private final StrictBodyReader reader;

    AccountsApiController(Accounts accounts, Cursors cursors, StrictBodyReader reader) {
        this.cursors = cursors;
        this.accounts = accounts;
        this.reader = reader;
    }

    /**
     * The accounts, sorted by name. Requires the role ADMIN.
     *
     * @param limit 1 to 200
     * @param after the cursor from next of the previous page
     */
    @Get
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    AccountList list(
            @Parameter(hidden = true) Moderator admin,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        admin.require(Role.ADMIN);
        List<String> cursor = cursors.decode(SCOPE, after, 1);
        int checked = PageLimit.check(limit);
        List<Account> found = accounts.page(cursor.isEmpty() ? null : cursor.getFirst(), checked + 1);
        List<AccountEntry> page =
                found.stream().limit(checked).map(AccountEntry::of).toList();
        return new AccountList(
                page,
                found.size() > checked ? cursors.encode(SCOPE, page.getLast().name()) : null);
    }

    /** Adds an account. Only an ADMIN who has the role PRIVACY can give that role. */
    @Post
    @BodyErrorResponses
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    @RequestBody(content = @Content(schema = @Schema(implementation = AccountRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The new account",
            content = @Content(schema = @Schema(implementation = AccountEntry.class)))
    HttpResponse<AccountEntry> add(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        AccountRequest added = reader.json(request, body, AccountRequest.class);
        List<FieldViolation> violations = added.violationsOfNew(accounts);
        if (!violations.isEmpty() || added.name() == null || added.password() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        requireDone(
                accounts.add(Actor.of(admin), added.name(), added.password(), added.roleSet(), added.siteSet()),
                "roles");
        return HttpResponse.created(entry(added.name()));
    }

    /**
     * Changes an account: roles, sites, password, or whether it is disabled. All changes take effect together. A new
     * password and disabling end the account's sessions.
     */
    @Patch
    @BodyErrorResponses
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    @RequestBody(content = @Content(schema = @Schema(implementation = AccountRequest.class)))
    @ApiResponse(responseCode = "200", description = "The changed account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NotFound")
    AccountEntry change(HttpRequest<?> request, @Parameter(hidden = true) Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        AccountRequest changes = reader.json(request, body, AccountRequest.class);
        if (changes.name() == null) {
            throw ProblemException.invalid(FieldViolation.of("name", "required"));
        }
        return change(admin, changes.name(), changes);
    }

    /**
     * Changes the account that the path names.
     *
     * @param name the user name
     */
    @Patch("/{name}")
    @BodyErrorResponses
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    @RequestBody(content = @Content(schema = @Schema(implementation = AccountRequest.class)))
    @ApiResponse(responseCode = "200", description = "The changed account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NotFound")
    AccountEntry changeNamed(
            HttpRequest<?> request,
            @Parameter(hidden = true) Moderator admin,
            @PathVariable String name,
            @Body byte[] body) {
        admin.require(Role.ADMIN);
        return change(admin, name, reader.json(request, body, AccountRequest.class));
    }

    private AccountEntry change(Moderator admin, String name, AccountRequest changes) {
        List<FieldViolation> violations = changes.violations();
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        // Administrators change their own password in the console, with the current one: a stolen token is not enough.
        if (changes.password() != null
                && accounts.find(name)
                        .filter(found -> found.name().equals(admin.name()))
                        .isPresent()) {
            throw ProblemException.invalid(FieldViolation.of("password", "own-account"));
        }
        AccountUpdate update = new AccountUpdate(
                changes.roles() == null ? null : changes.roleSet(),
                changes.sites() == null ? null : changes.siteSet(),
                changes.password(),
                changes.disabled());
        requireDone(
                accounts.update(Actor.of(admin), name, update),
                Boolean.TRUE.equals(changes.disabled()) ? "disabled" : "roles");
        return entry(name);
    }

    private AccountEntry entry(String name) {
        return AccountEntry.of(accounts.find(name).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND)));
    }

    private static void requireDone(AccountOutcome outcome, String changed) {
        switch (outcome) {
            case AccountOutcome.Done _, AccountOutcome.Unchanged _ -> {}
            case AccountOutcome.NoSuchAccount _ -> throw new ProblemException(ProblemType.NOT_FOUND);
            case AccountOutcome.PrivacyNotHeld _ -> throw new ProblemException(ProblemType.NOT_ALLOWED);
            default -> throw ProblemException.invalid(AccountRequest.violation(outcome, changed));
        }
    }

    /**
     * One page of accounts.
     *
     * @param next the cursor of the next page; null on the last page
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AccountList")
    record AccountList(
            List<AccountEntry> accounts, @Nullable String next) {}

    /**
     * One account.
     *
     * @param sites the sites that a MODERATOR moderates; an ADMIN moderates all
     * @param disabledAt null while the account is enabled
     * @param provider whether the account belongs to the OpenID provider, which manages its roles, sites and password
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Account")
    record AccountEntry(
            String name,
            Set<Role> roles,
            Set<String> sites,
            boolean disabled,
            @Nullable Instant disabledAt,
            boolean provider) {

        static AccountEntry of(Account account) {
            return new AccountEntry(
                    account.name(),
                    new TreeSet<>(account.roles()),
                    new TreeSet<>(account.sites()),
                    account.disabledAt() != null,
                    account.disabledAt(),
                    account.isProviderAccount());
        }
    }
}
