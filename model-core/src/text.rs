//! Folding titles and queries to the letters that people remember of them.

/// The text in small letters without accents, marks and punctuation, its words separated by single spaces.
///
/// Latin letters lose their accents (`é` e, `ß` ss, `ø` o), full-width forms become plain, katakana becomes hiragana,
/// `&` and `+` become `and`; apostrophes and dots vanish (`Grey's` greys, `M.A.S.H.` mash) and everything else that is
/// neither letter nor digit separates words. A small table of our own instead of Unicode's normalization tables, which
/// would be a third of the module: a test holds it against them.
///
/// ```
/// use model_core::text::fold;
/// assert_eq!(fold("Élite"), "elite");
/// assert_eq!(fold("Mork & Mindy"), "mork and mindy");
/// assert_eq!(fold("Grey’s Anatomy: Season 1"), "greys anatomy season 1");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |letters: &str, gap: &mut bool| {
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        folded.push_str(letters);
    };
    let mut buffer = [0; 4];
    for letter in text.chars().flat_map(char::to_lowercase) {
        let letter = plain_form(letter);
        match letter {
            'a'..='z' | '0'..='9' => push(letter.encode_utf8(&mut buffer), &mut gap),
            '&' | '+' => {
                gap = true;
                push("and", &mut gap);
                gap = true;
            }
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '.' | '·' => {}
            // Combining marks vanish with the accents that they are.
            '\u{300}'..='\u{36f}' => {}
            _ => match latin_base(letter) {
                Some(base) => push(base, &mut gap),
                None if letter.is_alphanumeric() || is_mark_inside_word(letter) => {
                    push(letter.encode_utf8(&mut buffer), &mut gap);
                }
                None => gap = true,
            },
        }
    }
    folded
}

/// Full-width ASCII to ASCII, katakana to hiragana, Cyrillic ё to е.
fn plain_form(letter: char) -> char {
    let code = letter as u32;
    match code {
        0xff01..=0xff5e => char::from_u32(code - 0xfee0).map_or(letter, |plain| plain.to_ascii_lowercase()),
        0x30a1..=0x30f6 => char::from_u32(code - 0x60).unwrap_or(letter),
        0x3000 => ' ',
        0x0451 => 'е',
        _ => letter,
    }
}

/// Marks that belong to a word in scripts that need them: the long-vowel sign, Indic vowel signs.
fn is_mark_inside_word(letter: char) -> bool {
    matches!(letter as u32, 0x30fc | 0x0900..=0x0dff | 0x0e31..=0x0e4e)
}

/// The base letters of an accented or joined Latin small letter.
fn latin_base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ả' | 'ạ' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ'
        | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẻ' | 'ẽ' | 'ẹ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' | 'ə' => {
            "e"
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ' | 'ị' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' | 'ơ' | 'ỏ' | 'ọ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ'
        | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ư' | 'ủ' | 'ụ' | 'ứ' | 'ừ' | 'ử' | 'ữ'
        | 'ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỷ' | 'ỹ' | 'ỵ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '²' => "2",
        '³' => "3",
        '¹' => "1",
        _ => return None,
    })
}

/// Words that people leave out or put behind a comma; only at the beginning or end of a title do they mean nothing.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "le"
            | "la"
            | "les"
            | "l"
            | "el"
            | "los"
            | "las"
            | "der"
            | "die"
            | "das"
            | "il"
            | "lo"
            | "gli"
            | "o"
            | "os"
            | "as"
            | "un"
            | "une"
            | "una"
            | "ein"
            | "eine"
            | "de"
            | "het"
            | "den"
            | "det"
    )
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn accents_of_every_european_letter_fold_as_unicode_decomposes_them() {
        for code in (0xc0..0x17f).chain(0x1ea0..=0x1ef9).chain(0x218..=0x21b) {
            let Some(letter) = char::from_u32(code).filter(|letter| letter.is_alphabetic()) else { continue };
            let base: String = letter.to_string().nfkd().filter(|c| !is_combining_mark(*c)).collect();
            let base = base.to_lowercase().replace('ʼ', "");
            if base.chars().all(|c| c.is_ascii_alphabetic()) {
                assert_eq!(fold(&letter.to_string()), base, "{letter}");
            }
        }
    }

    #[test]
    fn native_titles_keep_their_letters() {
        assert_eq!(fold("鋼の錬金術師 FULLMETAL"), "鋼の錬金術師 fullmetal");
        assert_eq!(fold("銀魂゜"), "銀魂");
        assert_eq!(fold("カウボーイ"), "かうぼーい");
        assert_eq!(fold("Бригада"), "бригада");
        assert_eq!(fold("오징어 게임"), "오징어 게임");
        assert_eq!(fold("İstanbullu"), "istanbullu");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
