//! What a file is, by its ending.

/// Browsers insist on the right type for scripts, modules, style sheets and manifests.
pub(super) fn of(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_types_that_browsers_insist_on() {
        assert_eq!(of("app_bg-0123456789abcdef.wasm"), "application/wasm");
        assert_eq!(of("sw.js"), "text/javascript; charset=utf-8");
        assert_eq!(of("manifest.webmanifest"), "application/manifest+json");
        assert_eq!(of("STYLE.CSS"), "text/css; charset=utf-8");
        assert_eq!(of("model.bin"), "application/octet-stream");
        assert_eq!(of("LICENSE"), "application/octet-stream");
    }
}
