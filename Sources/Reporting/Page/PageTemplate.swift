internal import Mustache

/// The page that a ``ReportPage`` becomes.
///
/// It loads nothing, and its policy forbids the browser to: neither scripts nor anything from elsewhere, whatever a name says.
enum PageTemplate {
    /// The page of `report`.
    static func render(_ report: ReportPage) -> String {
        library.render(PageContext(report), withTemplate: "page") ?? ""
    }

    /// The parts, parsed once. They are constants that the tests render: parsing them cannot fail later.
    private static let library: MustacheLibrary = {
        do {
            return MustacheLibrary(templates: [
                "page": try MustacheTemplate(string: page), "section": try MustacheTemplate(string: section),
                "table": try MustacheTemplate(string: table), "facts": try MustacheTemplate(string: facts),
            ])
        } catch {
            preconditionFailure("a template of ours does not parse: \(error)")
        }
    }()

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{{{title}}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <header>
        <h1>{{{title}}}</h1>
        <ul class="verdicts">{{#verdicts}}<li class="{{standing}}"><strong>{{{word}}}</strong> {{{text}}}</li>{{/verdicts}}</ul>
        {{>facts}}
        <nav aria-label="Sections"><ul>{{#sections}}<li><a href="#{{id}}">{{{heading}}}</a></li>{{/sections}}</ul></nav>
        </header>
        <main>
        {{#sections}}{{>section}}{{/sections}}
        </main>
        {{#hasCommand}}<footer><h2 id="again">To repeat it</h2><pre tabindex="0"><code>{{{command}}}</code></pre></footer>{{/hasCommand}}
        </body>
        </html>

        """

    private static let section = """
        <section aria-labelledby="{{id}}">
        <h2 id="{{id}}">{{{heading}}}</h2>
        {{#paragraphs}}<p>{{{.}}}</p>
        {{/paragraphs}}{{>facts}}
        {{#plots}}<figure>
        <figcaption><h3>{{{title}}}</h3>{{#legend}}<span class="key"><svg viewBox="0 0 32 12" aria-hidden="true"><g class="series {{inkClass}}"><polyline points="0,6 32,6"/></g></svg> {{{name}}}</span> {{/legend}}</figcaption>
        {{{svg}}}
        <details><summary>The figures of this plot</summary>{{#table}}{{>table}}{{/table}}</details>
        </figure>
        {{/plots}}{{#tables}}{{>table}}{{/tables}}
        </section>

        """

    private static let facts = """
        {{#hasFacts}}<dl>{{#facts}}<div><dt>{{{name}}}</dt><dd>{{{text}}}</dd></div>{{/facts}}</dl>{{/hasFacts}}
        """

    private static let table = """
        <div class="wide" role="region" tabindex="0" aria-label="{{{caption}}}"><table><caption>{{{caption}}}</caption>
        <thead><tr>{{#headings}}<th scope="col">{{{.}}}</th>{{/headings}}</tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{{name}}}</th>{{#cells}}<td>{{{.}}}</td>{{/cells}}</tr>
        {{/rows}}</tbody></table></div>

        """
}
