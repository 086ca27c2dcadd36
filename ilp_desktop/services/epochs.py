"""A new epoch: after a restore, or when a partner shows that this PC was restored or copied without saying so."""

from dataclasses import replace

from ilp_desktop.domain.change_chain import ChainHead
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.domain.installation import Installation
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import epochs, records
from ilp_desktop.storage.transaction import Transaction, new_id


def begin_new_epoch(workplace: Workplace) -> Workplace:
    """Gives this installation a new node, before its first change after a restore; keys and partners stay."""
    with workplace.change("begin_new_epoch") as transaction:
        installation = _renewed(transaction, NodeId(new_id()))
    return replace(workplace, installation=installation)


def split_off(transaction: Transaction, common: ChainHead) -> Installation:
    """A new epoch to which the entries after the last common one are moved; times and values stay as they were."""
    node = NodeId(new_id())
    epochs.move_entries(transaction.connection, _present(transaction).node, common, node)
    return _renewed(transaction, node)


def _renewed(transaction: Transaction, node: NodeId) -> Installation:
    installation = _present(transaction)
    return transaction.change(installation, node=node, epoch=installation.epoch + 1)


def _present(transaction: Transaction) -> Installation:
    return records.find(transaction.connection, Installation)[0]
