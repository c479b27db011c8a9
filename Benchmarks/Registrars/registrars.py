"""The registrars that are compared, each with a configuration that does the same work."""

from __future__ import annotations

import shutil
from pathlib import Path

from .processes import Registrar, RegistrarError, free_port

# In memory, no authentication, two workers for the two event loops of ours; what a REGISTER needs and nothing else.
KAMAILIO = """\
#!KAMAILIO
debug=-1
log_stderror=yes
children=2
disable_tcp=yes
dns=no
rev_dns=no
auto_aliases=no
listen=udp:127.0.0.1:{port}

loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"

modparam("usrloc", "db_mode", 0)
modparam("usrloc", "hash_size", 14)
modparam("registrar", "max_contacts", 1)
modparam("registrar", "max_expires", 3600)

request_route {{
    if (method == "REGISTER") {{
        save("location");
        exit;
    }}
    if (method == "OPTIONS") {{
        sl_send_reply("200", "OK");
        exit;
    }}
    sl_send_reply("405", "Method Not Allowed");
}}
"""


def start_kamailio(folder: Path) -> Registrar:
    """Kamailio as Debian installs it, with its locations in memory."""
    program = shutil.which("kamailio")
    if program is None:
        raise RegistrarError("kamailio is not there: apt-get install -y kamailio")
    port = free_port()
    config = folder / "kamailio.cfg"
    config.write_text(KAMAILIO.format(port=port))
    # 512 MiB for all its processes: more than 60,000 locations take.
    command = [program, "-f", str(config), "-DD", "-E", "-m", "512", "-M", "16", "-Y", str(folder)]
    return Registrar("kamailio", command, port, folder / "kamailio.log")


def start_controller(program: Path, folder: Path) -> Registrar:
    """Our controller with its defaults, and SIP alone."""
    if not program.exists():
        raise RegistrarError(f"{program} is not there: swift build -c release --product controller")
    port = free_port()
    command = [str(program), "--sccp", "off", "--admin", "off", "--sip", f"127.0.0.1:{port}"]
    return Registrar("controller", command, port, folder / "controller.log")
