package mizan.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose prepared statements are spans, with the text of the statement. Its values are parameters, which are no
 * part of the text. Statements outside of a span, such as those of jobs, are not traced.
 */
final class TracedStatements {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");

    private static final Pattern FIRST_WORD = Pattern.compile("\\w+");

    private TracedStatements() {}

    static Connection wrap(Connection connection, Tracer tracer) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            @Nullable Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                            && arguments != null
                    ? wrap(statement, (String) arguments[0], tracer)
                    : result;
        });
    }

    private static PreparedStatement wrap(PreparedStatement statement, String sql, Tracer tracer) {
        return proxy(
                PreparedStatement.class,
                statement,
                (method, arguments) -> method.getName().startsWith("execute")
                        ? execute(statement, sql, tracer, method, arguments)
                        : invoke(statement, method, arguments));
    }

    private static @Nullable Object execute(
            PreparedStatement statement, String sql, Tracer tracer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (!Span.current().getSpanContext().isValid()) {
            return invoke(statement, method, arguments);
        }
        Matcher word = FIRST_WORD.matcher(sql);
        Span span = tracer.spanBuilder(word.find() ? word.group() : "SQL")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "postgresql")
                .setAttribute(TEXT, sql)
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            return invoke(statement, method, arguments);
        } catch (SQLException e) {
            span.setStatus(StatusCode.ERROR).setAttribute(Traces.ERROR_TYPE, String.valueOf(e.getSQLState()));
            throw e;
        } finally {
            span.end();
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
    private static <T> T proxy(Class<T> type, T target, Call call) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(target);
            default -> call.invoke(method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A call of a method of the wrapped object. */
    @FunctionalInterface
    private interface Call {

        @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable;
    }
}
