"""What the tests share. meson sets PYTHONPATH to the package in the build folder, MTQC_COMMAND and MTQC_ROOT."""

import os
from pathlib import Path

import pytest

import mtqc


@pytest.fixture(scope="session")
def checker():
    return mtqc.Checker("ru", "de")


@pytest.fixture(scope="session")
def command():
    return os.environ["MTQC_COMMAND"]


@pytest.fixture(scope="session")
def root():
    return Path(os.environ["MTQC_ROOT"])


@pytest.fixture(scope="session")
def article(root):
    """The seed article: source and translation."""
    folder = root / "examples/seed"
    return tuple((folder / f"article.{name}.txt").read_text("utf-8") for name in ("reconstructed.ru", "de"))


# Two thirds are good; what is wrong with the others is a number, a missing mark and Latin text left in place.
SOURCES = ["Поезд прибыл в 14:35 на второй путь.", "В библиотеке хранится 2 500 рукописей.", "Дети играли во дворе."] * 2
TARGETS = [
    "Der Zug kam um 14:35 Uhr auf Gleis zwei an.",
    "In der Bibliothek werden 2.500 Handschriften aufbewahrt.",
    "Die Kinder spielten auf dem Hof.",
    "Der Zug kam um 41:53 Uhr auf Gleis zwei an.",
    "In der Bibliothek werden 5.200 Handschriften aufbewahrt.",
    "Die Kinder spielten auf dem Hof",
]


@pytest.fixture
def pairs():
    return SOURCES, TARGETS
