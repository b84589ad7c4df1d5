//! Recognizing files by what is in them.

use serde::{Deserialize, Serialize};

use crate::decode;
use crate::table;

/// A service whose files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Service {
    /// Netflix: what was played.
    Netflix,
    /// IMDb: ratings and lists.
    Imdb,
    /// Trakt: history, ratings, watchlist.
    Trakt,
    /// TV Time: the personal data that the service gave out until it closed.
    TvTime,
    /// MyAnimeList: the list of anime.
    MyAnimeList,
    /// The Movie Database: ratings and lists.
    Tmdb,
    /// Letterboxd: films mostly.
    Letterboxd,
    /// This site's own export.
    Own,
}

impl Service {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Service::Netflix => "Netflix",
            Service::Imdb => "IMDb",
            Service::Trakt => "Trakt",
            Service::TvTime => "TV Time",
            Service::MyAnimeList => "MyAnimeList",
            Service::Tmdb => "TMDB",
            Service::Letterboxd => "Letterboxd",
            Service::Own => "canihasashowplz",
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// An archive; what is in it decides.
    Zip,
    /// A compressed file; what is in it decides.
    Gzip,
    /// Netflix's list of titles and days.
    NetflixHistory,
    /// Netflix's full record of every play, with profiles.
    NetflixActivity,
    /// IMDb's ratings.
    ImdbRatings,
    /// IMDb's watchlist or another list.
    ImdbList,
    /// One of Trakt's lists.
    TraktJson,
    /// TV Time's episodes and series, `tracking-prod-records-v2.csv`.
    TvTimeTracking,
    /// TV Time's followed series.
    TvTimeFollowed,
    /// TV Time's series with how much was seen of each.
    TvTimeSeries,
    /// TV Time's older list of episodes.
    TvTimeEpisodes,
    /// MyAnimeList's list.
    MyAnimeListXml,
    /// TMDB's ratings or lists.
    TmdbTable,
    /// One of Letterboxd's tables.
    LetterboxdTable,
    /// This site's own export.
    OwnJson,
}

impl Format {
    /// Whose it is; `None` of what is only a wrapping.
    pub fn service(self) -> Option<Service> {
        Some(match self {
            Format::Zip | Format::Gzip => return None,
            Format::NetflixHistory | Format::NetflixActivity => Service::Netflix,
            Format::ImdbRatings | Format::ImdbList => Service::Imdb,
            Format::TraktJson => Service::Trakt,
            Format::TvTimeTracking | Format::TvTimeFollowed | Format::TvTimeSeries | Format::TvTimeEpisodes => {
                Service::TvTime
            }
            Format::MyAnimeListXml => Service::MyAnimeList,
            Format::TmdbTable => Service::Tmdb,
            Format::LetterboxdTable => Service::Letterboxd,
            Format::OwnJson => Service::Own,
        })
    }
}

/// How many bytes of a file [`recognize`] wants to see, if there are so many.
pub const HEAD: usize = 1 << 12;

/// What a file is, by its first bytes. Its name only decides where the content leaves it open. `None`: nothing that is
/// read here.
///
/// ```
/// use importers::{Format, recognize};
/// assert_eq!(recognize("my list.txt", b"Title,Date\n\"Dark: Season 1: Secrets\",1/12/18\n"), Some(Format::NetflixHistory));
/// assert_eq!(recognize("holiday.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"), None);
/// ```
pub fn recognize(name: &str, first_bytes: &[u8]) -> Option<Format> {
    let head = &first_bytes[..first_bytes.len().min(HEAD)];
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Some(Format::Zip),
        [0x1f, 0x8b, ..] => return Some(Format::Gzip),
        _ => {}
    }
    let text = decode::beginning(head);
    let text = text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    match text.as_bytes().first()? {
        b'<' => text.contains("<myanimelist").then_some(Format::MyAnimeListXml),
        b'{' => text.contains("\"canihasashowplz ratings\"").then_some(Format::OwnJson),
        b'[' => trakt(name, text).then_some(Format::TraktJson),
        _ => of_table(name, &table::header(text)),
    }
}

fn trakt(name: &str, text: &str) -> bool {
    let is_item =
        ["\"show\"", "\"movie\"", "\"episode\"", "\"season\"", "\"ids\""].iter().any(|key| text.contains(key));
    // An empty list tells nothing of itself.
    is_item || (text[1..].trim_start().starts_with(']') && crate::archive::is_known(name))
}

fn of_table(name: &str, header: &[String]) -> Option<Format> {
    let has = |column: &str| header.iter().any(|name| name == column);
    Some(match header {
        _ if has("profile name") && has("start time") && has("title") => Format::NetflixActivity,
        _ if has("letterboxd uri") && has("name") => Format::LetterboxdTable,
        _ if has("tmdb id") && has("type") && has("name") => Format::TmdbTable,
        _ if has("const") && has("title") && has("position") => Format::ImdbList,
        _ if has("const") && has("title") && has("your rating") => Format::ImdbRatings,
        _ if has("key") && has("series name") => Format::TvTimeTracking,
        _ if has("tv show name") && has("episode number") => Format::TvTimeEpisodes,
        _ if has("tv show id") && has("nb episodes seen") => Format::TvTimeSeries,
        _ if has("tv show id") && has("tv show name") => Format::TvTimeFollowed,
        [_, _] if has("title") && has("date") => Format::NetflixHistory,
        // The header may be in another language.
        [_, _] if name.to_ascii_lowercase().contains("netflixviewinghistory") => Format::NetflixHistory,
        _ => return None,
    })
}
