"""The explorer's page in headless Chromium: whether it works, and how long things take.

    python3 explorer_page.py URL FOLDER [--chromium PATH]

URL is that of `separatrix explore Sweeps/heavy_ball.yaml --no-open`. Screenshots go to FOLDER, and one
JSON object to standard output: `failures` (empty if all is well), what the page did, and times in
milliseconds. Needs the packages playwright and axe-playwright-python, and Debian's chromium.
"""

import argparse
import json
import pathlib
import statistics
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# Theory's line η = 2(1 + β)/100, on which tiles take longest.
BOUNDARY = [(2 * (1 + momentum) / 100, momentum) for momentum in (0.2, 0.4, 0.6, 0.8)]


class Session:
    """One browser, what its pages complained of, and where screenshots go."""

    def __init__(self, browser, url, folder):
        self.browser, self.url, self.folder = browser, url.rstrip("/") + "/", folder
        self.failures, self.screenshots = [], []

    def page(self, size=LAPTOP, scheme="light", fragment="", **context):
        page = self.browser.new_context(
            viewport=size, color_scheme=scheme, **context).new_page()
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.fail(f"script error: {error}"))
        page.goto(self.url + fragment)
        settle(page)
        return page

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.fail(f"console {message.type}: {message.text} {message.location['url']}")

    def fail(self, words):
        if words not in self.failures:
            self.failures.append(words)

    def check(self, isTrue, words):
        if not isTrue:
            self.fail(words)

    def shoot(self, page, name):
        path = self.folder / f"{name}.png"
        page.screenshot(path=path)
        self.screenshots.append(str(path))

    def judge(self, page, name):
        """Accessibility by axe-core."""
        for violation in Axe().run(page).response["violations"]:
            places = [node["target"] for node in violation["nodes"][:3]]
            self.fail(f"axe, {name}: {violation['id']}: {violation['help']}: {places}")


def settle(page):
    """Waits until everything in sight has been drawn."""
    wait(page, "(window.separatrixTimings?.firstPicture > 0)")
    page.wait_for_timeout(300)


def wait(page, condition, seconds=20):
    """Playwright's own wait_for_function is refused by the page's content security policy."""
    isTrue = page.evaluate(f"""new Promise((resolve) => {{
        const end = performance.now() + {1000 * seconds};
        const look = () => {condition} ? resolve(true)
            : performance.now() > end ? resolve(false) : setTimeout(look, 20);
        look();
    }})""")
    if not isTrue:
        raise TimeoutError(f"waited {seconds} s for {condition}")


def times(page, name):
    return page.evaluate(f"window.separatrixTimings.{name}")


def timed(page, name, action):
    """Does something, waits for the page to note its time, and returns that."""
    count = len(times(page, name))
    action()
    wait(page, f"(window.separatrixTimings.{name}.length > {count})")
    return times(page, name)[count]


def frame(page):
    """The map's rectangle on the page: inside the margins of its axes."""
    box = page.locator("#map").bounding_box()
    return {"left": box["x"] + 64, "top": box["y"] + 14, "width": box["width"] - 64 - 14,
            "height": box["height"] - 14 - 48}


def place(page, learning_rate, momentum):
    """Where a cell of the whole map is, in pixels."""
    box = frame(page)
    return (box["left"] + box["width"] * learning_rate / 0.05,
            box["top"] + box["height"] * (1 - momentum))


def readout(page):
    page.wait_for_timeout(400)
    words = page.locator("#readout dt").all_text_contents()
    return dict(zip(words, (text.strip() for text in page.locator("#readout dd").all_text_contents())))


# What the page does


def shows_cells(session):
    page = session.page()
    session.shoot(page, "laptop_light")
    session.judge(page, "map")
    for where, verdict in [((0.02, 0.5), "converged"), ((0.045, 0.5), "diverged"),
                           ((0.0005, 0.2), "bounded")]:
        page.mouse.move(*place(page, *where))
        told = readout(page)
        session.check(told.get("verdict") == verdict, f"the cell at {where} is {verdict}, not {told}")
        session.check(abs(float(told.get("η", "nan")) - where[0]) < 2e-4, f"η at {where}: {told}")
        session.check({"steps", "objective", "rate", "peak"} <= set(told), f"values at {where}: {told}")
    page.mouse.click(*place(page, 0.02, 0.8))
    page.wait_for_selector("#trajectory svg")
    session.check(page.locator("#trajectory svg.plot").count() == 3,
                  "a run in the plane has three pictures")
    session.check("cell=" in page.url, "the address names the cell that was run")
    session.shoot(page, "trajectory_light")
    session.judge(page, "trajectory")
    page.go_back()
    page.wait_for_timeout(300)
    session.check(page.locator("#trajectory").is_hidden(), "back closes the trajectory")


def obeys_keys(session):
    page = session.page()
    page.focus("#map")
    for key in ["+", "+", "ArrowLeft", "ArrowUp", "Shift+ArrowUp", "-"]:
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    page.wait_for_timeout(400)
    session.check("span=" in page.url, "the address follows the keys")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trajectory svg")
    session.shoot(page, "keyboard")
    page.keyboard.press("Escape")
    session.check(page.locator("#trajectory").is_hidden(), "Escape closes the trajectory")
    page.keyboard.press("0")
    page.wait_for_timeout(600)
    session.check("span=" not in page.url, "0 shows the whole map")


def keeps_state(session):
    page = session.page()
    page.select_option("#variable", "rate")
    page.mouse.move(*place(page, 0.03, 0.5))
    for _ in range(4):
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(200)
    page.locator("#parameter-eigenvalue_1").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    session.check("variable=rate" in page.url and "set=eigenvalue_1" in page.url,
                  f"the address has variable and numbers: {page.url}")
    session.shoot(page, "rate_light")
    box = frame(page)
    middle = (box["left"] + box["width"] / 2, box["top"] + box["height"] / 2)
    page.mouse.move(*middle)
    before = readout(page)
    other = session.page(fragment="#" + page.url.partition("#")[2])
    other.mouse.move(*middle)
    session.check(readout(other) == before, f"a link shows the same: {before}, {readout(other)}")


def shows_every_variable(session):
    page = session.page(scheme="dark")
    session.shoot(page, "laptop_dark")
    session.judge(page, "map, dark")
    options = page.locator("#variable option")
    for variable in options.evaluate_all("all => all.map(one => one.value)"):
        page.select_option("#variable", variable)
        page.wait_for_timeout(700)
        session.shoot(page, f"{variable}_dark")
        if variable != "verdict":
            usual = "diverging" if variable == "rate" else "viridis"
            session.check(page.input_value("#colors") == usual, f"{variable} is {usual}")
    page.mouse.click(*place(page, 0.035, 0.5))
    page.wait_for_selector("#trajectory svg")
    session.shoot(page, "trajectory_dark")
    session.judge(page, "trajectory, dark")


def gives_files(session):
    page = session.page(fragment="#at=600,500&span=200,200&variable=rate")
    for name, start in [("Sweep file", b"objective"), ("PNG", b"\x89PNG"), ("SVG", b"<?xml"), ("PDF", b"%PDF")]:
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        data = pathlib.Path(download.value.path()).read_bytes()
        session.check(start in data[:4096], f"{name} is {data[:40]}")


def knows_all_modules(session):
    page = session.page()
    loaded = page.evaluate("""performance.getEntriesByType("resource")
        .map((entry) => new URL(entry.name).pathname.slice(1)).filter((name) => name.endsWith(".js"))""")
    linked = page.locator("link[rel=modulepreload]").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))")
    session.check(sorted(set(loaded)) == sorted([*linked, "explorer.js"]),
                  f"index.html names the modules: {set(loaded) ^ {*linked, 'explorer.js'}}")


def fits_a_phone(session):
    for scheme in ["light", "dark"]:
        page = session.page(PHONE, scheme, has_touch=True, is_mobile=True, device_scale_factor=2)
        session.shoot(page, f"phone_{scheme}")
        session.judge(page, f"phone, {scheme}")
        page.touchscreen.tap(200, 250)
        page.wait_for_selector("#trajectory svg")
        session.shoot(page, f"phone_trajectory_{scheme}")
        page.tap("#trajectory .close")
        page.tap("#panel-toggle")
        session.shoot(page, f"phone_settings_{scheme}")
        session.judge(page, f"phone with settings, {scheme}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        session.check(wide <= PHONE["width"], f"the phone's page is {wide} wide")


# How long it takes


def summary(values):
    return {"median": round(statistics.median(values), 1), "worst": round(max(values), 1),
            "each": [round(value, 1) for value in values]}


def measure(session):
    """Every step goes where no tile is known yet, over the boundary."""
    taken = {}
    for name, steps in [("first_picture", first_pictures), ("zoom_step", zoom_steps),
                        ("pan_step", pan_steps), ("click_to_trajectory", clicks)]:
        try:
            taken[name] = summary(steps(session))
        except Exception as error:
            session.fail(f"{name}: {error}")
    return taken


def whole_window(session):
    """A page with nothing beside the map."""
    page = session.page()
    page.click("#panel-toggle")
    page.wait_for_timeout(500)
    return page


def first_pictures(session):
    return [times(session.page(), "firstPicture") for _ in range(5)]


def zoom_steps(session):
    page = whole_window(session)
    taken = []
    for where in BOUNDARY:
        page.mouse.move(*place(page, *where))
        for _ in range(5):
            taken.append(timed(page, "viewports", lambda: page.mouse.wheel(0, -240)))
            page.wait_for_timeout(250)
        page.focus("#map")
        page.keyboard.press("0")
        page.wait_for_timeout(500)
    return taken


def zoomed_page(session):
    """A page that shows a part of the boundary, with room to move; and its middle."""
    page = whole_window(session)
    page.mouse.move(*place(page, *BOUNDARY[0]))
    for _ in range(3):
        timed(page, "viewports", lambda: page.mouse.wheel(0, -300))
    box = frame(page)
    return page, box["left"] + box["width"] / 2, box["top"] + box["height"] / 2


def pan_steps(session):
    page, x, y = zoomed_page(session)
    taken = []
    for number in range(20):
        page.mouse.move(x, y)
        page.mouse.down()
        across = 150 if number < 10 else -150
        taken.append(timed(page, "viewports", lambda: page.mouse.move(x + across, y + 200)))
        page.mouse.up()
        page.wait_for_timeout(250)
    return taken


def clicks(session):
    page, x, y = zoomed_page(session)
    taken = []
    for number in range(20):
        page.mouse.move(x - 300 + 10 * number, y + 7 * number)
        taken.append(timed(
            page, "trajectories", lambda: (page.mouse.down(), page.mouse.up())))
        page.wait_for_timeout(450)
    return taken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=arguments.chromium, args=["--no-sandbox"])
        session = Session(browser, arguments.url, arguments.folder)
        milliseconds = measure(session)
        for check in [shows_cells, obeys_keys, keeps_state, shows_every_variable, gives_files,
                      knows_all_modules, fits_a_phone]:
            try:
                check(session)
            except Exception as error:
                session.fail(f"{check.__name__}: {error}")
        version = browser.version
        browser.close()
    json.dump({"failures": session.failures, "milliseconds": milliseconds, "chromium": version,
               "screenshots": session.screenshots}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
