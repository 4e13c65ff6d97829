# To use a mirror of the base images, or to name them by digest: --build-arg BUILD_IMAGE=… --build-arg RUN_IMAGE=…@sha256:…
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build

# Libraries are a layer of their own, cached until the POM changes. The embedded PostgreSQL is not part of lib/. All jars get the
# time of the entries in mizan.jar, so that the same libraries make the same layer. The AOT cache depends on these times.
COPY pom.xml ./
RUN mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime \
        -DexcludeGroupIds=io.zonky.test,io.zonky.test.postgres -DoutputDirectory=/build/lib \
    && mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime \
        -DincludeGroupIds=io.zonky.test,io.zonky.test.postgres -DoutputDirectory=/build/training/lib \
    && touch -d 2026-01-01T00:00:00Z lib/*

COPY src/main src/main
RUN mvn -B -ntp package -DskipTests && cd target && jar -xf mizan.jar META-INF/NOTICE META-INF/LICENSE META-INF/sbom \
    && touch -d 2026-01-01T00:00:00Z original-mizan.jar
COPY src/training src/training
RUN javac -cp "lib/*" -d training src/training/java/mizan/training/*.java && cp src/training/train.sh training/
COPY src/main/jvm.options training/

# Creates the AOT cache: the JVM of the image serves real requests and records loaded classes and method profiles.
# A JVM with other options ignores the cache. On two cores, shared with PostgreSQL, the first response comes after 1.1 s
# instead of 2.9 s, and a process reaches its full speed after 4 s under load instead of 10 s.
# PostgreSQL does not run as root, so the stage runs as nobody.
FROM ${RUN_IMAGE} AS training
RUN mkdir /app /training && chown nobody /app /training
USER nobody
COPY --from=build /build/lib /app/lib
COPY --from=build /build/target/original-mizan.jar /app/mizan.jar
COPY --from=build --chown=nobody /build/training /training
# Training and service need the same options and the same class path, otherwise the cache does not fit.
RUN { cat /training/jvm.options && printf -- '-cp /app/mizan.jar' && printf ':%s' /app/lib/*.jar && echo; } > /app/options \
    && /training/train.sh

FROM ${RUN_IMAGE}
# The layers that a new version of the service does not change come first: the libraries, and the programs: serve is the entry
# point, and mizan the command line for a running container.
COPY --from=training --chown=0:0 /app/lib /app/lib
COPY --chmod=755 src/main/image/serve src/main/image/mizan /usr/local/bin/
COPY --from=training --chown=0:0 /app/mizan.jar /app/options /app/mizan.aot /app/
# The notices of all libraries in one file, and the bill of materials with their licences.
COPY --from=build /build/target/META-INF /app/META-INF

# --build-arg REVISION=$(git rev-parse HEAD) --build-arg CREATED=$(git log -1 --format=%cI)
ARG RUN_IMAGE
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title=mizan \
      org.opencontainers.image.revision=${REVISION} \
      org.opencontainers.image.created=${CREATED} \
      org.opencontainers.image.base.name=${RUN_IMAGE} \
      org.opencontainers.image.description="Comment moderation service" \
      org.opencontainers.image.version=0.1.0 \
      org.opencontainers.image.licenses=Apache-2.0
ENV MICRONAUT_ENVIRONMENTS=production
EXPOSE 8080 8081
USER 10001:10001
ENTRYPOINT ["serve"]
