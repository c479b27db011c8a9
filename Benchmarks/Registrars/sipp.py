"""SIPp as the load: so many devices, each of which registers once."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .processes import Registrar, RegistrarError, free_port

SCENARIO = """\
<?xml version="1.0" encoding="UTF-8"?>
<scenario name="register">
  <send retrans="500">
    <![CDATA[
REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch];rport
Max-Forwards: 70
From: <sip:[field0]@[remote_ip]>;tag=[call_number]
To: <sip:[field0]@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 REGISTER
Contact: <sip:[field0]@[local_ip]:[local_port]>
Expires: 3600
Content-Length: 0

    ]]>
  </send>
  <recv response="100" optional="true"/>
  <recv response="200" rtd="true"/>
</scenario>
"""


@dataclass(frozen=True)
class Load:
    """What a run came to."""

    successful: int
    failed: int
    retransmissions: int
    seconds: float


def write_inputs(folder: Path, devices: int) -> None:
    """The scenario, and the users: one for each device."""
    (folder / "register.xml").write_text(SCENARIO)
    users = "".join(f"{10_000_000 + device};\n" for device in range(devices))
    (folder / "users.csv").write_text("SEQUENTIAL\n" + users)


def read_statistics(path: Path) -> Load:
    """The last line of SIPp's statistics, whose columns have names."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    if not rows:
        raise RegistrarError("SIPp wrote no statistics")
    last = rows[-1]
    # Hours, minutes, seconds and what is left of one.
    hours, minutes, seconds = last["ElapsedTime(C)"].split(":")[:3]
    return Load(
        successful=int(last["SuccessfulCall(C)"]),
        failed=int(last["FailedCall(C)"]),
        retransmissions=int(last["Retransmissions(C)"]),
        seconds=int(hours) * 3600 + int(minutes) * 60 + float(seconds),
    )


def register(registrar: Registrar, folder: Path, devices: int, rate: int) -> Load:
    """Has each device register once, at `rate` a second; the inputs were written before."""
    program = shutil.which("sipp")
    if program is None:
        raise RegistrarError("sipp is not there: apt-get install -y sip-tester")
    statistics = folder / f"{registrar.name}.csv"
    statistics.unlink(missing_ok=True)
    command = [
        program, f"127.0.0.1:{registrar.port}", "-sf", str(folder / "register.xml"), "-inf", str(folder / "users.csv"),
        "-i", "127.0.0.1", "-p", str(free_port()), "-m", str(devices), "-r", str(rate), "-l", str(devices),
        "-trace_stat", "-stf", str(statistics), "-fd", "1", "-nostdin", "-timeout", str(devices // rate + 60),
    ]  # fmt: skip
    result = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    # 1 is at least one call that failed: counted below.
    if result.returncode not in (0, 1):
        said = result.stderr.decode(errors="replace")[-1000:]
        raise RegistrarError(f"sipp ended with {result.returncode}: {said}")
    return read_statistics(statistics)
