"""The HTML report in Debian's Chromium: it loads, filters, opens by click and by keyboard, prints, turns dark, reads from right
to left, stays quick with 5 000 beads; and text that attacks the page stays text. Prints TAP; leaves with 77 where there is no
browser.

usage: report.py SAMPLE COMMAND ROOT      PICTURE=1 also takes the picture that README shows
"""

import atexit
import html.parser
import os
import pathlib
import subprocess
import sys
import tempfile
import time

try:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.service import Service
except ImportError as error:
    print(error)
    sys.exit(77)

sample, command, root = (pathlib.Path(name).resolve() for name in sys.argv[1:])
folder = tempfile.TemporaryDirectory()
number = failures = 0


def browser():
    """A Chromium without a window and without a network, or nothing."""
    driver = pathlib.Path("/usr/bin/chromedriver")
    if not driver.exists():
        return None
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1400,1000",
                     "--proxy-server=127.0.0.1:9", f"--user-data-dir={folder.name}/profile"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(str(driver)), options=options)


page = browser()
if page is None:
    print("no /usr/bin/chromedriver (Debian package chromium-driver)")
    sys.exit(77)
atexit.register(page.quit)


def say(good, name, note=""):
    global number, failures
    number += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}", f"\n# {note}" if note else "", sep="", flush=True)


def write(name, *arguments, cwd=root):
    path = pathlib.Path(folder.name) / name
    with open(path, "wb") as file:
        subprocess.run(arguments, stdout=file, check=False, cwd=cwd)
    return path


def load(path, wait=0.0):
    page.get(path.as_uri())
    time.sleep(wait)


def find(selector):
    return page.find_elements(By.CSS_SELECTOR, selector)


def shown(selector):
    return [element for element in find(selector) if element.is_displayed()]


def press(*keys):
    webdriver.ActionChains(page).send_keys(*keys).perform()


def complaints():
    return [entry["message"] for entry in page.get_log("browser") if entry["level"] == "SEVERE"]


class Parts(html.parser.HTMLParser):
    """Element names and attributes of a page, and whether every element is closed in order."""

    VOID = {"meta", "input", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.names, self.attributes, self.good = [], set(), set(), True
        self.feed(text)
        self.good = self.good and not self.open

    def handle_starttag(self, name, attributes):
        self.names.add(name)
        self.attributes.update(key for key, _ in attributes)
        if name not in self.VOID:
            self.open.append(name)

    def handle_endtag(self, name):
        self.good = self.good and bool(self.open) and self.open.pop() == name

    def handle_startendtag(self, name, attributes):
        self.names.add(name)
        self.attributes.update(key for key, _ in attributes)


seed = [f"examples/seed/article.{name}.txt" for name in ("reconstructed.ru", "de")]
article = write("seed.html", command, "check", "-s", "ru", "-t", "de", "--format", "html", *seed)

# --- the file ---
text = article.read_text("utf-8")
parts = Parts(text)
say(parts.good, "every element is closed where it should be")
say("style" not in parts.attributes and not any(name.startswith("on") for name in parts.attributes), "no inline style or handler")
say(parts.names.isdisjoint({"link", "img", "iframe", "object", "embed", "base"}) and "src" not in parts.attributes,
    "nothing that is loaded from elsewhere")

# --- load ---
load(article)
findings = find(".finding")
say(len(findings) > 10 and not complaints(), "the seed article loads", f"{len(findings)} findings, {len(find('.bead'))} beads")
say(find(".tally")[0].text == f"{len(findings)} of {len(findings)} findings", "the tally counts them")
say(page.execute_script("return performance.getEntriesByType('resource').length") == 0, "no request was made")
say(len(find(".card svg[role=img][aria-label]")) == 3, "score, findings and alignment are drawn, with labels")
names = page.execute_script("""return [...document.querySelectorAll('a, button, input, select, summary, dialog')].filter(e =>
  !(e.textContent.trim() || e.ariaLabel || e.title || e.labels?.[0]?.textContent.trim())).length""")
say(names == 0, "every control has a name")

# --- contrast: WCAG 2.1, 4.5:1 for all text, in both schemes ---
CONTRAST = """
const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const ground = element => { for (let e = element; e; e = e.parentElement) {
  const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
let worst = [21, ''];
for (const element of document.querySelectorAll('h1, h2, h3, p, dt, dd, li, th, td, summary *, .mark, .number, button, select, .chip')) {
  if (!element.checkVisibility() || ![...element.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
  const a = light(rgb(getComputedStyle(element).color)), b = light(ground(element));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < worst[0]) worst = [ratio, element.tagName + '.' + element.className];
}
return worst;"""
for scheme in ("light", "dark"):
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    ratio, where = page.execute_script(CONTRAST)
    dark = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    say(ratio >= 4.5, f"contrast, {scheme}", f"least {ratio:.2f}:1 at {where}, page {dark}")
page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

# --- filter ---
load(article)
find(".chip.minor")[0].click()
say(shown(".finding.minor") == [] and len(shown(".finding.major")) > 0, "a severity is switched off")
say(find(".tally")[0].text != f"{len(findings)} of {len(findings)} findings", "the tally follows")
say(page.execute_script("return getComputedStyle(document.querySelector('.mark.minor')).textDecorationLine") == "none",
    "its underlines go too")
press("3")
say(len(shown(".finding.minor")) > 0, "and on again by its key")
select = find("select[name=check]")[0]
name = page.execute_script("arguments[0].selectedIndex = 1; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
                           "return arguments[0].value", select)
say({element.get_attribute("data-check") for element in shown(".finding")} == {name}, "one check only", name)
say(all(bead.find_elements(By.CSS_SELECTOR, ".finding:not([hidden])") for bead in shown(".bead")), "and only its segments")
load(article)
press("/", "Januar")
say(0 < len(shown(".bead")) < len(find(".bead")) and all("januar" in bead.text.lower() for bead in shown(".bead")), "search")
press(Keys.ESCAPE)
find(".filters [type=search]")[0].clear()
press("/", "no such words")
say(shown(".bead") == [] and len(shown(".empty")) == 1, "nothing found is said")

# --- open ---
load(article)
mark = shown(".target .mark.major")[0]
mark.click()
opened = find(".finding[open]")
say(len(opened) == 1 and opened[0].get_attribute("id") == mark.get_attribute("href").split("#")[1], "a click opens the finding")
say("evidence" in opened[0].text and "where" in opened[0].text, "with evidence and place")
say(len(find(".mark.current")) >= 1, "its spans are marked")
press(Keys.ESCAPE)
say(find(".finding[open]") == [] and page.switch_to.active_element == mark, "Escape closes it and goes back to the text")
press(Keys.ENTER)
say(len(find(".finding[open]")) == 1, "Enter on a span opens it")
press(Keys.ENTER)
say(find(".finding[open]") == [], "Enter on a finding closes it")
load(article)
press("j", "j", "k")
say(find(".finding.current")[0] == find(".finding")[0] and page.switch_to.active_element.tag_name == "summary", "j and k walk")
address = page.current_url
page.get("about:blank")
page.get(address)
say(len(find(".finding.current[open]")) == 1, "an address with a finding opens it")
press("?")
say(len(shown("dialog")) == 1, "the keys are told")
load(article)
stops = 0
for _ in range(40):
    press(Keys.TAB)
    stops += page.execute_script("const r = document.activeElement.getBoundingClientRect(); return r.width > 0 && r.height > 0")
say(stops >= 39, "the focus is always on something visible")

# --- narrow, print ---
page.set_window_size(500, 900)
say(page.execute_script("return document.documentElement.scrollWidth <= innerWidth"), "a narrow window needs no scrolling sideways")
page.set_window_size(1400, 1000)
load(article)
page.execute_script("dispatchEvent(new Event('beforeprint'))")
say(len(find(".finding[open]")) == len(findings), "paper shows every detail")
page.execute_script("dispatchEvent(new Event('afterprint'))")
say(find(".finding[open]") == [], "and the screen is as before")
say(len(page.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10000, "it prints")

# --- hostile text ---
attack = write("attack.html", sample, "html")
text = attack.read_text("utf-8")
say(Parts(text).good and Parts(text).names - parts.names <= {"thead"}, "hostile text makes no element")
load(attack, 0.2)
say(page.execute_script("return typeof bad") == "undefined" and page.title == "mtqc report" and not complaints(), "no script of the text runs")
say(page.execute_script("return document.scripts.length") == 1 and find("img") == [], "one script, no image")
say("<script>bad()</script>" in find(".text.target")[0].text and "&amp;" in find(".text.target")[0].text, "the text is shown as it is")
page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
say(all(f"{part} <script>bad()</script>" in find(".finding.critical")[0].text for part in ("message", "evidence", "suggestion")),
    "so are message, evidence and suggestion")
for element in find("summary") + shown(".mark"):
    page.execute_script("arguments[0].click()", element)
say(page.execute_script("return typeof bad") == "undefined", "nor when everything was clicked")
say(find("main")[0].find_elements(By.XPATH, "./*")[0].get_attribute("class") == "corpus" and len(find(".corpus tbody tr a")) == 2,
    "the corpus comes first, with its documents")
arabic = find("#d2 .text.target")[0]
say(arabic.get_attribute("dir") == "rtl" and arabic.get_attribute("lang") == "ar" and
    page.execute_script("return getComputedStyle(arguments[0]).direction", arabic) == "rtl", "Arabic reads from right to left")
say(len(find(".none.target")) == 1 and len(find(".none.source")) == 1, "null beads are told")
states = page.execute_script("return [...document.querySelectorAll('[name=state] option')].map(o => o.value)")
say({"known", "ignored"} <= set(states), "known and ignored findings can be told apart")

# --- 5 000 beads ---
for side, line in (("s", "The train number {0} leaves at 9 with 12 wagons and {0} people."),
                   ("t", "Der Zug Nummer {0} fährt um 9 mit 21 Wagen und {0} Leuten ab.")):
    with open(f"{folder.name}/{side}", "w", encoding="utf-8") as file:
        file.writelines(line.format(i) + "\n" for i in range(5000))
large = write("large.html", command, "check", "-s", "en", "-t", "de", "--aligned", "--only", "number-mismatch", "--format", "html", "s", "t",
              cwd=folder.name)
load(large)
say(len(find(".bead")) == 5000, "5 000 beads load")
times = page.execute_async_script("""
const done = arguments[0], frame = () => new Promise(requestAnimationFrame), times = [];
(async () => {
  const measure = async action => { const start = performance.now(); action(); await frame(); await frame();
    times.push(performance.now() - start); };
  const search = document.querySelector('[type=search]');
  await measure(() => scrollTo(0, 1e5));
  await measure(() => scrollTo(0, 4e5));
  await measure(() => document.querySelector('.next').click());
  await measure(() => { search.value = 'Nummer 4711'; search.dispatchEvent(new Event('input', {bubbles: true})); });
  await measure(() => document.querySelector('.chip.minor input').click());
  done(times);
})();""")
say(max(times) < 3000, "scrolling, walking and filtering stay quick", " ".join(f"{t:.0f}" for t in times) + " ms")

# --- the picture in README ---
if os.environ.get("PICTURE"):
    page.set_window_size(1380, 1000)
    load(article)
    shown(".target .mark.major")[0].click()
    page.execute_script("document.activeElement.blur(); scrollTo(0, 0)")
    time.sleep(0.3)
    target = root / "examples/seed/report.png"
    page.save_screenshot(str(target))
    say(target.stat().st_size < 200_000, "the picture is small", f"{target.stat().st_size} bytes")
say((root / "examples/seed/report.png").stat().st_size < 200_000, "README has its picture (PICTURE=1 takes it anew)")

print(f"1..{number}")
sys.exit(failures > 0)
