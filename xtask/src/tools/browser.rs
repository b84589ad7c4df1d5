//! A browser, its driver, Node.js and its packages: only what runs in a browser needs these.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{apt_install, has_apt, npm, version};
use crate::process::{self, capture, find};
use crate::project::Project;
use crate::{report, stamp};

/// A browser and where it may be.
struct Browser {
    /// Names it where it is not found by itself.
    variable: &'static str,
    names: &'static [&'static str],
    /// Where installers put it on systems that keep programs off `PATH`.
    places: &'static [&'static str],
    /// What Debian calls it, and what it needs.
    packages: &'static [&'static str],
}

const CHROMIUM: Browser = Browser {
    variable: "CHROME_PATH",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ],
    // Without a font a page has no shape.
    packages: &["chromium", "fonts-liberation"],
};

const FIREFOX: Browser = Browser {
    variable: "FIREFOX_PATH",
    names: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"],
    packages: &["firefox-esr"],
};

impl Browser {
    /// The one that is named, or found here or by `otherwise`, or installed now.
    fn ensure(&self, otherwise: impl Fn() -> Option<PathBuf>) -> Result<Option<PathBuf>> {
        if let Some(path) = env::var_os(self.variable).map(PathBuf::from) {
            if path.is_file() {
                return Ok(Some(path));
            }
            bail!("{} says {}, but there is no such file", self.variable, path.display());
        }
        let find = || {
            let known = self.names.iter().find_map(|name| find(name));
            known.or_else(|| self.places.iter().map(PathBuf::from).find(|path| path.is_file())).or_else(&otherwise)
        };
        if let Some(found) = find() {
            return Ok(Some(found));
        }
        if has_apt() {
            apt_install(self.packages)?;
        }
        Ok(find())
    }
}

/// The oldest Node.js that Playwright says it runs on.
const OLDEST_NODE: u32 = 20;

/// A Chromium, installed now where that is possible.
pub(crate) fn browser(project: &Project) -> Result<PathBuf> {
    CHROMIUM.ensure(|| playwrights_own(project))?.with_context(|| {
        format!(
            "there is no Chromium or Chrome. Install one, or say where it is with {}=…, \
             or fetch one for these tests alone: `cd e2e && npx playwright install chromium`",
            CHROMIUM.variable
        )
    })
}

/// A Firefox as people have it, installed now where that is possible; the tests of it are left out where there is none.
pub(crate) fn firefox() -> Result<Option<PathBuf>> {
    FIREFOX.ensure(|| None)
}

/// The one that `npx playwright install chromium` fetched.
fn playwrights_own(project: &Project) -> Option<PathBuf> {
    let ask = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))";
    let mut node = Command::new("node");
    let path = capture(node.current_dir(project.path("e2e")).args(["--input-type=module", "--eval", ask])).ok()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

/// The driver that runs WebAssembly tests in the browser; of the same version as the browser, so from the same place.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMEDRIVER").map(PathBuf::from) {
        return Ok(path);
    }
    if find("chromedriver").is_none() && has_apt() {
        apt_install(&["chromium-driver"])?;
    }
    find("chromedriver").context(
        "there is no chromedriver. Install the one that belongs to your Chromium, or say where it is with \
         CHROMEDRIVER=…",
    )
}

/// Node.js, and the packages that the package-lock.json of a folder of the checkout names.
pub(crate) fn node_modules(project: &Project, folder: &str) -> Result<()> {
    node()?;
    let folder = project.path(folder);
    let stamp_file = folder.join("node_modules/.stamp");
    let now = stamp::of(&[], &[folder.join("package.json"), folder.join("package-lock.json")])?;
    if fs::read_to_string(&stamp_file).is_ok_and(|before| before == now) {
        return Ok(());
    }
    let mut install = npm();
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    // The browser is found or installed by us.
    process::run(install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&stamp_file, now).with_context(|| format!("{} cannot be written", stamp_file.display()))
}

fn node() -> Result<()> {
    if (find("node").is_none() || find("npm").is_none()) && has_apt() {
        apt_install(&["nodejs", "npm"])?;
    }
    let text = capture(Command::new("node").arg("--version"))
        .context("the tests in a browser need Node.js; https://nodejs.org has it")?;
    let major: Option<u32> = version::in_text(&text).and_then(|version| version.split('.').next()?.parse().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        // It may still work: a distribution's version is often patched, and the tests will tell.
        _ => {
            report::note(format!("Node.js {text} is older than {OLDEST_NODE}, which Playwright asks for; trying it"));
            Ok(())
        }
    }
}

/// Playwright's command line.
pub(crate) fn playwright(project: &Project) -> PathBuf {
    Path::new(&project.path("e2e")).join("node_modules/@playwright/test/cli.js")
}
