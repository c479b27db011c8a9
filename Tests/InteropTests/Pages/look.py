"""Looks at a page in Debian's Chromium, as a reader would: narrow and wide, light and dark.

    look.py PAGE SCREENSHOTS [POINTS]

PAGE is an address; for each width and colour scheme a picture goes to SCREENSHOTS-WIDTH-SCHEME.png. With POINTS the page is live: it is looked
at when its first line has as many. What was seen goes to standard output as JSON.
"""

import json
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SEEN = """
const visible = element => element.getClientRects().length > 0;
const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const colour = text => text.match(/[\\d.]+/g).map(Number).slice(0, 3);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
const paper = colour(getComputedStyle(document.body).backgroundColor);
let smallest = Infinity, palest = Infinity, faintest = Infinity, of = "";
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !visible(element) || element.closest("title, desc, script, style")) continue;
  const style = getComputedStyle(element), matrix = element.getScreenCTM ? element.getScreenCTM() : null;
  const size = parseFloat(style.fontSize) * (matrix ? matrix.d : 1);
  if (size < smallest) { smallest = size; of = walker.currentNode.data.trim().slice(0, 40); }
  palest = Math.min(palest, contrast(colour(matrix ? style.fill : style.color), paper));
}
const plots = [...document.querySelectorAll("svg.plot, #plots figure > svg")].map(svg => {
  const labels = [...svg.querySelectorAll("text")].map(text => text.getBoundingClientRect());
  const frame = svg.getBoundingClientRect();
  let clashes = 0, outside = 0;
  labels.forEach((a, i) => {
    if (a.left < frame.left - 1 || a.right > frame.right + 1) outside += 1;
    labels.slice(i + 1).forEach(b => {
      if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3) clashes += 1;
    });
  });
  const series = [...svg.querySelectorAll("g.series"), ...svg.querySelectorAll(":scope > polyline")];
  const counts = series.map(group => {
    const line = group.matches("polyline") ? group : group.querySelector("polyline");
    const box = group.getBBox();
    if (![box.x, box.y, box.width, box.height].every(Number.isFinite)) return -1;
    faintest = Math.min(faintest, contrast(colour(getComputedStyle(line || group).stroke), paper));
    return line ? line.points.numberOfItems : group.querySelectorAll("circle").length;
  });
  return { title: svg.querySelector("title").textContent, counts, stated: series.map(g => Number(g.dataset.points ?? -1)),
    clashes, outside, width: frame.width };
});
const timing = performance.getEntriesByType("navigation")[0];
return { plots, smallestText: smallest, smallestOf: of, textContrast: palest, lineContrast: faintest,
  overflow: document.documentElement.scrollWidth - window.innerWidth, headings: document.querySelectorAll("h1").length,
  named: [...document.querySelectorAll("svg[role=img]")].every(svg => svg.querySelector("title")?.textContent),
  paper, loadMilliseconds: timing.loadEventEnd, requests: performance.getEntriesByType("resource").length };
"""

POINTS = """
return Math.max(0, ...[...document.querySelectorAll("#plots figure > svg polyline")].map(l => l.points.numberOfItems));
"""


def look(driver, page, width, scheme, points):
    """What is seen of a page at a width, in a colour scheme."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    driver.get(page)
    end = time.monotonic() + 60
    while points and driver.execute_script(POINTS) < points and time.monotonic() < end:
        time.sleep(0.2)
    seen = driver.execute_script(SEEN)
    seen.update(width=width, scheme=scheme, console=[entry["message"] for entry in driver.get_log("browser")])
    return seen


def keyboard(driver):
    """Whether the first thing that the tab key reaches shows that it has the focus, and the figures open by it."""
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    first = driver.switch_to.active_element
    outline = first.value_of_css_property("outline-style")
    figures = driver.find_elements(By.CSS_SELECTOR, "details > summary")
    if figures:
        figures[0].send_keys(Keys.ENTER)
    opened = driver.execute_script("return document.querySelectorAll('details[open]').length")
    return {"focus": first.tag_name, "outline": outline, "figures": len(figures), "opened": opened}


def main():
    """Looks, and says what it saw."""
    page, pictures = sys.argv[1], sys.argv[2]
    points = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        views = []
        for width in (375, 1440):
            for scheme in ("light", "dark"):
                views.append(look(driver, page, width, scheme, points))
                driver.save_screenshot(f"{pictures}-{width}-{scheme}.png")
        json.dump({"views": views, "keyboard": keyboard(driver)}, sys.stdout)
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
