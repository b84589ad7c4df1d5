//! What a person contributes, and how it is read from the bytes of a request.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::catalogue::Catalogue;
use crate::object::{self, Object};
use crate::problem::{Kind, Problem};

/// The version of the payload that this program reads.
pub const VERSION: u32 = 1;

/// The most ratings that one person can contribute.
pub const MOST_RATINGS: usize = 2_000;

/// The longest id of a show, in bytes.
pub const LONGEST_ID: usize = 128;

/// What a person said of a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// One of the best.
    Loved,
    /// Good.
    Liked,
    /// Not for them.
    Disliked,
    /// Watched, without an opinion that should count.
    Seen,
}

impl Mark {
    /// All marks; a mark's place is its number in memory.
    pub const ALL: [Mark; 4] = [Mark::Loved, Mark::Liked, Mark::Disliked, Mark::Seen];

    /// The mark as it is written everywhere: in payloads, in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Loved => "loved",
            Mark::Liked => "liked",
            Mark::Disliked => "disliked",
            Mark::Seen => "seen",
        }
    }
}

/// The secret with which a person replaces or erases what they sent: 32 random bytes, made in their browser.
///
/// It is never stored and never written to a log; it has no `Debug` for that reason.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// Reads base64url without padding: 43 characters.
    pub fn parse(text: &str) -> Option<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Token(bytes.try_into().ok()?))
    }

    /// A token of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Token {
        Token(bytes)
    }

    /// The token as it is sent.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is stored. A token has 256 random bits, so a plain hash cannot be turned back by guessing.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

/// The SHA-256 of a [`Token`]: what the collector knows a contribution by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// Whether the trainer is to measure on this person and never to learn from them before it has measured: about one
    /// in five, the same ones in every export.
    pub fn is_kept_apart(&self) -> bool {
        self.0[31].is_multiple_of(5)
    }
}

/// A month of the calendar (UTC): as exact as the collector keeps time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// The month of the machine's clock.
    pub fn now() -> Month {
        let now = OffsetDateTime::now_utc();
        Month { year: now.year(), month: now.month().into() }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A person's ratings as they are stored, by show id. Sorted, so that not even the order tells anything.
pub type Ratings = BTreeMap<String, Mark>;

/// What is stored of a person. It replaces what the same token sent before.
#[derive(Clone)]
pub struct Contribution {
    /// By which it is found again.
    pub token: TokenHash,
    /// When it was sent.
    pub month: Month,
    /// What was said.
    pub ratings: Ratings,
}

/// A person's ratings as a whole. They replace what the same token sent before.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The version of this form.
    #[schema(minimum = 1, maximum = 1, example = 1)]
    pub version: u32,
    /// 32 random bytes made in the browser, in base64url without padding. Whoever has them can replace and erase the
    /// contribution; nobody else can, and the server keeps only a hash.
    #[schema(
        pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$",
        example = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"
    )]
    pub token: String,
    /// The id of the model that the person was looking at. It says which site's shows are meant, and is not stored.
    #[schema(min_length = 1, max_length = 128, example = "5f0c3a9d1b2e4f60")]
    pub catalogue: String,
    /// What was said of each show, in any order, each show once.
    #[schema(min_items = 1, max_items = 2000)]
    #[serde(deserialize_with = "object::all")]
    pub ratings: Vec<Rating>,
}

/// What was said of one show.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The show's id in the catalogue.
    #[schema(min_length = 1, max_length = 128, pattern = "^[!-~]+$", example = "the-wire")]
    pub show: String,
    /// What was said.
    pub mark: Mark,
}

/// A payload that was found good.
pub struct Accepted {
    /// Who sent it.
    pub token: Token,
    /// What is stored.
    pub ratings: Ratings,
    /// Shows that this server's catalogue does not have; they are left out.
    pub unknown: Vec<String>,
}

/// Reads a payload and checks every value.
///
/// Shows that are not in the catalogue are left out and named: a person's browser may hold an older or a newer model
/// than the server. When they are more than the others, the two do not belong together and all is refused.
///
/// # Errors
/// The first problem, with the field, the value and what to do.
pub fn parse(body: &[u8], catalogue: &Catalogue) -> Result<Accepted, Problem> {
    let payload = read(body)?;
    if payload.version != VERSION {
        return Err(other_version(payload.version));
    }
    let Some(token) = Token::parse(&payload.token) else {
        // Whatever this is, it may be most of a secret: it is not repeated.
        let found = format!("{} characters", payload.token.chars().count());
        return Err(Problem::field("token", found, "is not 32 bytes in base64url without padding")
            .hint("make 32 random bytes in the browser and write them as 43 characters of A-Z, a-z, 0-9, - and _"));
    };
    if !(1..=LONGEST_ID).contains(&payload.catalogue.len()) {
        return Err(Problem::field("catalogue", &payload.catalogue, "is empty or longer than 128 bytes")
            .hint("send the id of the model that the site shows"));
    }
    if payload.ratings.is_empty() {
        return Err(Problem::field("ratings", "[]", "is empty")
            .hint("to take a contribution back, send DELETE /v1/contributions"));
    }
    if payload.ratings.len() > MOST_RATINGS {
        return Err(Problem::field("ratings", format!("{} ratings", payload.ratings.len()), "has too many")
            .hint(format!("send {MOST_RATINGS} at most")));
    }
    let mut ratings = Ratings::new();
    let mut unknown = Vec::new();
    for (at, Rating { show, mark }) in payload.ratings.into_iter().enumerate() {
        let field = || format!("ratings[{at}].show");
        if !is_id(&show) {
            return Err(Problem::field(field(), &show, "is not a show's id")
                .hint("an id is 1 to 128 printable ASCII characters without a space"));
        }
        if !catalogue.has(&show) {
            unknown.push(show);
            continue;
        }
        match ratings.entry(show) {
            Entry::Vacant(place) => _ = place.insert(mark),
            Entry::Occupied(place) => {
                return Err(
                    Problem::field(field(), place.key(), "names a show a second time").hint("send each show once")
                );
            }
        }
    }
    if unknown.len() > ratings.len() {
        let detail = format!(
            "{} of the shows are not in this server's catalogue {}, and only {} are",
            unknown.len(),
            catalogue.id(),
            ratings.len()
        );
        return Err(Problem::new(Kind::WrongCatalogue, detail)
            .at("catalogue", &payload.catalogue)
            .hint("send the contribution to the collector of the site that it was made on; GET /v1/status names its catalogue"));
    }
    Ok(Accepted { token, ratings, unknown })
}

/// Whether a text can be a show's id. The same rule holds for the ids in a catalogue.
pub fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn read(body: &[u8]) -> Result<Payload, Problem> {
    let mut source = serde_json::Deserializer::from_slice(body);
    let error = match serde_path_to_error::deserialize(&mut source) {
        Ok(Object(payload)) => match source.end() {
            Ok(()) => return Ok(payload),
            Err(error) => return Err(malformed(&error)),
        },
        Err(error) => error,
    };
    if error.inner().classify() != serde_json::error::Category::Data {
        return Err(malformed(error.inner()));
    }
    // A later version may have other fields; then the version is what is wrong, not the field.
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    if let Ok(Versioned { version }) = serde_json::from_slice(body)
        && version != VERSION
    {
        return Err(other_version(version));
    }
    let path = error.path().to_string();
    let field = if path == "." { "the payload".to_owned() } else { path };
    Err(Problem::new(Kind::InvalidField, format!("{field}: {}", error.inner()))
        .at(field, "")
        .hint("send what the schema Payload in /openapi.json says"))
}

fn malformed(error: &serde_json::Error) -> Problem {
    Problem::new(Kind::MalformedJson, format!("the body is not JSON: {error}"))
        .hint("send one JSON object, in UTF-8, as the schema Payload in /openapi.json says")
}

fn other_version(version: u32) -> Problem {
    Problem::field("version", version, "is not a version that this server reads")
        .hint(format!("send version {VERSION}; reloading the page gets the site's newest program"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";

    fn refused(body: &str) -> String {
        let catalogue = Catalogue::of(["the-wire", "fleabag", "dark"].map(String::from));
        match parse(body.as_bytes(), &catalogue) {
            Ok(_) => "accepted".into(),
            Err(problem) => problem.to_string(),
        }
    }

    fn with(field: &str, value: &str) -> String {
        let mut fields = BTreeMap::from([
            ("version", "1".to_owned()),
            ("token", format!("{TOKEN:?}")),
            ("catalogue", "\"m\"".to_owned()),
            ("ratings", r#"[{"show":"the-wire","mark":"loved"}]"#.to_owned()),
        ]);
        fields.insert(field, value.to_owned());
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", body.join(","))
    }

    #[test]
    fn a_good_payload_is_taken_and_unknown_shows_are_named() {
        let body = with("ratings", r#"[{"show":"x","mark":"seen"},{"show":"the-wire","mark":"disliked"}]"#);
        let catalogue = Catalogue::of(["the-wire".to_owned()]);
        let Ok(accepted) = parse(body.as_bytes(), &catalogue) else { panic!("{}", refused(&body)) };
        assert_eq!(accepted.token.text(), TOKEN);
        assert_eq!(accepted.ratings, Ratings::from([("the-wire".into(), Mark::Disliked)]));
        assert_eq!(accepted.unknown, ["x"]);
    }

    #[test]
    fn each_problem_names_field_value_and_way_out() {
        let many = format!("[{}]", vec![r#"{"show":"dark","mark":"seen"}"#; MOST_RATINGS + 1].join(","));
        let cases = [
            "".to_owned(),
            "{".to_owned(),
            "[]".to_owned(),
            format!(r#"[1,{TOKEN:?},"m",[{{"show":"dark","mark":"seen"}}]]"#),
            "null".to_owned(),
            format!("{} {{}}", with("version", "1")),
            with("version", "2"),
            with("version", "\"1\""),
            r#"{"version":7,"shows":[]}"#.to_owned(),
            with("token", "\"short\""),
            with("token", "null"),
            with("token", &format!("{:?}", TOKEN.replace("JA", "JB"))),
            with("catalogue", "\"\""),
            with("ratings", "[]"),
            with("ratings", &many),
            with("ratings", r#"[{"show":"dark","mark":"adored"}]"#),
            with("ratings", r#"[{"show":"dark","mark":"seen"},{"show":"dark","mark":"loved"}]"#),
            with("ratings", r#"[{"show":"dark","mark":"seen"},{"show":"a b","mark":"loved"}]"#),
            with("ratings", r#"[{"show":"lost","mark":"seen"}]"#),
            with("ratings", r#"[{"show":"dark"}]"#),
            with("ratings", r#"[["dark","seen"]]"#),
            with("email", "\"me@example.org\""),
        ];
        let told: Vec<String> = cases.iter().map(|body| refused(body)).collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn a_month_is_all_that_is_kept_of_a_date() {
        assert_eq!(Month { year: 2026, month: 3 }.to_string(), "2026-03");
        assert!(Month::now().year >= 2024);
    }

    proptest! {
        #[test]
        fn tokens_survive_their_text(bytes: [u8; 32]) {
            let token = Token::from_bytes(bytes);
            prop_assert_eq!(token.text().len(), 43);
            prop_assert!(Token::parse(&token.text()) == Some(token));
        }

        #[test]
        fn any_bytes_are_accepted_or_refused(body: Vec<u8>) {
            let _ = parse(&body, &Catalogue::any());
        }

        #[test]
        fn what_was_written_is_read(ratings in proptest::collection::btree_map("[!-~]{1,20}", 0usize..4, 1..50)) {
            let ratings: Ratings = ratings.into_iter().map(|(show, mark)| (show, Mark::ALL[mark])).collect();
            let payload = Payload {
                version: 1,
                token: TOKEN.into(),
                catalogue: "m".into(),
                ratings: ratings.iter().map(|(show, mark)| Rating { show: show.clone(), mark: *mark }).collect(),
            };
            let body = serde_json::to_vec(&payload).expect("a payload is JSON");
            let accepted = parse(&body, &Catalogue::any());
            prop_assert!(accepted.is_ok_and(|accepted| accepted.ratings == ratings && accepted.unknown.is_empty()));
        }
    }
}
