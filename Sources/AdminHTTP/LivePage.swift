internal import Foundation
internal import Hashing

/// A page that shows ``LiveEvent``s as they come: facts, and a plot for each curve. All of it is in one file; it loads nothing from elsewhere, and the
/// browser is told to let it do nothing else.
public enum LivePage {
    /// The page.
    public static let response: AdminResponse = {
        var response = AdminResponse(contentType: "text/html; charset=utf-8", body: html)
        response.contentSecurityPolicy =
            "default-src 'none'; connect-src 'self'; img-src data:; style-src '\(hash(of: style))'; "
            + "script-src '\(hash(of: script))'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return response
    }()

    /// By which a browser knows a part of the page that it may use (CSP level 3, section 2.3.1).
    private static func hash(of text: String) -> String {
        "sha256-" + Data(Hash.value(of: Array(text.utf8).span, .sha256).array).base64EncodedString()
    }

    private static let html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>Live</title>
        <style>\(style)</style>
        </head>
        <body>
        <header><h1 id="title">Waiting for the first second</h1><p id="state" role="status">connecting</p></header>
        <progress id="progress" max="1" value="0" aria-label="Part that is done" hidden></progress>
        <dl id="facts"></dl>
        <main id="plots"></main>
        <noscript><p>This page draws with JavaScript. The same figures are at /metrics.</p></noscript>
        <script>\(script)</script>
        </body>
        </html>

        """
}
