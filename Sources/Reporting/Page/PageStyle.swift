/// How a page looks: light or dark as the reader's system is, on paper, and on a screen as narrow as a phone's.
///
/// Inks have a contrast of at least 4.5 on their paper, and lines differ in their dashes too. Letters in drawings grow where a drawing
/// shrinks.
enum PageStyle {
    static let text = """
        :root { --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --line: #d8dee4; --good: #116329; --bad: #a40e26;
          --caution: #7d4e00; --i0: #0550ae; --i1: #b35900; --i2: #116329; --i3: #8250df; --i4: #a40e26; --i5: #57606a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9da7b3; --paper: #0d1117; --line: #30363d;
          --good: #7ee787; --bad: #ff8f8f; --caution: #f0b94d; --i0: #79c0ff; --i1: #ffa657; --i2: #7ee787; --i3: #d2a8ff;
          --i4: #ff8f8f; --i5: #b1bac4; } }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0 auto; max-width: 50rem; padding: 1rem; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1rem; margin: 0; }
        a { color: var(--i0); } :focus-visible { outline: 2px solid var(--i0); outline-offset: 2px; }
        .verdicts { list-style: none; margin: 0; padding: 0; }
        .verdicts li { border-left: .3rem solid; padding: .25rem .75rem; margin: .4rem 0; }
        .good { border-color: var(--good); } .good strong { color: var(--good); }
        .bad { border-color: var(--bad); } .bad strong { color: var(--bad); }
        .caution { border-color: var(--caution); } .caution strong { color: var(--caution); }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem 1rem; margin: 1rem 0; }
        dl div { border-top: 1px solid var(--line); padding-top: .25rem; }
        dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; font-variant-numeric: tabular-nums; }
        figure { margin: 1.5rem 0; }
        figcaption { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
        .key { font-size: .875rem; white-space: nowrap; } .key svg { width: 2rem; height: .75rem; vertical-align: middle; }
        .plot { display: block; width: 100%; height: auto; margin-top: .25rem; }
        .plot text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        .axes line { stroke: var(--line); }
        .series polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .i0 { stroke: var(--i0); } .i1 { stroke: var(--i1); stroke-dasharray: 8 3; } .i2 { stroke: var(--i2); stroke-dasharray: 2 3; }
        .i3 { stroke: var(--i3); stroke-dasharray: 9 3 2 3; } .i4 { stroke: var(--i4); stroke-dasharray: 5 2; }
        .i5 { stroke: var(--i5); stroke-dasharray: 1 2; } .ref { stroke: var(--quiet); stroke-dasharray: 4 4; opacity: .8; }
        .series.bad { stroke: var(--bad); }
        .series circle { stroke: none; }
        .i0 circle { fill: var(--i0); } .i1 circle { fill: var(--i1); } .i2 circle { fill: var(--i2); }
        .i3 circle { fill: var(--i3); } .i4 circle { fill: var(--i4); } .i5 circle { fill: var(--i5); }
        .ref circle { fill: var(--quiet); } .bad circle { fill: var(--bad); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; margin: .75rem 0; }
        caption { text-align: left; color: var(--quiet); padding-bottom: .25rem; }
        th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap;
          font-variant-numeric: tabular-nums; }
        th:first-child { text-align: left; } tbody th { font-weight: normal; }
        details { margin: .25rem 0; } summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
        pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); }
        @media (max-width: 40rem) { .plot text { font-size: 23px; } .series polyline { stroke-width: 3; } }
        @media print { :root { --ink: #000000; --quiet: #444444; --paper: #ffffff; --line: #bbbbbb; }
          body { max-width: none; padding: 0; font-size: 11pt; } nav, details:not([open]) { display: none; }
          figure, tr, li { break-inside: avoid; } pre { white-space: pre-wrap; } }
        """
}
