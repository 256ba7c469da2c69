"""How Alembic runs the migrations: on the connection that it is given, inside that connection's transaction."""

from alembic import context

from grader.storage.tables import metadata

LOCK = 747_210_663  # any number: several workers that start at once migrate one after the other

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
context.run_migrations()
