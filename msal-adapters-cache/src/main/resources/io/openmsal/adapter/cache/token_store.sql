-- The table of JdbcTokenStore, for PostgreSQL and H2. The application needs select, insert, update and delete on it.
-- content_version is the SHA-256 of the content: whoever changes a row by hand deletes it instead.
create table token_store (
    partition_name  varchar(200) not null primary key,
    content_version varchar(64)  not null,
    content         bytea        not null
);
