package mizan.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Connections whose own calls, and the executions of their prepared statements, pass through an interceptor. */
final class InterceptedStatements {

    private InterceptedStatements() {}

    static Connection wrap(Connection connection, Interceptor interceptor) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            @Nullable Object result = interceptor.call(() -> invoke(connection, method, arguments));
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                            && arguments != null
                    ? wrap(statement, (String) arguments[0], interceptor)
                    : result;
        });
    }

    private static PreparedStatement wrap(PreparedStatement statement, String sql, Interceptor interceptor) {
        return proxy(
                PreparedStatement.class,
                statement,
                (method, arguments) -> method.getName().startsWith("execute")
                        ? interceptor.execute(sql, () -> invoke(statement, method, arguments))
                        : invoke(statement, method, arguments));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception thrown) {
                throw thrown;
            }
            throw (Error) e.getTargetException();
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

    /** Both methods may throw a {@link java.sql.SQLException} of their own. */
    interface Interceptor {

        /** Executes a prepared statement. */
        @Nullable Object execute(String sql, Callable<@Nullable Object> execution) throws Exception;

        /** Calls any method of the connection, such as {@code commit}. */
        @Nullable Object call(Callable<@Nullable Object> call) throws Exception;
    }

    /** A call of a method of the wrapped object. */
    @FunctionalInterface
    private interface Call {

        @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Exception;
    }
}
