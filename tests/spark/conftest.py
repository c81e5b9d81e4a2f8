"""One Spark for all tests of this folder; without the extra or Java they say why they skip."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rctdiag.tables.spark import spark_session
from rctdiag.tables.spark.spark_session import Where

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    why = ""
    if find_spec("pyspark") is None:
        why = "the spark extra is not installed"
    elif spark_session.java() is None:
        why = "there is no Java"
    for item in items:
        if item.get_closest_marker("spark"):
            if why:
                item.add_marker(pytest.mark.skip(reason=why))
            # Spark's own code warns of Python's and pandas' changes.
            item.add_marker(pytest.mark.filterwarnings("ignore"))


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session as the product opens it, in a temporary folder of its own."""
    place = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(place))
        with spark_session.opened(Where("local[2]")) as session:
            patch.undo()
            yield session
    assert not list(place.iterdir()), "the scratch folder is gone at the end"


@pytest.fixture
def here(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of the command within this process use the one session."""

    @contextmanager
    def opened(_: Where) -> Iterator[Any]:
        yield spark

    monkeypatch.setattr(spark_session, "opened", opened)


@pytest.fixture(scope="session")
def bin_folder() -> Path:
    """Where this environment's programs are."""
    import sys

    return Path(sys.executable).parent
