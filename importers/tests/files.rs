//! Every format, from files made by hand after the documented headers: what comes out, and what is said of the rest.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{FIXTURES, fixture, gzip, read, shown, zip_of};
use importers::{Format, recognize};

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn every_file_is_read() {
    for name in FIXTURES {
        snapshot(name, &shown(&read(name, &fixture(name))));
    }
}

#[test]
fn archives_are_read_wherever_their_folders_are() {
    let trakt = zip_of(&[
        ("ada/ratings-shows.json", "trakt-ratings-shows.json"),
        ("ada/watched-shows.json", "trakt-watched-shows.json"),
        ("ada/watched-history-1.json", "trakt-history.json"),
        ("ada/lists-watchlist.json", "trakt-watchlist.json"),
        ("ada/lists-favorites.json", "trakt-watchlist.json"),
        ("ada/user-profile.json", "own.json"),
    ]);
    snapshot("trakt.zip", &shown(&read("trakt.zip", &trakt)));
    let tv_time = zip_of(&[
        ("gdpr-data/tracking-prod-records-v2.csv", "tvtime-tracking.csv"),
        ("gdpr-data/followed_tv_show.csv", "tvtime-followed.csv"),
        ("gdpr-data/user_tv_show_data.csv", "tvtime-series.csv"),
        ("gdpr-data/seen_episode.csv", "tvtime-seen.csv"),
        ("gdpr-data/access_token.csv", "own.json"),
    ]);
    snapshot("tv-time.zip", &shown(&read("tv-time.zip", &tv_time)));
    let letterboxd = zip_of(&[
        ("ratings.csv", "letterboxd-ratings.csv"),
        ("diary.csv", "letterboxd-diary.csv"),
        ("watchlist.csv", "letterboxd-watchlist.csv"),
        ("likes/films.csv", "letterboxd-watchlist.csv"),
    ]);
    snapshot("letterboxd.zip", &shown(&read("letterboxd.zip", &letterboxd)));
    let netflix = zip_of(&[("netflix-report/CONTENT_INTERACTION/ViewingActivity.csv", "netflix-activity.csv")]);
    let same = |one: &[u8], other: &[u8]| {
        let [one, other] = [one, other].map(|bytes| read("x", bytes).expect("an import"));
        assert_eq!((one.service, one.entries, one.profiles), (other.service, other.entries, other.profiles));
    };
    same(&netflix, &fixture("netflix-activity.csv"));
    same(&gzip(&fixture("myanimelist.xml")), &fixture("myanimelist.xml"));
    let list = common::zip(&[("animelist_1.xml.gz", &gzip(&fixture("myanimelist.xml")))]);
    same(&list, &fixture("myanimelist.xml"));
}

#[test]
fn the_encoding_does_not_matter() {
    for name in FIXTURES.iter().filter(|name| !name.contains("latin-1")) {
        let bytes = fixture(name);
        let text = std::str::from_utf8(&bytes).expect("UTF-8").trim_start_matches('\u{feff}');
        let plain = read(name, text.as_bytes());
        let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = ["\u{feff}", text].concat();
        let windows = text.replace('\n', "\r\n");
        for other in [&little, &big, marked.as_bytes(), windows.as_bytes()] {
            assert_eq!(shown(&read(name, other)).replace('\r', ""), shown(&plain), "{name}");
        }
    }
}

#[test]
fn formats_are_recognized_by_content() {
    use Format::*;
    let expected = [
        ImdbRatings,
        ImdbList,
        LetterboxdTable,
        LetterboxdTable,
        LetterboxdTable,
        MyAnimeListXml,
        NetflixActivity,
        NetflixHistory,
        NetflixHistory,
        NetflixHistory,
        OwnJson,
        OwnJson,
        TmdbTable,
        TraktJson,
        TraktJson,
        TraktJson,
        TraktJson,
        TvTimeFollowed,
        TvTimeEpisodes,
        TvTimeSeries,
        TvTimeTracking,
    ];
    for (name, format) in FIXTURES.into_iter().zip(expected) {
        assert_eq!(recognize("file", &fixture(name)), Some(format), "{name}");
    }
    for other in [
        &b""[..],
        b"\n\n",
        b"title,year\nx,1\n",
        b"<html>",
        b"[1,2]",
        b"{}",
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"userId,movieId,rating\n",
    ] {
        assert_eq!(recognize("x", other), None, "{other:?}");
    }
    let german = b"Titel,Datum\nDark,1.2.2022\n";
    assert_eq!(recognize("NetflixViewingHistory (1).csv", german), Some(NetflixHistory));
    assert_eq!(recognize("x.csv", german), None);
}

#[test]
fn films_of_one_beginning_stay_apart_where_their_years_are_known() {
    let text = "Date,Name,Year,Letterboxd URI,Rating\n\
                2021-01-01,A: One,2001,https://boxd.it/x,4\n\
                2021-01-01,A: Two,2002,https://boxd.it/y,4\n\
                2021-01-01,A: Three,2003,https://boxd.it/z,4\n";
    let import = read("ratings.csv", text.as_bytes()).expect("an import");
    assert_eq!(import.entries.len(), 3);
}
