"""The language: each widget says once how it is worded, and is asked again at a switch."""

import gc
import weakref

from PySide6.QtWidgets import QLabel

from desktop import text
from scenarios import wording


def test_widgets_are_worded_now_and_at_each_switch(dressed, qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    text.retranslate(label, lambda: label.setText(wording.number(1234.5, 1)))
    assert label.text() == "1,234.5"
    text.set_language("nl")
    assert label.text() == "1.234,5"


def test_a_widget_that_is_gone_is_forgotten(dressed):
    def make() -> weakref.ref[QLabel]:
        label = QLabel()
        text.retranslate(label, lambda: label.setText(wording.language()))
        return weakref.ref(label)

    watch = make()
    gc.collect()
    assert watch() is None
    text.set_language("nl")


def test_the_choice_is_remembered(dressed):
    text.set_language("nl")
    wording.set_language("en")
    text.start()
    assert wording.language() == "nl"
