"""Parts of the desktop that know no screen. This list is closed: a new part needs a second user first.

Screens. ``ui/screens/<package>/screen.py`` gives ``create(session, room_id) -> QWidget``; ``ui.rooms`` lists the rooms.
``ui.session.Session`` has ``workplace`` and ``go_to(room_id, target)``. A screen may offer ``handlers()`` (what the
actions of ``ui.actions`` do here and now), ``open_target(target)`` and ``came_to_front()``. Sign-in and first run are
``ui.entrance.Entrance`` and come from ``create(folder, clock)``. Every widget that a test touches has an object name.

Use cases: ``operation``. ``Operation(self, lambda: save(workplace, command)).on_success(show).on_rejected(fields).run()``;
``LongOperation(self, lambda progress: export(workplace, progress), "Menulis ke stik")`` has a bar and ``Batal``;
``Query(self, show)`` with ``.ask(lambda: find(workplace, text))`` is for reading: only the latest answer arrives.
``runtime().changes.listen(self, {"visit"}, self.refresh)`` refreshes when rows of a table changed. Import what is
heavy inside ``work``.

Saying and asking: ``message_strip`` (``strip_of(self).show_message(Message(text=..., remedy=..., tone=Tone.GREEN))``),
``dialogs`` (``ask``, ``tell``, ``decide_conflict``, ``choose_file_to_open``, ``choose_file_to_save``, ``choose_folder``;
a test writes ``with rehearsed("answer-id", Path(...)):``), ``crash`` and ``crash_report``, ``key_sheet`` (F1).

Fields: ``labelled_field.LabelledField(label, editor, hint=..., required=...)`` around any editor, with ``show_problem``,
``show_note(text, tone)``; ``date_field.DateField(today, past=..., allow_estimated=...)`` gives a ``TypedDate``;
``number_field.NumberField(unit=..., decimals=...)`` gives a ``Decimal``; ``choice_row.ChoiceRow([Choice(id, label)],
multiple=..., numbered=...)``. All have ``value``, ``set_value``, ``changed``; ``indonesian`` reads and shows dates and
numbers without Qt.

Lists: ``search_box.SearchBox`` over ``result_list.ResultList(describe)`` (two lines a row, call ``answered(text)`` after
``set_rows``), ``data_table.DataTable(columns)`` over ``table_model`` (virtual: a hundred thousand rows cost nothing),
``search_everywhere`` (Ctrl+K).

Showing: ``banner.PersonBanner`` with ``BannerText``, ``badge`` (``Badge``, ``Notice``), ``elided_label``,
``empty_state.EmptyState``, ``busy.Skeleton``, ``sparkline.Sparkline``, ``chart.BarChart``, ``pdf_preview.PdfPreview``,
``action_button.ActionButton(action("register"), kind="primary")``, ``flow_layout.FlowLayout``.

Looks: ``style`` (palette, four sizes, ``space``, ``text_label``, ``mark``), ``stylesheet`` (the only QSS), ``icons``
(``icon(name)``, ``pixmap(name)`` from ``resources/icons``). Button kinds by property ``kind``: ``primary`` (one a page),
``danger``, ``quiet``; frames: ``card``, ``rule``; ``python -m ui.kit.gallery`` shows everything.
"""
