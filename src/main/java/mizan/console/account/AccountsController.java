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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.SecretFiles;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Lets an ADMIN look after the accounts. What it changes counts at once. */
@Controller("/console/people")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AccountsController {

    /** What can have been done, by the key of its word. */
    private static final Set<String> DEEDS = Set.of("changed", "unchanged", "disabled", "enabled");

    private final Accounts accounts;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer pages;

    AccountsController(Accounts accounts, Sites sites, StrictBodyReader reader, ConsoleRenderer pages) {
        this.accounts = accounts;
        this.sites = sites;
        this.reader = reader;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Moderator admin) {
        requireAdmin(admin);
        return pages.page("console/people.jte", new AccountsPage(pages.frame(request), accounts.list()));
    }

    @Get("/new")
    HttpResponse<?> prepare(HttpRequest<?> request, Moderator admin) {
        requireAdmin(admin);
        return show(HttpStatus.OK, page(request, null, AccountForm.empty()));
    }

    @Post("/new")
    HttpResponse<?> add(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        requireAdmin(admin);
        AccountForm form = AccountForm.of(reader.form(body));
        if (form.roles().isEmpty()) {
            AccountPage page = page(request, null, form);
            return show(HttpStatus.UNPROCESSABLE_ENTITY, page.wrong("roles", page.text("people.fault.noRole")));
        }
        String password = form.password().isEmpty() ? SecretFiles.randomPassword() : form.password();
        AccountOutcome outcome = accounts.add(Actor.of(admin), form.name(), password, form.roles(), form.sites());
        if (!(outcome instanceof AccountOutcome.Done)) {
            return refused(page(request, null, form), outcome);
        }
        AccountPage page = page(request, find(form.name()));
        return show(
                HttpStatus.OK, form.password().isEmpty() ? page.withPassword("added", password) : page.done("added"));
    }

    @Get("/account")
    HttpResponse<?> read(
            HttpRequest<?> request, Moderator admin, @QueryValue String name, @QueryValue @Nullable String done) {
        requireAdmin(admin);
        AccountPage page = page(request, find(name));
        return show(HttpStatus.OK, page.done(done != null && DEEDS.contains(done) ? done : null));
    }

    @Post("/rights")
    HttpResponse<?> change(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        requireAdmin(admin);
        AccountForm form = AccountForm.of(reader.form(body));
        Account account = find(form.name());
        AccountPage page = page(request, account, form);
        if (form.isStale(account)) {
            // What is ticked comes back, over what holds now: sent once more, it counts.
            AccountForm again = new AccountForm(
                    form.name(),
                    form.roles(),
                    form.sites(),
                    "",
                    AccountForm.of(account).seen());
            AccountPage fresh = page(request, account, again);
            return show(
                    HttpStatus.CONFLICT, fresh.wrong("rights", fresh.text("people.fault.stale", now(fresh, account))));
        }
        if (form.roles().isEmpty()) {
            return show(HttpStatus.UNPROCESSABLE_ENTITY, page.wrong("roles", page.text("people.fault.noRole")));
        }
        return answer(page, accounts.change(Actor.of(admin), account.name(), form.roles(), form.sites()), "changed");
    }

    @Post("/password")
    HttpResponse<?> changePassword(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        requireAdmin(admin);
        AccountForm form = AccountForm.of(reader.form(body));
        Account account = find(form.name());
        if (account.name().equals(admin.name())) {
            // An open console is not enough to take over its account.
            return ConsoleRenderer.leadTo(URI.create(PasswordPage.PATH));
        }
        String password = form.password().isEmpty() ? SecretFiles.randomPassword() : form.password();
        AccountOutcome outcome = accounts.changePassword(Actor.of(admin), account.name(), password);
        AccountPage page = page(request, account);
        if (!(outcome instanceof AccountOutcome.Done)) {
            return refused(page, outcome);
        }
        return show(
                HttpStatus.OK,
                form.password().isEmpty() ? page.withPassword("password", password) : page.done("password"));
    }

    /** Asks once more, and says whom. */
    @Get("/disable")
    HttpResponse<?> ask(HttpRequest<?> request, Moderator admin, @QueryValue String name) {
        requireAdmin(admin);
        return pages.page("console/disable.jte", page(request, find(name)));
    }

    @Post("/disable")
    HttpResponse<?> disable(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        requireAdmin(admin);
        Account account = find(AccountForm.of(reader.form(body)).name());
        return answer(page(request, account), accounts.disable(Actor.of(admin), account.name()), "disabled");
    }

    @Post("/enable")
    HttpResponse<?> enable(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        requireAdmin(admin);
        Account account = find(AccountForm.of(reader.form(body)).name());
        return answer(page(request, account), accounts.enable(Actor.of(admin), account.name()), "enabled");
    }

    private HttpResponse<?> answer(AccountPage page, AccountOutcome outcome, String deed) {
        return switch (outcome) {
            case AccountOutcome.Done _ -> back(page.name(), deed);
            case AccountOutcome.Unchanged _ -> back(page.name(), "unchanged");
            default -> refused(page, outcome);
        };
    }

    private HttpResponse<?> refused(AccountPage page, AccountOutcome outcome) {
        return switch (outcome) {
            case AccountOutcome.Done _, AccountOutcome.Unchanged _ -> throw new IllegalStateException("Not refused");
            case AccountOutcome.NoSuchAccount _ -> throw new ProblemException(ProblemType.NOT_FOUND);
            case AccountOutcome.NameTaken _ -> wrong(page, HttpStatus.CONFLICT, "name", "people.fault.taken");
            case AccountOutcome.InvalidName _ ->
                wrong(page, HttpStatus.UNPROCESSABLE_ENTITY, "name", "people.fault.name");
            case AccountOutcome.InvalidPassword _ ->
                wrong(page, HttpStatus.UNPROCESSABLE_ENTITY, "password", "people.fault.password");
            case AccountOutcome.UnknownSites(Set<String> unknown) ->
                show(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        page.wrong(
                                "sites",
                                page.text("people.fault.sites", String.join(page.text("list.separator"), unknown))));
            case AccountOutcome.OwnAccount _ -> wrong(page, HttpStatus.CONFLICT, "form", "people.fault.own");
            case AccountOutcome.LastAdmin _ -> wrong(page, HttpStatus.CONFLICT, "form", "people.fault.lastAdmin");
            case AccountOutcome.ManagedByProvider _ ->
                wrong(page, HttpStatus.CONFLICT, "form", "people.fault.provider");
        };
    }

    private HttpResponse<?> wrong(AccountPage page, HttpStatus status, String field, String key) {
        return show(status, page.wrong(field, page.text(key, Accounts.MIN_PASSWORD_LENGTH)));
    }

    private HttpResponse<?> show(HttpStatus status, AccountPage page) {
        return pages.page(status, "console/person.jte", page);
    }

    private static MutableHttpResponse<?> back(String name, String deed) {
        return ConsoleRenderer.leadTo(URI.create(AccountsPage.address(name) + "&done=" + deed));
    }

    private static String now(AccountPage page, Account account) {
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
        Set<String> all = new TreeSet<>(sites.all().stream().map(Site::name).toList());
        Layout frame = pages.frame(request);
        boolean isForm = request.getMethod() == HttpMethod.POST;
        String path = account == null ? "/console/people/new" : AccountsPage.address(account.name());
        return AccountPage.of(isForm ? frame.at(path) : frame, account, form, all);
    }

    private Account find(String name) {
        Optional<Account> found = accounts.find(name);
        return found.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }

    private static void requireAdmin(Moderator asking) {
        if (!asking.has(Role.ADMIN)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }
}
