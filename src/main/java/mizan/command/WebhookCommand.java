package mizan.command;

import java.io.PrintWriter;
import java.util.UUID;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.platform.http.UuidText;
import mizan.webhook.Delivery;
import mizan.webhook.Webhook;
import mizan.webhook.Webhooks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code webhook}: looks after deliveries to other systems. The running service sends them. */
@Command(
        name = "webhook",
        description = "Lists webhooks, and sends their events again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class WebhookCommand {

    private static final String ID = "The id of the webhook, as list shows it.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Lists the webhooks without their secrets; with an id, what is not delivered to this one.",
            mixinStandardHelpOptions = true)
    int list(@Parameters(arity = "0..1", paramLabel = "ID", defaultValue = "", description = ID) String id) {
        return CommandContext.run(context -> {
            Webhooks webhooks = context.bean(Webhooks.class);
            if (id.isEmpty()) {
                printAll(webhooks);
            } else {
                printUndelivered(webhooks, find(webhooks, id));
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(
            description = "Sends all events again that could not be delivered within a day.",
            mixinStandardHelpOptions = true)
    int redeliver(@Parameters(paramLabel = "ID", description = ID) String id) {
        return CommandContext.run(context -> {
            Webhooks webhooks = context.bean(Webhooks.class);
            out().println(webhooks.redeliver(find(webhooks, id), null) + " events are sent again");
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(description = "Sends an event of the type test.", mixinStandardHelpOptions = true)
    int test(@Parameters(paramLabel = "ID", description = ID) String id) {
        return CommandContext.run(context -> {
            Webhooks webhooks = context.bean(Webhooks.class);
            webhooks.test(find(webhooks, id));
            out().println("The service sends the event. If it fails, list " + id + " shows why");
            return CommandLine.ExitCode.OK;
        });
    }

    private static UUID find(Webhooks webhooks, String id) {
        UUID parsed =
                UuidText.parse(id).orElseThrow(() -> CommandFailure.ofUsage("This is not an id of a webhook: " + id));
        return webhooks.find(parsed)
                .map(Webhook::id)
                .orElseThrow(() -> CommandFailure.of("There is no webhook with this id"));
    }

    private void printAll(Webhooks webhooks) {
        out().printf("%-36s %-16s %8s %8s %s%n", "ID", "SITE", "PENDING", "PARKED", "URL");
        for (Webhook webhook : webhooks.list()) {
            out().printf(
                            "%-36s %-16s %8d %8d %s%n",
                            webhook.id(), webhook.site(), webhook.pending(), webhook.parked(), webhook.url());
        }
    }

    private void printUndelivered(Webhooks webhooks, UUID id) {
        out().printf("%-40s %-18s %-8s %8s %s%n", "ID", "EVENT", "STATE", "ATTEMPTS", "RESULT");
        for (Delivery delivery : webhooks.undelivered(id)) {
            out().printf(
                            "%-40s %-18s %-8s %8d %s%n",
                            "msg_" + delivery.messageId(),
                            delivery.event().type(),
                            delivery.state(),
                            delivery.attempts(),
                            delivery.result() == null ? "-" : delivery.result());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
