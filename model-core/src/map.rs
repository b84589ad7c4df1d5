//! A place for every show on a map of the catalogue.
//!
//! The section `MAPP` holds, for each show in the order of the catalogue, `x` and `y` as 16-bit little-endian numbers:
//! the map is a square of 65,536 by 65,536, `y` downwards. Files without the section have no map; that is no error.

use crate::error::{OpenError, invalid};
use crate::file::SectionKind;

const PLACE: usize = 4;

/// The bytes of the section for these places, one for each show.
pub fn encode(places: &[[u16; 2]]) -> Vec<u8> {
    places.iter().flatten().flat_map(|number| number.to_le_bytes()).collect()
}

/// Checks that there is a place for each of `shows`.
pub(crate) fn check(section: &[u8], shows: usize) -> Result<(), OpenError> {
    if section.len() == shows * PLACE {
        return Ok(());
    }
    Err(invalid(SectionKind::MAP, format!("{} bytes for {shows} places of {PLACE} bytes each", section.len())))
}

/// The places.
pub(crate) fn places(section: &[u8]) -> impl ExactSizeIterator<Item = [u16; 2]> {
    section.chunks_exact(PLACE).map(|at| [u16::from_le_bytes([at[0], at[1]]), u16::from_le_bytes([at[2], at[3]])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let given = [[0, 65535], [258, 1]];
        let section = encode(&given);
        assert_eq!(places(&section).collect::<Vec<_>>(), given);
        assert!(check(&section, 2).is_ok());
        let error = check(&section, 3).expect_err("one place is missing");
        assert!(error.to_string().contains("8 bytes for 3 places"), "{error}");
    }
}
