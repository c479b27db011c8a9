extension LivePage {
    static let style = """

        :root { --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --line: #d8dee4;
          --c0: #0550ae; --c1: #b35900; --c2: #116329; --c3: #8250df; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9da7b3; --paper: #0d1117; --line: #30363d;
          --c0: #79c0ff; --c1: #ffa657; --c2: #7ee787; --c3: #d2a8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 64rem; padding: 1rem; background: var(--paper); color: var(--ink);
          font: 16px/1.45 system-ui, sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; justify-content: space-between; }
        h1 { font-size: 1.25rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: 0; }
        #state { margin: 0; color: var(--quiet); }
        progress { width: 100%; height: .5rem; accent-color: var(--c0); }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem; margin: 1rem 0; }
        dl div { border-top: 1px solid var(--line); padding-top: .25rem; }
        dt { color: var(--quiet); font-size: .8125rem; }
        dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        figure { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); margin: 0 0 1.5rem; gap: .25rem; }
        figcaption { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
        .key { font-size: .875rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .key svg { width: 2rem; height: .75rem; vertical-align: middle; }
        .scale { display: flex; justify-content: space-between; color: var(--quiet); font-size: .8125rem; line-height: 1.2;
          font-variant-numeric: tabular-nums; }
        .up { flex-direction: column; text-align: right; }
        .along { grid-column: 2; }
        figure > svg { display: block; width: 100%; height: 10rem; border: 1px solid var(--line); }
        polyline { fill: none; stroke-width: 1.75; vector-effect: non-scaling-stroke; }
        .l0 { stroke: var(--c0); } .l1 { stroke: var(--c1); stroke-dasharray: 7 3; }
        .l2 { stroke: var(--c2); stroke-dasharray: 2 3; } .l3 { stroke: var(--c3); stroke-dasharray: 9 3 2 3; }

        """

    static let script = """

        "use strict";
        const pointsMin = 60, pointsMax = 300, plots = new Map(), space = "http://www.w3.org/2000/svg";
        const at = id => document.getElementById(id);
        function number(value, unit) {
          if (value === null) return "none";
          if (unit === "s") {
            for (const [scale, name] of [[1, "s"], [1e-3, "ms"], [1e-6, "us"]])
              if (value >= scale) return (value / scale).toPrecision(3) + " " + name;
            return (value / 1e-9).toFixed(0) + " ns";
          }
          for (const [scale, name] of [[1e9, " G"], [1e6, " M"], [1e3, " k"]])
            if (value >= scale) return (value / scale).toPrecision(3) + name + unit;
          return String(Math.round(value * 100) / 100) + unit;
        }
        function svg(name, parent, attributes) {
          const element = document.createElementNS(space, name);
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
          parent.append(element);
          return element;
        }
        // What the two ends of an axis mean; returns the place of the text at the end that changes.
        function scale(figure, kind, first, last) {
          const axis = document.createElement("div");
          axis.className = "scale " + kind;
          for (const text of [first, last]) axis.append(Object.assign(document.createElement("span"), { textContent: text }));
          figure.append(axis);
          return axis.firstChild;
        }
        function plotOf(curve) {
          let plot = plots.get(curve.id);
          if (plot) return plot;
          const figure = document.createElement("figure"), caption = document.createElement("figcaption");
          const heading = document.createElement("h2");
          heading.textContent = curve.name;
          caption.append(heading);
          figure.append(caption);
          const top = scale(figure, "up", "", "0");
          const field = svg("svg", figure, { id: curve.id, viewBox: "0 0 " + (pointsMin - 1) + " 100",
            preserveAspectRatio: "none", role: "img" });
          const title = svg("title", field, {});
          const from = scale(figure, "along", "", "now");
          plot = { caption, field, title, top, from, lines: new Map() };
          plots.set(curve.id, plot);
          at("plots").append(figure);
          return plot;
        }
        function lineOf(plot, name) {
          let line = plot.lines.get(name);
          if (line) return line;
          const kind = "l" + (plot.lines.size % 4), key = document.createElement("span");
          key.className = "key";
          svg("polyline", svg("svg", key, { viewBox: "0 0 32 12", "aria-hidden": "true" }),
            { points: "0,6 32,6", class: kind });
          const text = document.createElement("span");
          key.append(text);
          plot.caption.append(key);
          line = { values: [], text, path: svg("polyline", plot.field, { class: kind }) };
          plot.lines.set(name, line);
          return line;
        }
        function show(event) {
          document.title = event.title;
          at("title").textContent = event.title;
          at("progress").hidden = event.progress === null;
          at("progress").value = event.progress || 0;
          at("facts").replaceChildren(...event.facts.map(([name, text]) => {
            const row = document.createElement("div");
            for (const [kind, words] of [["dt", name], ["dd", text]]) {
              const element = document.createElement(kind);
              element.textContent = words;
              row.append(element);
            }
            return row;
          }));
          for (const curve of event.curves) {
            const plot = plotOf(curve);
            for (const [name, value] of curve.lines) {
              const line = lineOf(plot, name);
              line.values.push(value);
              if (line.values.length > pointsMax) line.values.shift();
              line.text.textContent = " " + name + " " + number(value, curve.unit);
            }
            const all = [...plot.lines.values()].flatMap(line => line.values.filter(value => value !== null));
            const top = Math.max(...all, 0);
            // As wide as what is known, but for the first minute: a curve of a few seconds is not squeezed to the edge.
            const width = Math.max(pointsMin, ...[...plot.lines.values()].map(line => line.values.length));
            plot.field.setAttribute("viewBox", "0 0 " + (width - 1) + " 100");
            plot.top.textContent = top > 0 ? number(top, curve.unit) : "";
            plot.from.textContent = (width - 1) + " s ago";
            plot.title.textContent = curve.name + ", up to " + number(top, curve.unit) + ", of the last five minutes";
            for (const line of plot.lines.values()) {
              const first = width - line.values.length;
              line.path.setAttribute("points", line.values.flatMap((value, index) =>
                value === null ? [] : [(first + index) + "," + (98 - (top > 0 ? value / top * 96 : 0)).toFixed(1)])
                .join(" "));
            }
          }
        }
        const source = new EventSource("/events");
        source.onopen = () => { at("state").textContent = "live"; };
        source.onerror = () => { at("state").textContent = "not connected; tries again"; };
        source.onmessage = message => show(JSON.parse(message.data));

        """
}
