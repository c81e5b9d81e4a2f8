"""A Spark session of our own: quiet, private, and gone when the run ends."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.errors.installing import install

if TYPE_CHECKING:
    from collections.abc import Iterator

JAVA = 17  # the oldest that Spark 4 runs on
CONNECT_PORT = 15002
_PATIENCE = 15.0  # seconds until a server that does not answer is taken for absent
_MOMENT = 2.0  # seconds that a process takes to be gone
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NEEDS = ("pyspark", "narwhals", "pyarrow", "pandas", "polars")
_REMOTE_NEEDS = ("grpc", "grpc_status", "google.protobuf", "zstandard")

# How SQL is meant, wherever it runs: nothing is guessed, bent or passed over.
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # 007 stays 007
    "fs.permissions.umask-mode": "077",
}
_SILENCE = """\
status = off
rootLogger.level = off
"""


@dataclass(frozen=True, slots=True)
class Where:
    """Where Spark runs: a master that this process drives, or a Spark Connect server."""

    master: str = "local[*]"
    remote: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether everything stays on this machine."""
        return self.remote is None and self.master.startswith("local")

    def spoken(self) -> str:
        """As it may be printed: an address can hold a token."""
        if self.remote is None:
            return self.master
        return ":".join(map(str, address(self.remote)))

    def is_open(self) -> bool:
        """Whether a remote connection leaves this machine without encryption."""
        if self.remote is None or "use_ssl=true" in self.remote.lower():
            return False
        return address(self.remote)[0] not in _LOOPBACK


def check(where: Where) -> None:
    """Look whether Spark can be had, before anything is read.

    Raises:
        UsageFault: the extra is not installed, Java is missing, an address is none.
        FileFault: nobody answers at the address.
    """
    needs = _NEEDS if where.remote is None else (*_NEEDS, *_REMOTE_NEEDS)
    if not all(map(_is_there, needs)):
        message = "this engine needs Apache Spark's Python package."
        raise UsageFault(Fault("missing-extra", message, install("spark")))
    if where.remote is not None:
        _refuse_silent([address(where.remote)])
        return
    if not re.match(r"local\b|local-cluster\[|spark://.|k8s://.|yarn$", where.master):
        message = f"--master {where.master!r} is not a Spark master."
        raise UsageFault(
            Fault("usage", message, "Write it like local[2], spark://HOST:7077 or yarn.")
        )
    if java() is None:
        message = f"Spark needs Java {JAVA} or later, and there is none."
        hint = f"Install it (Debian: apt install openjdk-{JAVA}-jre-headless), or set JAVA_HOME."
        raise UsageFault(Fault("missing-java", message, hint))
    if where.master.startswith("spark://"):
        _refuse_silent([_host_port(address_, 7077) for address_ in where.master[8:].split(",")])


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def java() -> str | None:
    """The Java that Spark will start, as Spark looks for it."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(str(Path(home, "bin", "java"))) if home else shutil.which("java")


def address(remote: str) -> tuple[str, int]:
    """Host and port of ``sc://HOST[:PORT][/;KEY=VALUE…]``.

    Raises:
        UsageFault: it is no such address. The message does not repeat it.
    """
    match = re.fullmatch(r"sc://([^/;@]+)(/(;.*)?)?", remote)
    if match is None:
        message = "--remote is not a Spark Connect address."
        raise UsageFault(Fault("usage", message, "Write it like sc://HOST:15002/;use_ssl=true."))
    return _host_port(match[1], CONNECT_PORT)


def _host_port(text: str, port: int) -> tuple[str, int]:
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::([0-9]{1,5}))?", text)
    if match is None:
        message = "a Spark address has to be HOST or HOST:PORT."
        raise UsageFault(Fault("usage", message, "Check --master or --remote."))
    return match[1].strip("[]"), int(match[2] or port)


def _refuse_silent(addresses: list[tuple[str, int]]) -> None:
    """Raise FileFault unless one of the addresses takes a connection."""
    for host_port in addresses:
        with suppress(OSError, OverflowError), socket.create_connection(host_port, _PATIENCE):
            return
    raise _unreachable(":".join(map(str, addresses[0])))


def _unreachable(spoken: str) -> FileFault:
    message = f"no Spark server answers at {spoken}."
    return FileFault(Fault("spark-unreachable", message, "Is it running? Check the address."))


@contextmanager
def opened(where: Where) -> Iterator[Any]:
    """A session; its scratch folder (0700) is gone at the end, however the run ends.

    Raises:
        UsageFault: Spark does not start here.
        FileFault: the server does not speak Spark Connect, or the master does not answer.
    """
    from pyspark.logger import PySparkLogger  # noqa: PLC0415 - the extra is optional

    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    # Spark writes expressions and values of a failed query to stderr.
    PySparkLogger.getLogger("DataFrameQueryContextLogger").disabled = True
    PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
    with _connected(where) if where.remote is not None else _driven(where) as session:
        for name, value in _MEANING.items():
            session.conf.set(name, value)
        yield session


@contextmanager
def _connected(where: Where) -> Iterator[Any]:
    # mypy: no types, and an extra.
    import grpc  # type: ignore[import-untyped]  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415 - likewise
    from pyspark.sql.connect.client import DefaultChannelBuilder  # noqa: PLC0415 - likewise
    from pyspark.sql.connect.session import SparkSession  # noqa: PLC0415 - likewise

    try:
        channel = DefaultChannelBuilder(where.remote).toChannel()
        # Spark's own retries would go on for ten minutes.
        grpc.channel_ready_future(channel).result(timeout=_PATIENCE)
        channel.close()
        session = SparkSession.builder.remote(where.remote).create()
    except PySparkException:
        message = "--remote is not a Spark Connect address, or the server refused it."
        raise FileFault(Fault("spark-unreachable", message, "Check its parameters.")) from None
    except (grpc.FutureTimeoutError, grpc.RpcError):
        raise _unreachable(where.spoken()) from None
    try:
        yield session
    finally:
        with suppress(Exception):
            session.stop()


@contextmanager
def _driven(where: Where) -> Iterator[Any]:
    """A session on a Java of our own; Python processes are not needed anywhere."""
    # mypy: no types, and an extra.
    from py4j.protocol import Py4JError  # type: ignore[import-not-found]  # noqa: PLC0415
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - likewise
    from pyspark.errors import PySparkException  # noqa: PLC0415 - likewise
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 - likewise
    from pyspark.sql import SparkSession  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory(prefix="rctdiag-", ignore_cleanup_errors=True) as scratch:
        conf = SparkConf(loadDefaults=False).setAll(_settings(where, Path(scratch)))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "umask": 0o077}
        try:
            gateway = launch_gateway(conf, quiet)
        except (PySparkException, OSError):
            raise _no_start() from None
        try:
            context = _context(SparkContext, conf, gateway, (PySparkException, Py4JError), where)
            try:
                yield SparkSession(context)
            except (Py4JError, ConnectionError, FileFault):
                _refuse_dead(gateway)
                raise
            with suppress(PySparkException, Py4JError, ConnectionError):
                context.stop()
        finally:
            _end(SparkContext, gateway)


def _context(kind: Any, conf: Any, gateway: Any, errors: Any, where: Where) -> Any:  # noqa: ANN401
    # Spark asks Java to cancel jobs on Ctrl-C, within whatever talks to Java at that moment; ours
    # ends Java. What then breaks is logged by py4j to the root logger, which prints if it is bare.
    logging.getLogger().addHandler(logging.NullHandler())
    handler = signal.getsignal(signal.SIGINT)
    try:
        return kind(conf=conf, gateway=gateway)
    except errors:
        raise _unreachable(where.spoken()) from None
    finally:
        with suppress(ValueError):  # not the main thread: then Spark sets none either
            signal.signal(signal.SIGINT, handler)


def _refuse_dead(gateway: Any) -> None:  # noqa: ANN401 - Spark's own type
    """Say so if the reason of an error is that Java has gone."""
    with suppress(subprocess.TimeoutExpired):
        code = gateway.proc.wait(timeout=_MOMENT)
        message = f"the Java process that Spark runs on has stopped ({code})."
        hint = "-9 and 137 mean that it was killed, often because memory ran out."
        raise FileFault(Fault("spark-failed", message, hint)) from None


def _end(kind: Any, gateway: Any) -> None:  # noqa: ANN401 - Spark's own types
    """End the Java process and wait for it: only then can its scratch folder go."""
    with suppress(Exception):
        gateway.shutdown()
    gateway.proc.stdin.close()  # Spark's launcher ends when this pipe does
    try:
        gateway.proc.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()
    # Spark keeps these for the whole process, though the Java behind them is gone.
    kind._gateway = kind._jvm = kind._active_spark_context = None  # noqa: SLF001
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the extra is optional

    SparkSession._instantiatedSession = None  # noqa: SLF001 - likewise


def _settings(where: Where, scratch: Path) -> list[tuple[str, str]]:
    log = scratch / "log4j2.properties"
    log.write_text(_SILENCE, encoding="utf-8")
    options = (
        f"-Djava.io.tmpdir={scratch} -Dderby.system.home={scratch} "
        f"-Dlog4j2.configurationFile={log.as_uri()}"
    )
    settings = {
        "spark.app.name": "rctdiag",
        "spark.driver.extraJavaOptions": options,
        "spark.eventLog.enabled": "false",
        "spark.hadoop.fs.permissions.umask-mode": "077",
        "spark.io.encryption.enabled": "true",  # of what is spilled
        "spark.local.dir": str(scratch),
        "spark.master": where.master,
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if where.is_local:
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return list(settings.items())


def _no_start() -> UsageFault:
    """What is left when Java did not start: most often it is too old."""
    message = "Spark did not start."
    with suppress(OSError, subprocess.SubprocessError):
        run = subprocess.run(  # noqa: S603 - the Java that Spark has just tried
            [java() or "java", "-version"], capture_output=True, text=True, check=False, timeout=60
        )
        if (match := re.search(r'version "(\d+)', run.stderr)) and int(match[1]) < JAVA:
            message = f"Spark needs Java {JAVA} or later; this is Java {match[1]}."
    return UsageFault(Fault("missing-java", message, "See docs/spark.md, or set JAVA_HOME."))
