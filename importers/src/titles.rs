//! What services do to titles: years in brackets, articles behind a comma, seasons and episodes in one line.

use model_core::text::fold;

/// A title on one line, without a year in brackets at its end and with its article in front, and that year.
///
/// ```
/// use importers::titles::clean;
/// assert_eq!(clean("Office, The (2005)"), ("The Office".into(), Some(2005)));
/// assert_eq!(clean("Shameless (US)"), ("Shameless (US)".into(), None));
/// ```
pub fn clean(title: &str) -> (String, Option<u16>) {
    let title = on_one_line(title);
    let (name, year) = split_year(&title);
    if let Some((name, article)) = name.rsplit_once(',')
        && is_movable_article(article.trim())
        && !name.trim().is_empty()
    {
        let article = article.trim();
        let gap = if article.ends_with('\'') || article.ends_with('’') { "" } else { " " };
        return (format!("{article}{gap}{}", name.trim()), year);
    }
    (name.to_owned(), year)
}

fn on_one_line(title: &str) -> String {
    let mut line = String::with_capacity(title.len());
    for word in title.split(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}') {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

fn split_year(title: &str) -> (&str, Option<u16>) {
    if let Some(open) = title.rfind(['(', '['])
        && let Some(inside) = title[open + 1..].strip_suffix([')', ']'])
        && let Some(digits) = inside.get(..4)
        // `(2011– )` and `(2011-2021)` are years as well.
        && inside[4..].chars().all(|letter| letter.is_ascii_digit() || " -–—".contains(letter))
        && let Ok(year @ 1920..=2100) = digits.parse()
        && open > 0
    {
        return (title[..open].trim_end(), Some(year));
    }
    (title, None)
}

fn is_movable_article(word: &str) -> bool {
    const ARTICLES: [&str; 26] = [
        "the", "a", "an", "le", "la", "les", "l'", "l’", "el", "los", "las", "un", "une", "una", "il", "lo", "gli",
        "i", "der", "die", "das", "ein", "eine", "het", "de", "o",
    ];
    ARTICLES.contains(&word.to_ascii_lowercase().as_str())
}

/// A line of a viewing history that names series, season and episode, in parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Episode<'t> {
    pub(crate) show: &'t str,
    /// Season and episode.
    pub(crate) rest: &'t str,
}

/// The parts of `Show: Season 1: Episode`, in the languages in which such lines are written. `None` when there is no
/// season: the line is a film, or a series without seasons.
pub(crate) fn episode(line: &str) -> Option<Episode<'_>> {
    let cuts: Vec<(usize, usize)> = cuts(line).collect();
    cuts.iter().enumerate().find_map(|(at, &(end, start))| {
        let stop = cuts.get(at + 1).map_or(line.len(), |(end, _)| *end);
        let is_last = at + 1 == cuts.len();
        let show = line[..end].trim();
        let is_season = match season(line[start..stop].trim()) {
            Some(Marker::Season) => true,
            // A film may end so: Kill Bill: Vol. 2.
            Some(Marker::Part) => !is_last,
            // Stranger Things: Stranger Things 2: Chapter One.
            None => !is_last && is_numbered_again(show, line[start..stop].trim()),
        };
        (is_season && !show.is_empty()).then(|| Episode { show, rest: line[start..].trim() })
    })
}

/// The beginnings of a line that may be the name of a series, the longest first. Only the first few: no name has more
/// colons.
pub(crate) fn beginnings(line: &str) -> impl Iterator<Item = &str> {
    let cuts: Vec<usize> = cuts(line).map(|(end, _)| end).take(4).collect();
    cuts.into_iter().rev().map(|end| line[..end].trim()).filter(|beginning| !beginning.is_empty())
}

/// Where a line is parted: the end of the part before, and the start of the one behind. A colon parts where white space
/// follows (`Re:ZERO` is one word), the full-width one everywhere.
fn cuts(line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.match_indices([':', '：']).filter_map(|(at, colon)| {
        let behind = at + colon.len();
        let parts = colon == "：" || line[behind..].starts_with(char::is_whitespace);
        parts.then_some((at, behind))
    })
}

/// Whether a part of a line is the name of the show again, with a number.
fn is_numbered_again(show: &str, part: &str) -> bool {
    let number = part.strip_prefix(show).map_or("", str::trim);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// Only series have it.
    Season,
    /// Films have it as well.
    Part,
}

/// Whether a part of a line is a season.
fn season(part: &str) -> Option<Marker> {
    /// Folded words for `season`.
    const SEASON: [&str; 32] = [
        "season",
        "series",
        "staffel",
        "saison",
        "temporada",
        "stagione",
        "seizoen",
        "sezon",
        "sezona",
        "sezonul",
        "sasong",
        "saeson",
        "sesong",
        "kausi",
        "evad",
        "serie",
        "serija",
        "rada",
        "seria",
        "musim",
        "mua",
        "сезон",
        "σεζόν",
        "しーずん",
        "시즌",
        "季",
        "季度",
        "الموسم",
        "עונה",
        "ซีซั่น",
        "ซีซัน",
        "सीज़न",
    ];
    /// Folded words that number parts of series and of films alike.
    const PART: [&str; 21] = [
        "part",
        "parte",
        "partie",
        "teil",
        "deel",
        "del",
        "osa",
        "czesc",
        "cast",
        "volume",
        "vol",
        "volumen",
        "book",
        "buch",
        "livre",
        "libro",
        "chapter",
        "collection",
        "часть",
        "파트",
        "ぱーと",
    ];
    /// Series of one season.
    const LIMITED: [&str; 16] = [
        "limited series",
        "miniseries",
        "mini series",
        "miniserie",
        "mini serie",
        "miniserien",
        "minisarja",
        "minisorozat",
        "serie limitada",
        "serie limitee",
        "limitierte serie",
        "minisserie",
        "мини сериал",
        "りみてっどしりーず",
        "리미티드 시리즈",
        "限定剧",
    ];
    if part.len() > 60 {
        return None;
    }
    let ascii = part.is_ascii();
    let folded = fold(part);
    if LIMITED.contains(&folded.as_str()) {
        return Some(Marker::Season);
    }
    let words = folded.split(' ').count();
    if words > 4 {
        return None;
    }
    let has = |list: &[&str]| {
        list.iter().any(|one| match one.is_ascii() {
            true => folded.split(' ').any(|word| word == *one),
            // Scripts without spaces, and words with endings.
            false => !ascii && folded.contains(one),
        })
    };
    let numbered = folded.chars().any(|letter| letter.is_numeric()) || folded.split(' ').any(is_roman);
    match numbered {
        true if has(&SEASON) => Some(Marker::Season),
        true if has(&PART) => Some(Marker::Part),
        _ => None,
    }
}

fn is_roman(word: &str) -> bool {
    matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x" | "one" | "two" | "three")
}

/// The name of a series without what tells its seasons apart, as anime databases list them: `… Season 2`,
/// `… 2nd Season`, `… Part 2`, `… III`.
pub(crate) fn without_season(title: &str) -> &str {
    let mut title = title.trim_end();
    loop {
        let shorter = without_last_mark(title);
        if shorter.len() == title.len() || shorter.is_empty() {
            return title;
        }
        title = shorter;
    }
}

fn without_last_mark(title: &str) -> &str {
    let cut = |text: &str| text.trim_end_matches([' ', ':', '-', ',', '–']).len();
    let Some((before, last)) = title.rsplit_once(' ') else { return title };
    let word = last.to_ascii_lowercase();
    let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if matches!(word.as_str(), "ii" | "iii" | "iv") {
        return &title[..cut(before)];
    }
    let Some((earlier, middle)) = before.rsplit_once(' ') else { return title };
    let middle = middle.to_ascii_lowercase();
    let is_ordinal = middle.starts_with(|letter: char| letter.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|ending| middle.ends_with(ending));
    let counted = is_number && matches!(middle.as_str(), "season" | "part" | "cour");
    let ordered = (is_ordinal || middle == "final") && matches!(word.as_str(), "season" | "part" | "cour");
    if counted || ordered {
        let earlier = earlier.strip_suffix(" The").unwrap_or(earlier);
        return &title[..cut(earlier)];
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cleaned() {
        for (written, title, year) in [
            ("The Wire", "The Wire", None),
            (" \u{feff}Shameless (2011) ", "Shameless", Some(2011)),
            ("Shameless [2011]", "Shameless", Some(2011)),
            ("Doctor Who (2005–2022)", "Doctor Who", Some(2005)),
            ("Office, The", "The Office", None),
            ("Casa de Papel, La (2017)", "La Casa de Papel", Some(2017)),
            ("Attaque des Titans, L'", "L'Attaque des Titans", None),
            ("Crown, the", "the Crown", None),
            ("(2011)", "(2011)", None),
            ("Room (222)", "Room (222)", None),
            ("Love, Death & Robots", "Love, Death & Robots", None),
            ("鋼の錬金術師 (2009)", "鋼の錬金術師", Some(2009)),
            (", The", ", The", None),
            ("Show (20é1)", "Show (20é1)", None),
        ] {
            assert_eq!(clean(written), (title.to_owned(), year), "{written}");
        }
    }

    #[test]
    fn episodes_are_told_from_films() {
        for (line, show) in [
            ("The Crown: Season 1: Wolferton Splash", "The Crown"),
            ("Star Trek: Deep Space Nine: Season 4: The Visitor", "Star Trek: Deep Space Nine"),
            ("Dark: Staffel 2: Anfänge und Enden", "Dark"),
            ("Lupin : Saison 1 : Chapitre 1", "Lupin"),
            ("La casa de papel: Parte 1: Episodio 1", "La casa de papel"),
            ("Elite: Temporada 1: Bienvenidos", "Elite"),
            ("Suburra: Stagione 1: 21 giorni", "Suburra"),
            ("Rita: Sæson 1: Helten", "Rita"),
            ("Chernobyl: Limited Series: 1:23:45", "Chernobyl"),
            ("The Queen's Gambit: Miniserie: Endspiel", "The Queen's Gambit"),
            ("Love, Death & Robots: Volume 1: Sonnie's Edge", "Love, Death & Robots"),
            ("イカゲーム: シーズン1: だるまさんがころんだ日", "イカゲーム"),
            ("오징어 게임: 시즌 1: 무궁화 꽃이 피던 날", "오징어 게임"),
            ("鱿鱼游戏：第 1 季：一二三", "鱿鱼游戏"),
            ("Бригада: Сезон 1: Серия 1", "Бригада"),
            ("Μαέστρο: Σεζόν 2: Επεισόδιο 1", "Μαέστρο"),
            ("เคว้ง: ซีซั่น 1: ตอนที่ 1", "เคว้ง"),
            ("Terror w lesie: Część 1: Odcinek 1", "Terror w lesie"),
            ("Az utolsó: 1. évad: Első", "Az utolsó"),
            ("Re:ZERO: Season 1: The Witch's Scent", "Re:ZERO"),
            ("Stranger Things: Stranger Things 2: Chapter One: MADMAX", "Stranger Things"),
            ("Money Heist: Part 3", ""),
            ("Kill Bill: Vol. 2", ""),
            ("Mission: Impossible", ""),
            ("Black Mirror: Bandersnatch", ""),
            ("The Season: A Love Story", ""),
            ("Heat", ""),
            ("", ""),
            (": Season 1: x", ""),
        ] {
            assert_eq!(episode(line).map_or("", |episode| episode.show), show, "{line}");
        }
    }

    #[test]
    fn seasons_are_taken_off() {
        for (title, name) in [
            ("Shingeki no Kyojin Season 3 Part 2", "Shingeki no Kyojin"),
            ("Shingeki no Kyojin: The Final Season", "Shingeki no Kyojin"),
            ("Mob Psycho 100 II", "Mob Psycho 100"),
            ("Mob Psycho 100", "Mob Psycho 100"),
            ("K-On!! 2nd Season", "K-On!!"),
            ("Vinland Saga Season 2", "Vinland Saga"),
            ("Season 2", "Season 2"),
            ("Kuroko no Basket 3rd Season", "Kuroko no Basket"),
            ("", ""),
        ] {
            assert_eq!(without_season(title), name, "{title}");
        }
    }
}
