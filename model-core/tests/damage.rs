//! Bytes that nobody meant: truncated, flipped, from the future, noise. Every one ends in an error that names what is
//! wrong, or (where a checksum was forged along) in an answer; never in a panic.

#![cfg(not(target_arch = "wasm32"))]

use model_core::error::{OpenError, SectionName};
use model_core::file::{AlignedBytes, SectionKind, Sections};
use model_core::preview::Preview;
use model_core::request::{Feedback, Request};
use model_core::{Model, Scratch, example};
use proptest::prelude::*;

fn open(bytes: &[u8]) -> Result<Model, OpenError> {
    let model = Model::open(AlignedBytes::from_slice(bytes))?;
    model.verify()?;
    Ok(model)
}

/// Asks an opened model everything that it can be asked.
fn ask(model: &Model) {
    let mut scratch = Scratch::default();
    let shows = model.catalogue().len() as u32;
    let taste = (0..shows + 2).map(|show| (show, if show % 2 == 0 { Feedback::Loved } else { Feedback::Disliked }));
    let request = Request { taste: taste.take(9).collect(), ..Request::default() };
    let _ = model.recommend(&request, &mut scratch);
    let _ = model.recommend(&Request { adventurous: 100, ..request.clone() }, &mut scratch);
    let _ = model.standing(&request, shows / 2, &mut scratch);
    let _ = model.telling(&request, &mut scratch);
    let _ = model.similar(shows / 2, 5, &mut scratch);
    let _ = model.search("wire", 5);
}

#[test]
fn every_truncation_is_an_error() {
    let file = example::file();
    for length in 0..file.len() {
        assert!(open(&file[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn a_flipped_byte_in_a_section_is_named_by_it() {
    let file = example::file();
    for section in Sections::read(&file).expect("own bytes").table {
        for at in section.offset..section.offset + section.length {
            let mut damaged = file.clone();
            damaged[at as usize] ^= 0x10;
            let named = match open(&damaged) {
                Ok(_) => panic!("byte {at} of {} was flipped unnoticed", section.kind),
                Err(OpenError::Checksum { section, .. } | OpenError::Invalid { section, .. }) => section,
                Err(OpenError::Truncated { .. }) => continue,
                Err(other) => panic!("byte {at} of {}: {other}", section.kind),
            };
            // What the titles say is checked against the weights, and the facts against the titles.
            assert!(matches!(named, SectionName::Section(_)), "byte {at} of {}: {named}", section.kind);
        }
    }
}

#[test]
fn each_section_is_needed() {
    let file = example::file();
    let sections = Sections::read(&file).expect("own bytes");
    for missing in [SectionKind::CARD, SectionKind::TITLES, SectionKind::WEIGHTS, SectionKind::FACTS] {
        let rest: Vec<_> = sections
            .table
            .iter()
            .filter(|section| section.kind != missing)
            .map(|section| (section.kind, sections.get(&file, section.kind).expect("there").to_vec()))
            .collect();
        assert_eq!(open(&model_core::file::write(&rest)).err(), Some(OpenError::Missing(missing)));
    }
}

#[test]
fn other_files_are_recognized_as_such() {
    for noise in [&b""[..], b"<!doctype html>", b"PK\x03\x04", &[0x1f, 0x8b, 8, 0], &[0xff; 4096]] {
        assert!(matches!(open(noise), Err(OpenError::NotAModel { .. })), "{noise:02x?}");
    }
}

proptest! {
    /// Damage with the checksums made right again, so that it reaches the readers of the sections.
    #[test]
    fn forged_sections_never_panic(which in 0_usize..6, changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..6),
                                   cut in prop::option::of(any::<u16>())) {
        let file = example::file();
        let sections = Sections::read(&file).expect("own bytes");
        let forged: Vec<_> = sections.table.iter().enumerate().map(|(number, section)| {
            let mut bytes = sections.get(&file, section.kind).expect("there").to_vec();
            if number == which {
                for (at, value) in &changes {
                    let at = *at as usize % bytes.len();
                    bytes[at] = *value;
                }
                if let Some(cut) = cut {
                    bytes.truncate(cut as usize % (bytes.len() + 1));
                }
            }
            (section.kind, bytes)
        }).collect();
        let forged = model_core::file::write(&forged);
        if let Ok(Some(preview)) = Preview::open(&forged) {
            let _ = preview.search("wire", 5);
        }
        if let Ok(model) = open(&forged) {
            ask(&model);
        }
    }

    #[test]
    fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&bytes).is_err());
    }
}
