package mizan.console.account;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.moderator.password.PasswordPolicy;
import mizan.platform.SecretFiles;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Lets an ADMIN manage accounts. Changes take effect immediately. */
@Controller("/console/accounts")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AccountsController {

    /** The accepted values of the query parameter {@code done}: key suffixes of success messages. */
    private static final Set<String> COMPLETED_ACTIONS = Set.of("changed", "unchanged", "disabled", "enabled");

    private final Accounts accounts;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    AccountsController(Accounts accounts, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.accounts = accounts;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Moderator admin) {
        admin.require(Role.ADMIN);
        return renderer.render("console/accounts.jte", new AccountsPage(renderer.layout(request), accounts.list()));
    }

    @Get("/new")
    HttpResponse<?> addForm(HttpRequest<?> request, Moderator admin) {
        admin.require(Role.ADMIN);
        return render(HttpStatus.OK, page(request, null, AccountForm.empty()));
    }

    @Post("/new")
    HttpResponse<?> add(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        AccountForm form = AccountForm.of(reader.form(body));
        if (form.roles().isEmpty()) {
            AccountPage page = page(request, null, form);
            return render(
                    HttpStatus.UNPROCESSABLE_ENTITY, page.withViolation("roles", page.text("accounts.error.noRole")));
        }
        String password = form.password().isEmpty() ? SecretFiles.randomPassword() : form.password();
        AccountOutcome outcome = accounts.add(Actor.of(admin), form.name(), password, form.roles(), form.sites());
        if (!(outcome instanceof AccountOutcome.Done)) {
            return reject(page(request, null, form), outcome);
        }
        AccountPage page = page(request, requireAccount(form.name()));
        return render(
                HttpStatus.OK,
                form.password().isEmpty() ? page.withPassword("added", password) : page.withCompletedAction("added"));
    }

    @Get("/account")
    HttpResponse<?> account(
            HttpRequest<?> request, Moderator admin, @QueryValue String name, @QueryValue @Nullable String done) {
        admin.require(Role.ADMIN);
        AccountPage page = page(request, requireAccount(name));
        return render(
                HttpStatus.OK,
                page.withCompletedAction(done != null && COMPLETED_ACTIONS.contains(done) ? done : null));
    }

    @Post("/rights")
    HttpResponse<?> change(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        AccountForm form = AccountForm.of(reader.form(body));
        Account account = requireAccount(form.name());
        AccountPage page = page(request, account, form);
        if (form.isStale(account)) {
            // The form keeps the checked boxes and gets the current rights, so that a second submission is accepted.
            AccountForm resubmission = new AccountForm(
                    form.name(),
                    form.roles(),
                    form.sites(),
                    "",
                    AccountForm.of(account).originalRights());
            AccountPage fresh = page(request, account, resubmission);
            return render(
                    HttpStatus.CONFLICT,
                    fresh.withViolation("rights", fresh.text("accounts.error.stale", currentRoles(fresh, account))));
        }
        if (form.roles().isEmpty()) {
            return render(
                    HttpStatus.UNPROCESSABLE_ENTITY, page.withViolation("roles", page.text("accounts.error.noRole")));
        }
        return respond(page, accounts.change(Actor.of(admin), account.name(), form.roles(), form.sites()), "changed");
    }

    @Post("/password")
    HttpResponse<?> changePassword(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        AccountForm form = AccountForm.of(reader.form(body));
        Account account = requireAccount(form.name());
        if (account.name().equals(admin.name())) {
            // Admins change their own password with the current one, so that an open console is not enough.
            return ConsoleRenderer.redirect(URI.create(PasswordPage.PATH));
        }
        String password = form.password().isEmpty() ? SecretFiles.randomPassword() : form.password();
        AccountOutcome outcome = accounts.changePassword(Actor.of(admin), account.name(), password);
        AccountPage page = page(request, account);
        if (!(outcome instanceof AccountOutcome.Done)) {
            return reject(page, outcome);
        }
        return render(
                HttpStatus.OK,
                form.password().isEmpty()
                        ? page.withPassword("password", password)
                        : page.withCompletedAction("password"));
    }

    /** Asks for confirmation. */
    @Get("/disable")
    HttpResponse<?> confirmDisable(HttpRequest<?> request, Moderator admin, @QueryValue String name) {
        admin.require(Role.ADMIN);
        return renderer.render("console/account-disable.jte", page(request, requireAccount(name)));
    }

    @Post("/disable")
    HttpResponse<?> disable(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        Account account = requireAccount(AccountForm.of(reader.form(body)).name());
        return respond(page(request, account), accounts.disable(Actor.of(admin), account.name()), "disabled");
    }

    @Post("/enable")
    HttpResponse<?> enable(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        Account account = requireAccount(AccountForm.of(reader.form(body)).name());
        return respond(page(request, account), accounts.enable(Actor.of(admin), account.name()), "enabled");
    }

    private HttpResponse<?> respond(AccountPage page, AccountOutcome outcome, String action) {
        return switch (outcome) {
            case AccountOutcome.Done _ -> redirectToAccount(page.name(), action);
            case AccountOutcome.Unchanged _ -> redirectToAccount(page.name(), "unchanged");
            default -> reject(page, outcome);
        };
    }

    private HttpResponse<?> reject(AccountPage page, AccountOutcome outcome) {
        return switch (outcome) {
            case AccountOutcome.Done _, AccountOutcome.Unchanged _ ->
                throw new IllegalStateException("The change was accepted");
            case AccountOutcome.NoSuchAccount _ -> throw new ProblemException(ProblemType.NOT_FOUND);
            case AccountOutcome.NameTaken _ -> renderError(page, HttpStatus.CONFLICT, "name", "accounts.error.taken");
            case AccountOutcome.InvalidName _ ->
                renderError(page, HttpStatus.UNPROCESSABLE_ENTITY, "name", "accounts.error.name");
            case AccountOutcome.InvalidPassword(PasswordPolicy.Violation violation) ->
                renderError(page, HttpStatus.UNPROCESSABLE_ENTITY, "password", AccountsPage.messageKey(violation));
            case AccountOutcome.SiteRequired _ ->
                renderError(page, HttpStatus.UNPROCESSABLE_ENTITY, "sites", "accounts.error.noSite");
            case AccountOutcome.PrivacyNotHeld _ ->
                renderError(page, HttpStatus.FORBIDDEN, "form", "accounts.error.privacy");
            case AccountOutcome.UnknownSites(Set<String> unknown) ->
                render(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        page.withViolation(
                                "sites",
                                page.text("accounts.error.sites", String.join(page.text("list.separator"), unknown))));
            case AccountOutcome.OwnAccount _ -> renderError(page, HttpStatus.CONFLICT, "form", "accounts.error.own");
            case AccountOutcome.LastAdmin _ ->
                renderError(page, HttpStatus.CONFLICT, "form", "accounts.error.lastAdmin");
            case AccountOutcome.ManagedByProvider _ ->
                renderError(page, HttpStatus.CONFLICT, "form", "accounts.error.provider");
        };
    }

    private HttpResponse<?> renderError(AccountPage page, HttpStatus status, String field, String key) {
        return render(status, page.withViolation(field, page.text(key, PasswordPolicy.MIN_LENGTH)));
    }

    private HttpResponse<?> render(HttpStatus status, AccountPage page) {
        return renderer.render(status, "console/account.jte", page);
    }

    private static MutableHttpResponse<?> redirectToAccount(String name, String action) {
        return ConsoleRenderer.redirect(UriBuilder.of(AccountsPage.path(name))
                .queryParam("done", action)
                .build());
    }

    private static String currentRoles(AccountPage page, Account account) {
        String separator = page.text("list.separator");
        return String.join(
                separator,
                new TreeSet<>(account.roles())
                        .stream().map(role -> page.text("role." + role)).toList());
    }

    private AccountPage page(HttpRequest<?> request, Account account) {
        return page(request, account, AccountForm.of(account));
    }

    private AccountPage page(HttpRequest<?> request, @Nullable Account account, AccountForm form) {
        Set<String> allSites =
                new TreeSet<>(sites.all().stream().map(Site::name).toList());
        Layout layout = renderer.layout(request);
        boolean isForm = request.getMethod() == HttpMethod.POST;
        String path = account == null ? "/console/accounts/new" : AccountsPage.path(account.name());
        return AccountPage.of(isForm ? layout.withPath(path) : layout, account, form, allSites);
    }

    private Account requireAccount(String name) {
        return accounts.find(name).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }
}
