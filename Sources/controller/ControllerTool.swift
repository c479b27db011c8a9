import ArgumentParser
import ControllerServer

/// The command-line tool.
@main
struct ControllerTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controller",
        abstract: "A controller that phones register with, over SCCP and SIP, and that survives when all come at once.",
        usage: """
            controller [<config>] [--sccp <at>] [--sip <at>] [--admin <at>]
            controller check <config>
            controller provision [<config>] [<options>]
            """,
        discussion: """
            Devices ask for tokens, are granted or denied them by load, with a time of their own to come back; their registrations wait in a \
            priority queue, are served in order, and land in the registration table.

            Options, each with ADDRESS:PORT or off; port 0 is one that the system chooses:
              --sccp    where devices that speak SCCP connect (127.0.0.1:2000)
              --sip     where SIP is spoken, over UDP and TCP (127.0.0.1:5060)
              --admin   where it is looked at and changed, over HTTP (127.0.0.1:8080)

            Without arguments it listens on this machine alone, at these addresses:

              controller
                  SCCP, SIP and the admin interface at their usual ports
              controller laboratory.yaml --sip 10.0.0.5:5060
                  a configuration, with another address
              controller --sccp off --sip 127.0.0.1:0
                  no SCCP; SIP at a port that the system chooses
              controller check laboratory.yaml
                  reads a configuration and says what is wrong
              controller provision --help
                  addresses and files for a fleet of phones, by dnsmasq

            It prints where it listens and then "ready". Look at it with

              curl 127.0.0.1:8080/metrics
              curl -X PATCH -d '{"queueDepthHigh": 500}' 127.0.0.1:8080/parameters

            SIGHUP reads the configuration again and takes over its parameters; no device notices. SIGTERM and Ctrl-C answer or refuse \
            what is in flight and end it.

            What it says while it runs goes to standard error; CONTROLLER_LOG=warning or error says less, debug more.

            Exit codes: 0 ended as asked; 1 it could not listen or run; 64 usage; 65 bad configuration.
            """,
        version: ControllerServer.version,
        subcommands: [Serve.self, Check.self, Provision.self],
        defaultSubcommand: Serve.self)
}
