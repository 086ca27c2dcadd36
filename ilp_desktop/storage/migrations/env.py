"""Runs the migrations on the connection that ``upgrade`` was given."""

from alembic import context

from ilp_desktop.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
connection.exec_driver_sql("BEGIN IMMEDIATE")
try:
    context.run_migrations()
    connection.exec_driver_sql("COMMIT")
except BaseException:
    connection.exec_driver_sql("ROLLBACK")
    raise
