//! The lists in JSON: Trakt's and this site's own, from their first item on.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((which, rest)) = data.split_first() else { return };
    let beginning: &[u8] = match which % 3 {
        0 => b"[{\"show\":{\"title\":\"x\",\"ids\":{\"trakt\":1}}},",
        1 => b"{\"format\":\"canihasashowplz ratings\",\"shows\":[",
        _ => b"[{\"plays\":2,\"show\":",
    };
    check::check("file.json", &[beginning, rest].concat());
});
