# Both base images can be replaced by a mirror's: --build-arg RUN_IMAGE=…
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build

# The libraries come first: this layer stays until the POM changes. lib/ leaves the laptop's database out.
COPY pom.xml ./
RUN mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime \
        -DexcludeGroupIds=io.zonky.test,io.zonky.test.postgres -DoutputDirectory=/build/lib \
    && mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime \
        -DincludeGroupIds=io.zonky.test,io.zonky.test.postgres -DoutputDirectory=/build/training/lib

COPY src/main src/main
RUN mvn -B -ntp package -DskipTests
COPY src/training src/training
RUN javac -d training src/training/Training.java && cp src/training/train.sh training/
COPY src/main/jvm.options training/

# The same JVM as in the image serves real requests, with the laptop's database, and writes down what it has learnt:
# classes loaded and linked, methods profiled. A JVM that the cache does not fit goes on without it. On two cores, which
# PostgreSQL shares, the first answer comes after 1.1 seconds instead of 2.9 (1.4 instead of 3.9 on a slower day, on which a
# bare Micronaut with a cache of its own took 0.7), and after four seconds under load a process is as fast as without it after ten.
# PostgreSQL does not run as root.
FROM ${RUN_IMAGE} AS training
RUN mkdir /app /training && chown nobody /app /training
USER nobody
COPY --from=build /build/lib /app/lib
COPY --from=build /build/target/original-mizan.jar /app/mizan.jar
COPY --from=build --chown=nobody /build/training /training
# For training and service alike, or the cache would not fit; so the libraries are named one by one, in one order.
RUN { cat /training/jvm.options && printf -- '-cp /app/mizan.jar' && printf ':%s' /app/lib/*.jar && echo; } > /app/options \
    && /training/train.sh

FROM ${RUN_IMAGE}
COPY --from=training --chown=0:0 /app /app

# For operators in a running pod: mizan moderator list. Small, as it shares the service's memory.
RUN printf '%s\n' '#!/bin/sh' \
        'exec java -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow \' \
        '    -cp "/app/mizan.jar:/app/lib/*" mizan.Application "$@"' \
        > /usr/local/bin/mizan && chmod 755 /usr/local/bin/mizan

ENV MICRONAUT_ENVIRONMENTS=production
EXPOSE 8080 8081
USER 10001:10001
ENTRYPOINT ["java", "@/app/options", "-XX:AOTCache=/app/mizan.aot", "mizan.Application"]
