"""Parts of the desktop that know no screen. This list is closed: a new part needs a second user first.

Screens. ``ui/screens/<package>/screen.py`` gives ``create(session, room_id) -> QWidget``; ``ui.rooms`` lists the rooms.
``ui.session.Session`` has ``workplace`` and ``go_to(room_id, target)``. A screen may offer ``handlers()`` (what the
actions of ``ui.actions`` do here and now), ``open_target(target)`` and ``came_to_front()``. Sign-in and first run are
``ui.entrance.Entrance`` and come from ``create(folder, clock)``. Every widget that a test touches has an object name.

Use cases: ``operation``. All imports that are heavy go inside the work.

- ``Operation(self, lambda: save(workplace, command)).on_success(show).on_rejected(show_problems).run()``
- ``LongOperation(self, lambda progress: export(workplace, progress), "Menulis ke stik")``: a bar, and ``Batal``
- ``SpareOperation``: for a use case that may run beside the others, such as a backup
- ``Query(self, show)`` once, then ``.ask(lambda: find(workplace, text))``: only the latest answer arrives
- ``runtime().changes.listen(self, {"visit"}, self.refresh)``: called when rows of the table changed

Saying and asking.

- ``show_in_strip(self, Message(text=..., remedy=..., tone=Tone.GREEN))`` (``message_strip``)
- ``dialogs``: ``ask``, ``tell``, ``decide_conflict``, ``choose_file_to_open``, ``choose_file_to_save``,
  ``choose_folder``; a test writes ``with rehearsed("answer-id", Path(...)):``
- ``crash``, ``crash_report``: a fault of ours, without patient data; ``key_sheet``: F1
- ``open_manual("mencetak", self)`` (``manual``): a page of ``resources/manual``, read in ``manual_reader``

Fields. All editors have ``value``, ``set_value``, ``changed``.

- ``LabelledField(label, editor, hint=..., required=...)`` around an editor: ``show_problem``, ``show_note(text, tone)``
- ``DateField(today, past=..., allow_estimated=...)`` gives a ``TypedDate``, ``NumberField(unit=..., decimals=...)`` a
  ``Decimal``, ``ChoiceRow([Choice(id=..., label=...)], multiple=..., numbered=...)`` ids
- ``indonesian`` reads and shows dates and numbers without Qt

Lists.

- ``SearchBox`` over ``ResultList(describe)``: two lines a row; call ``answered(text)`` after ``set_rows``
- ``DataTable(columns)`` over ``table_model``: virtual, a hundred thousand rows cost nothing
- ``search_everywhere``: Ctrl+K

Showing: ``PersonBanner`` with ``BannerText``, ``Badge``, ``Notice``, ``ElidedLabel``, ``EmptyState``, ``Skeleton``,
``Sparkline``, ``BarChart``, ``PdfPreview``, ``ActionButton(action("register"), kind="primary")``, ``FlowLayout``;
``emptying``: a layout that is built anew.

Looks: ``style`` (palette, four sizes, ``space``, ``text_label``, ``mark``), ``stylesheet`` (the only style rules),
``icons`` (``icon(name)`` and ``pixmap(name)`` from ``resources/icons``). Buttons by property ``kind``: ``primary`` (one
a page), ``danger``, ``quiet``; frames: ``card``, ``rule``. ``python -m ui.kit.gallery`` shows everything.
"""
