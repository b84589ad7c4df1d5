//! Every table: any rows below each of the known headers.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;

const HEADERS: [&str; 10] = [
    "Title,Date",
    "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type",
    "Const,Your Rating,Title,Original Title,Title Type,Year",
    "Position;Const;Title;Title Type;Year;Your Rating",
    "key,series_name,s_id,season_number,episode_number,created_at,is_followed,is_for_later,ep_watch_count",
    "tv_show_id,tv_show_name,archived",
    "tv_show_id\ttv_show_name\tis_favorited\tnb_episodes_seen",
    "tv_show_name,episode_season_number,episode_number,created_at,tv_show_id",
    "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Your Rating",
    "Date,Name,Year,Letterboxd URI,Rating,Watched Date",
];

fuzz_target!(|data: &[u8]| {
    let Some((which, rows)) = data.split_first() else { return };
    let header = HEADERS[usize::from(*which) % HEADERS.len()];
    check::check("file.csv", &[header.as_bytes(), b"\n", rows].concat());
});
