"""Sealed packages, receipts and partner cards on a stick (docs/package-format.md). Never queries.

Keys (``keys``)
    ``new_identity() -> ExchangeIdentity`` once at set-up; its two texts (``identity_secret``, ``signing_secret``)
    are kept in the encrypted database, ``recipient_key`` and ``verify_key`` are derived from them.
Knowing each other (``partner_card``)
    ``write_card(folder, *, name, code, kind, node, identity, now) -> Path``, ``read_card(path) -> PartnerCard``
    with ``fingerprint`` to compare by telephone.
Sending (``package_writing``)
    ``write_packages(changes, *, envelope, identity, folder, workshop, total, progress)`` gives the
    ``WrittenPackage``s: everything that the receiver has not acknowledged, of every node, in the order of time.
Receiving (``package_reading``)
    ``packages_in(folder) -> tuple[FoundPackage, ...]``, then for each of them
    ``read_package(path, *, identity, trusted, schema, progress) -> OpenedPackage``, whose ``changes()`` go through
    ``domain.change_chain.unseen`` (gap, fork, what is new) and ``domain.merging.merge`` (what to write, what to
    confirm). Preview and acceptance differ only in whether the result is applied.
Receipts (``receipt``)
    ``write_receipt(receipt, *, identity, folder) -> Path``, ``read_receipt(path, *, identity, trusted) -> Receipt``.
    The newest by ``time`` is what counts as acknowledged, also when it says less than before. Then
    ``domain.change_chain.has_diverged`` for our own node: a restored or copied PC starts a new epoch, and
    ``renumbered`` moves its later entries there.
Drives (``drives``, ``safe_write``)
    ``removable_drives() -> tuple[Drive, ...]``, ``chosen_folder(path) -> Drive | None``; ``write_safely`` for any other
    file that must never be half there.

Everything raises ``Fault`` for the surroundings and lets the ``Cancelled`` of a ``Progress`` pass.
"""
