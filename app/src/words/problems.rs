//! What could not be read of a file from elsewhere, in the language of the page.

use importers::problems::Kind;

use crate::language::{Text, say};

/// What it is, and what follows from it.
fn texts(kind: Kind) -> (Text, Text) {
    match kind {
        Kind::Damaged => (Text("import-problem-damaged"), Text("import-advice-damaged")),
        Kind::Encrypted => (Text("import-problem-encrypted"), Text("import-advice-encrypted")),
        Kind::Compression => (Text("import-problem-compression"), Text("import-advice-compression")),
        Kind::TooBig => (Text("import-problem-too-big"), Text("import-advice-too-big")),
        Kind::Bomb => (Text("import-problem-bomb"), Text("import-advice-bomb")),
        Kind::TooManyFiles => (Text("import-problem-too-many-files"), Text("import-advice-too-many-files")),
        Kind::TooManySeries => (Text("import-problem-too-many-series"), Text("import-advice-too-many-series")),
        Kind::TooManyEpisodes => (Text("import-problem-too-many-episodes"), Text("import-advice-too-many-episodes")),
        Kind::BadName => (Text("import-problem-bad-name"), Text("import-advice-bad-name")),
        Kind::NestedArchive => (Text("import-problem-nested-archive"), Text("import-advice-nested-archive")),
        Kind::OtherContent => (Text("import-problem-other-content"), Text("import-advice-other-content")),
        Kind::LongRow => (Text("import-problem-long-row"), Text("import-advice-long-row")),
        Kind::ShortRow => (Text("import-problem-short-row"), Text("import-advice-short-row")),
        Kind::OddItem => (Text("import-problem-odd-item"), Text("import-advice-odd-item")),
        Kind::NoTitle => (Text("import-problem-no-title"), Text("import-advice-no-title")),
        Kind::BadRating => (Text("import-problem-bad-rating"), Text("import-advice-bad-rating")),
        Kind::BadDate => (Text("import-problem-bad-date"), Text("import-advice-bad-date")),
        Kind::AmbiguousDates => (Text("import-problem-ambiguous-dates"), Text("import-advice-ambiguous-dates")),
        Kind::LoneEpisode => (Text("import-problem-lone-episode"), Text("import-advice-lone-episode")),
        Kind::NotSeries => (Text("import-problem-not-series"), Text("import-advice-not-series")),
        Kind::Trailer => (Text("import-problem-trailer"), Text("import-advice-trailer")),
        Kind::Glimpse => (Text("import-problem-glimpse"), Text("import-advice-glimpse")),
    }
}

/// The problems of a kind.
pub fn problem(count: u64, kind: Kind) -> String {
    say!("import-problem", count: count, what: texts(kind).0.get())
}

/// What follows from them, and what the person can do.
pub fn advice(kind: Kind) -> Text {
    texts(kind).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_as_the_importers_tell_them() {
        use Kind::*;
        for kind in [
            Damaged,
            Encrypted,
            Compression,
            TooBig,
            Bomb,
            TooManyFiles,
            TooManySeries,
            TooManyEpisodes,
            BadName,
            NestedArchive,
            OtherContent,
            LongRow,
            ShortRow,
            OddItem,
            NoTitle,
            BadRating,
            BadDate,
            AmbiguousDates,
            LoneEpisode,
            NotSeries,
            Trailer,
            Glimpse,
        ] {
            assert_eq!(problem(2, kind), format!("2 × {}", kind.what()));
            assert_eq!(advice(kind).get(), kind.advice());
        }
    }
}
