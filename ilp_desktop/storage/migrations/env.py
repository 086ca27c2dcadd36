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
    # A full disk has ended the transaction already; a second ROLLBACK would hide that from the user.
    if connection.connection.dbapi_connection.in_transaction:
        connection.exec_driver_sql("ROLLBACK")
    raise
