#!/bin/sh
# Runs once, when PostgreSQL creates its data: the two roles and the database (k8s/README.md).
set -eu
psql --set ON_ERROR_STOP=1 --set service="$SERVICE_PASSWORD" --set owner="$OWNER_PASSWORD" <<'END'
CREATE ROLE mizan_owner LOGIN PASSWORD :'owner';
CREATE ROLE mizan LOGIN PASSWORD :'service';
CREATE DATABASE mizan OWNER mizan_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE mizan FROM PUBLIC;
GRANT CONNECT ON DATABASE mizan TO mizan;
\connect mizan
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mizan;
END
