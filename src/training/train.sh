#!/bin/sh
# Writes the AOT cache /app/mizan.aot: the loaded classes and profiled methods of a process that serves real requests.
# The first process provides the embedded database. The second one is the service as in the image, and records the cache.
set -eu

cd /training
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
export MIZAN_FIRST_MODERATOR_PASSWORD=$password

MICRONAUT_SERVER_PORT=8180 ENDPOINTS_ALL_PORT=8181 \
    java --sun-misc-unsafe-memory-access=allow -cp "/app/mizan.jar:/app/lib/*:/training/lib/*" mizan.Application &
database=$!
# Where the build fails, no process is left.
trap 'kill "$database" "${service:-$database}" 2> /dev/null || true' EXIT
java -cp /training mizan.training.Training http://127.0.0.1:8180 0

# Longer timeouts, because a recording process is slow.
port=$(sed -n 4p data/postgresql/postmaster.pid)
export DATASOURCES_DEFAULT_URL="jdbc:postgresql://127.0.0.1:$port/postgres?loginTimeout=30&connectTimeout=30&socketTimeout=30"
export DATASOURCES_DEFAULT_CONNECTION_TIMEOUT=30000
export DATASOURCES_DEFAULT_USERNAME=mizan
DATASOURCES_DEFAULT_PASSWORD=$(cat data/secrets/database-service-password)
export DATASOURCES_DEFAULT_PASSWORD
export FLYWAY_DATASOURCES_MIGRATION_USER=postgres
FLYWAY_DATASOURCES_MIGRATION_PASSWORD=$(cat data/secrets/database-owner-password)
export FLYWAY_DATASOURCES_MIGRATION_PASSWORD
MICRONAUT_ENVIRONMENTS=production MIZAN_SECRETS_DIR=data/secrets MIZAN_SITES_DEMO_ORIGINS=http://127.0.0.1:8080 \
    MIZAN_PUBLIC_ORIGIN=http://127.0.0.1:8080 MIZAN_SUBMISSION_CLIENT_BURST=0 \
    java @/app/options -Xmx102m -XX:AOTCacheOutput=/app/mizan.aot mizan.Application &
service=$!
java -cp /training mizan.training.Training http://127.0.0.1:8080 400 "$password"

kill "$service"
wait "$service" || true # 143: ended by SIGTERM
kill "$database"
wait "$database" || true
# AOTMode=on fails if the cache does not fit, for example after a run with a larger heap and wider references.
java @/app/options -Xmx102m -XX:AOTCache=/app/mizan.aot -XX:AOTMode=on mizan.Application --help > /dev/null
